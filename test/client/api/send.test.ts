import { afterAll, beforeAll, expect, it } from 'vitest'
import { request } from '../../../client/src/api/request'
import { send } from '../../../client/src/api/send'
import { PlanDocument } from '../../../client/src/replica/plan.generated'
import { PeopleDocument } from '../../../client/src/staff/staff.generated'
import { waitingServer } from '../../support/waiting-server'

const QUESTION = { body: 'CCIAA-MS', year: 2021 }
const server = waitingServer()
const { asked, answer } = server
const { fetch } = globalThis

// In a page an address without a host is that of the page.
beforeAll(() => void (globalThis.fetch = (input, init) => fetch(new URL(String(input), server.url), init)))
afterAll(() => void (globalThis.fetch = fetch))

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
