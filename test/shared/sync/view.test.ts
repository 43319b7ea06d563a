import {
  type PushAnswer,
  type Cursor,
  LATE,
  memoryStore,
  type Operation,
  type OperationRecord,
  receivePush,
  type ReceivePorts,
  registerId,
  type RegisterState,
  scopeName,
  sumOf,
  type HeadStore,
  type Verdict,
  type ScopeView,
  viewOf,
} from '@traguardo/shared/sync'
import fc from 'fast-check'
import { sampleOf } from '../../support/chance'
import { expect, it } from 'vitest'
import { anOperation, aPush, receivePorts } from '../../support/sync'

const UNITS = ['U1', 'U2', 'U3']
const PEOPLE = ['anna', 'bruno', 'carla']
/** Measures that everybody sees, and one that only a sheet uses. */
const MEASURES = ['M1', 'M2', 'P1']
const scopeOf = ({ unit, year, period, measure }: Operation['key']) =>
  scopeName({ unit, year, period }, measure === 'P1' ? 'S1' : '')
const SCOPES = UNITS.flatMap((unit) =>
  MEASURES.map((measure) => scopeOf({ body: 'B', measure, unit, year: 2021, period: 2, field: 'value' })),
)
const GREATEST_INT = 2 ** 31 - 1

/** What nobody may hear who does not see it: a number of its own for every register and operation. */
let canary = 1000
const content = () => ({ type: 'number', number: ++canary }) as const

const key = fc.record({
  body: fc.constantFrom('B', 'B', 'C'),
  measure: fc.constantFrom(...MEASURES),
  unit: fc.constantFrom(...UNITS),
  year: fc.constant(2021),
  period: fc.constant(2),
  field: fc.constantFrom('value', 'note', `evidence/${'a'.repeat(64)}`) as fc.Arbitrary<Operation['key']['field']>,
})
const stored = fc.record({
  key,
  person: fc.constantFrom(...PEOPLE),
  verdict: fc.constantFrom('applied', 'conflict', 'rejected', 'late'),
  /** Of another cell than its own: as the cell was before the plan put it into another scope. */
  currentOf: key,
  isSettled: fc.boolean(),
})
const scopes = fc.uniqueArray(fc.constantFrom(...SCOPES, '2020/1/U9', ''), { maxLength: 8, size: 'max' })
const count = fc.oneof(fc.constant(0), fc.nat(30), fc.constantFrom(-1, GREATEST_INT, Number.MAX_SAFE_INTEGER))
const cursor = fc.record({
  view: fc.constantFrom('own', 'own', null, 'wider', 'x'),
  stamp: count,
  tray: count,
  behind: fc.option(fc.record({ scopes, stamp: count })),
})
const question = fc.record({
  isSite: fc.boolean(),
  sees: scopes,
  manages: scopes,
  cursor,
  verify: fc.boolean(),
  epoch: fc.constantFrom(null, 'own', 'own', 'own', 'x'),
  lastSeq: fc.constantFrom(0, ...Array.from({ length: 4 }, () => Number.MAX_SAFE_INTEGER)),
  pageSize: fc.constantFrom(1, 3, 1000),
  brought: fc.array(fc.record({ key, person: fc.constantFrom(...PEOPLE), base: fc.boolean() }), { maxLength: 4 }),
})

const stateOf = (of: Operation['key'], stamp: number, person: string): RegisterState => ({
  ...{ id: registerId(of), key: of, scope: scopeOf(of), head: anOperation({}).id, content: content() },
  ...{ person, at: '2021-09-01T08:00:00.000Z', stamp, excused: false, complete: false },
})

async function fill(store: HeadStore, rows: readonly Stored[]) {
  await store.transaction(async (tx) => {
    for (const { key: of, person, verdict, currentOf, isSettled } of rows) {
      const counter = `stamp/${of.body}`
      const stamp = await tx.count(counter, 1)
      const operation = anOperation({
        key: of,
        register: registerId(of),
        person,
        node: `${person}-phone`,
        content: content(),
      })
      const said = { operation: operation.id, stamp, provisional: false }
      const current = stateOf({ ...currentOf, body: of.body }, 0, 'bruno')
      const refusal = { code: verdict === 'late' ? LATE : 'NOT_YOUR_UNIT', params: {}, message: 'No.' }
      const verdicts: Readonly<Record<string, Verdict>> = {
        applied: { ...said, type: 'applied', scope: scopeOf(of) },
        conflict: { ...said, type: 'conflict', current },
        rejected: { ...said, type: 'rejected', refusal, current },
        late: { ...said, type: 'rejected', refusal, current },
      }
      const record: OperationRecord = {
        ...{ operation, sent: true, verdict: verdicts[verdict] ?? null, receivedAt: '2021-09-01T08:00:00.000Z', stamp },
        ...{ scope: scopeOf(of), relayed: false },
        settlement: isSettled
          ? { by: 'x', kind: 'dismiss', person, at: '2021-09-01T08:00:00.000Z', reason: null }
          : null,
      }
      await tx.putOperations([record])
      if (verdict !== 'applied') continue
      await tx.putRegisters([{ ...stateOf(of, stamp, person), head: operation.id, content: operation.content }])
    }
    for (const body of ['B', 'C']) {
      const states = await tx.registersSince(body, -1, null, 1000)
      const sums = [...new Set(states.map(({ scope }) => scope))].map((scope) => ({
        scope,
        sum: sumOf(states.filter((state) => state.scope === scope)),
      }))
      await tx.putScopeSums(body, sums)
    }
  })
}
interface Stored {
  readonly key: Operation['key']
  readonly person: string
  readonly verdict: string
  readonly currentOf: Operation['key']
  readonly isSettled: boolean
}

