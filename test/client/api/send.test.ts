import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { useChange } from '../../../client/src/api/apollo'
import { request } from '../../../client/src/api/request'
import { send } from '../../../client/src/api/send'
import { SignOutDocument } from '../../../client/src/offline/sync.generated'
import { PlanDocument } from '../../../client/src/replica/plan.generated'
import { PeopleDocument } from '../../../client/src/staff/staff.generated'

const QUESTION = { body: 'CCIAA-MS', year: 2021 }
const waiting: ServerResponse[] = []
const bodies: unknown[] = []
const server = createServer(async (request, response) => {
  bodies.push(await json(request))
  waiting.push(response)
})
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
const answer = (at: number, data: object) =>
  waiting[at]?.setHeader('content-type', 'application/json').end(JSON.stringify({ data }))
const planOf = (hash: string) => ({ plan: { __typename: 'PlanDocument', hash } })

it('[SY93.1] a question that was put after a change is not answered by the one that was put before it', async () => {
  const before = send(PlanDocument, QUESTION)
  await asked(1)
  const after = send(PlanDocument, QUESTION)
  await asked(2)
  answer(0, planOf('of before'))
  answer(1, planOf('of after'))
  expect(await before).toEqual(planOf('of before'))
  expect(await after).toEqual(planOf('of after'))
})

// What is misspelt here is expected to be an error: `npm run check` is red where the compiler lets one pass.
it('a misspelt field or variable does not compile', async () => {
  const asking = request(PeopleDocument, { body: 'CCIAA-MS' })
  await asked(3)
  answer(2, { people: { __typename: 'Staff', people: [], units: [] } })
  const found = await asking
  const staff = found?.ok ? found.value : null
  expect(staff?.people).toEqual([])
  // @ts-expect-error: nothing has this name
  expect(staff?.peoples).toBeUndefined()
  // @ts-expect-error: the schema has it, and it was not asked for
  expect(staff?.people.map(({ holder }) => holder)).toEqual([])
  const misspelt = [
    // @ts-expect-error: the variable has another name
    () => request(PeopleDocument, { bodi: 'CCIAA-MS' }),
    // @ts-expect-error: it is missing
    () => request(PeopleDocument),
    // @ts-expect-error: it is a text
    () => request(PeopleDocument, { body: 1 }),
  ]
  expect(misspelt).toHaveLength(3)
})

it('what Apollo sends is the text of the document as it was made', async () => {
  const { mutate } = useChange(SignOutDocument)
  const asking = mutate()
  await asked(4)
  expect(bodies[3]).toEqual({ query: SignOutDocument, variables: {} })
  answer(3, { signOut: true })
  expect((await asking)?.data).toEqual({ signOut: true })
})
