import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sendDocument } from '../../../client/src/modules/apollo'

const QUESTION = 'query Plan { plan { hash } }'
const waiting: ServerResponse[] = []
const server = createServer((_, response) => void waiting.push(response))
const { fetch } = globalThis

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  // In a page an address without a host is that of the page.
  globalThis.fetch = (input, init) => fetch(new URL(String(input), `http://127.0.0.1:${port}`), init)
})
afterAll(() => {
  globalThis.fetch = fetch
  server.closeAllConnections()
  server.close()
})

/** Waits until so many questions have come. */
const asked = (count: number) => expect.poll(() => waiting.length).toBe(count)
const answer = (at: number, hash: string) =>
  waiting[at]?.setHeader('content-type', 'application/json').end(JSON.stringify({ data: { plan: { hash } } }))

it('[SY93.1] a question that was put after a change is not answered by the one that was put before it', async () => {
  const before = sendDocument(QUESTION)
  await asked(1)
  const after = sendDocument(QUESTION)
  await asked(2)
  answer(0, 'of before')
  answer(1, 'of after')
  expect(await before).toEqual({ plan: { hash: 'of before' } })
  expect(await after).toEqual({ plan: { hash: 'of after' } })
})
