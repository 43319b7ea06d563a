import { expect, it } from 'vitest'
import { startScripts, startSize } from '../support/start-size'

it('the page of entry carries at most 120 kB of JavaScript before it can be used', async () => {
  expect(await startSize('ValuesPage')).toBeLessThanOrEqual(120_000)
})

it('the pages of entry and of sign-in carry neither Apollo nor a parser of GraphQL, which a page of the server has', async () => {
  const PARSES = /ApolloClient|GraphQLError|Unterminated string/
  for (const page of ['SignInPage', 'ValuesPage', 'DashboardPage', 'BoardPage'])
    expect((await startScripts(page)).filter((script) => PARSES.test(script))).toEqual([])
  expect((await startScripts('StaffPage')).some((script) => PARSES.test(script))).toBe(true)
})