/** What is wrong with an answer: each part is looked at by itself. */
function faultsOf(answer: PushAnswer, view: ScopeView, ports: ReceivePorts): readonly string[] {
  const seen = new Set(view.scopes)
  const faults: string[] = []
  const look = (part: string, state: RegisterState | null) => {
    if (state && (!seen.has(state.scope) || state.key.body !== 'B')) faults.push(`${part}: ${state.scope}`)
  }
  for (const state of answer.registers) look('register', state)
  for (const verdict of answer.verdicts) look('verdict', 'current' in verdict ? verdict.current : null)
  for (const { operation, verdict, scope } of answer.tray) {
    look('verdict in the tray', verdict && 'current' in verdict ? verdict.current : null)
    const isOwn = ports.persons.includes(operation.person) && ports.mayBring(operation)
    if (operation.key.body !== 'B') faults.push('a tray row of another body')
    if (!isOwn && !view.manages.includes(scope)) faults.push(`tray: ${operation.person} ${scope}`)
    if (!ports.persons.includes(operation.person) && operation.node !== '') faults.push('the node of somebody else')
  }
  for (const { scope } of answer.sums ?? []) if (!seen.has(scope)) faults.push(`sum: ${scope}`)
  for (const scope of answer.cursor.behind?.scopes ?? []) if (!seen.has(scope)) faults.push(`cursor: ${scope}`)
  if (answer.view && answer.view.token !== view.token) faults.push('another view')
  const counts = [answer.cursor.stamp, answer.cursor.tray, answer.safe, ...answer.verdicts.map(({ stamp }) => stamp)]
  if (counts.some((one) => one > GREATEST_INT)) faults.push('a count that GraphQL does not take')
  return faults
}

it('[SY33.1] whatever a sender says of itself, no part of an answer lies outside its view, and nothing of others changes', async () => {
  let told = 0
  const property = fc.asyncProperty(fc.array(stored, { maxLength: 25, size: 'max' }), question, async (rows, asked) => {
    const store = memoryStore()
    await fill(store, rows)
    const view = viewOf(asked.sees, asked.manages)
    const persons = asked.isSite ? ['anna', 'carla'] : ['anna']
    const ports = receivePorts({
      ...{ view, persons, pageSize: asked.pageSize, scopeOf },
      mayBring: ({ person, key: { unit } }) => persons.includes(person) && (!asked.isSite || unit === 'U1'),
    })
    const { epoch } = await receivePush(store, aPush([], { node: 'other' }), ports)
    const tokens: Readonly<Record<string, string>> = { own: view.token, wider: viewOf(SCOPES).token }
    const at = asked.cursor
    const said: Cursor = { ...at, view: at.view === null ? null : (tokens[at.view] ?? at.view) }
    const operations = asked.brought.map(({ key: of, person, base }, seq) =>
      anOperation({
        ...{ key: of, register: registerId(of), person, seq: seq + 100, content: content() },
        base: base ? anOperation({}).id : null,
      }),
    )
    const before = await store.reading((tx) => tx.registersSince('B', -1, null, 1000))
    const push = aPush(operations, {
      ...{ cursor: said, verify: asked.verify, lastSeq: asked.lastSeq },
      epoch: asked.epoch === 'own' ? epoch : asked.epoch,
    })
    const answer = await receivePush(store, push, ports)
    expect(faultsOf(answer, view, ports)).toEqual([])
    told += answer.registers.length + answer.tray.length
    const brought = new Set(operations.map(({ register }) => register))
    const after = new Map(
      (await store.reading((tx) => tx.registersSince('B', -1, null, 1000))).map((one) => [one.id, one]),
    )
    for (const state of before.filter(({ id }) => !brought.has(id))) expect(after.get(state.id)).toEqual(state)
  })
  await fc.assert(property, { numRuns: sampleOf(3000) })
  // It is no silence that was looked at.
  expect(told).toBeGreaterThan(10)
})
