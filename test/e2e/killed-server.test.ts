import { afterAll, beforeAll, expect, it } from 'vitest'
import { PHONE, signIn } from '../support/browser'
import { syncNow } from '../support/frame'
import { enter, stateOf, textIn } from '../support/entry'
import { type Line, openLine } from '../support/line'
import { stage } from '../support/stage'

const on = stage()
let line: Line
let killNext = false
let kills = 0

beforeAll(async () => {
  line = await openLine(
    () => on.server.port,
    async () => {
      if (!killNext) return 'deliver'
      killNext = false
      kills += 1
      await on.server.kill()
      return 'lose'
    },
  )
})

afterAll(async () => {
  await line?.close()
})

it('[SY8.1] [SY16.2] killed between push and answer: the device sends again, and each value is there once', async () => {
  const context = await on.browser.newContext(PHONE)
  const phone = await signIn(context, line.url, 'po-registro-imprese')
  killNext = true
  await enter(phone, 'Percent_LibriRI.num', '12')
  await expect.poll(() => kills, { timeout: 20_000 }).toBe(1)
  await stateOf(phone, 'Percent_LibriRI.num', ['local'])

  await on.restart()
  await syncNow(phone)
  await stateOf(phone, 'Percent_LibriRI.num', ['synced'])
  expect(await textIn(phone, 'Percent_LibriRI.num')).toBe('12')

  // One operation, one register, one step of the counter: an edit after it is stamped two.
  await enter(phone, 'Percent_LibriRI.num', '13')
  await stateOf(phone, 'Percent_LibriRI.num', ['synced'])
  const answer = await phone.evaluate(async () => {
    const push = {
      body: 'CCIAA-MS',
      node: '00000000-0000-7000-8000-000000000000',
      protocol: 1,
      cursor: 0,
      operations: [],
    }
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'apollo-require-preflight': '1' },
      body: JSON.stringify({
        query:
          'mutation($push: PushInput!){ sync(push:$push){ ... on SyncAnswer { cursor registers { content stamp } } } }',
        variables: { push },
      }),
    })
    return ((await response.json()) as { data: { sync: unknown } }).data.sync
  })
  expect(answer).toEqual({ cursor: 2, registers: [{ content: { type: 'number', number: 13 }, stamp: 2 }] })
  await context.close()
})
