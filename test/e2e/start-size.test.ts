import { expect, it } from 'vitest'
import { startScripts, startSize } from '../support/start-size'

it('the page of entry carries at most 120 kB of JavaScript before it can be used', async () => {
  expect(await startSize('ValuesPage')).toBeLessThanOrEqual(120_000)
})

it('the page of entry carries neither Apollo nor a parser of GraphQL, which the page of sign-in has', async () => {
  const PARSES = /ApolloClient|GraphQLError|Unterminated string/
  expect((await startScripts('ValuesPage')).filter((script) => PARSES.test(script))).toEqual([])
  expect((await startScripts('SignInPage')).some((script) => PARSES.test(script))).toBe(true)
})
