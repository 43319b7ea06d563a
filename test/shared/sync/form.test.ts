import {
  type PushAnswer,
  type MemoryStore,
  memoryStore,
  type Operation,
  operationIn,
  receivePush,
} from '@traguardo/shared/sync'
import fc from 'fast-check'
import { sampleOf } from '../../support/chance'
import { beforeEach, describe, expect, it } from 'vitest'
import { aKey, anOperation, aPush, receivePorts } from '../../support/sync'

const codeOf = (raw: unknown): string => {
  const read = operationIn(raw)
  return read.ok ? 'ok' : read.error.code
}
const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown
const note = { key: { ...aKey, field: 'note' as const } }

describe('an operation as it comes over a wire', () => {
  it('[SY36.2] is read with its parts and nothing beside them', () => {
    const operation = anOperation({})
    const { register, about, decision, ...older } = operation
    expect(operationIn({ ...operation, more: 'x' })).toEqual({ ok: true, value: operation })
    expect(operationIn(older)).toEqual({ ok: true, value: operation })
    expect([register, about, decision]).toEqual([operation.register, null, null])
    const padded = { type: 'number', number: 1, padding: 'x'.repeat(100_000), deep: nested(5000) }
    expect(operationIn({ ...operation, content: padded })).toEqual({ ok: true, value: operation })
  })

  it.each<[string, string, object]>([
    ['a day that no calendar has', 'MALFORMED_OPERATION', { deviceTime: '2021-99-99T99:99:99Z' }],
    ['a seq that is no count', 'MALFORMED_OPERATION', { seq: 1.5 }],
    ['a seq without end', 'MALFORMED_OPERATION', { seq: 1e300 }],
    ['a name too long', 'MALFORMED_OPERATION', { node: 'x'.repeat(129) }],
    ['a year of no calendar', 'MALFORMED_OPERATION', { key: { ...aKey, year: 1e9 } }],
    ['no key', 'MALFORMED_OPERATION', { key: null }],
    ['an unknown kind', 'MALFORMED_OPERATION', { kind: 'delete' }],
    ['a letting go of nothing', 'MALFORMED_OPERATION', { kind: 'dismiss', content: null }],
    ['a letting go with content', 'MALFORMED_OPERATION', { kind: 'dismiss', about: anOperation({}).id }],
    ['a reason of 100 kB', 'MALFORMED_OPERATION', { decision: { reason: 'x'.repeat(100_000), inTime: true } }],
    ['a number beyond all sense', 'MALFORMED_CONTENT', { content: { type: 'number', number: 1e308 } }],
    ['no number', 'MALFORMED_CONTENT', { content: { type: 'number', number: 'sette' } }],
    ['a day without form', 'MALFORMED_CONTENT', { content: { type: 'date', date: 'x'.repeat(100_000) } }],
    ['a text for a value', 'MALFORMED_CONTENT', { content: 'dodici' }],
    ['half a character', 'MALFORMED_CONTENT', { ...note, content: 'a\ud800b' }],
    ['a text that turns its direction', 'MALFORMED_CONTENT', { ...note, content: 'a\u202eb' }],
    ['nesting without end', 'MALFORMED_CONTENT', { ...note, content: nested(20_000) }],
    ['a note too long', 'NOTE_TOO_LONG', { ...note, content: 'x'.repeat(4001) }],
  ])('[SY36.1] is refused with %s', (_, code, changes) => {
    expect(codeOf({ ...anOperation({}), ...changes })).toBe(code)
  })

  it('[SY36.2] is never more than its parts can hold, and nothing that is sent throws', () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true })
    const parts = Object.keys(anOperation({})) as (keyof Operation)[]
    fc.assert(
      fc.property(anything, fc.subarray(parts), anything, (whole, changed, part) => {
        operationIn(whole)
        const read = operationIn({ ...anOperation({}), ...Object.fromEntries(changed.map((name) => [name, part])) })
        expect(JSON.stringify(read.ok ? read.value : '').length).toBeLessThan(30_000)
      }),
      { numRuns: sampleOf(2000) },
    )
  })
})

describe('what was refused', () => {
  let head: MemoryStore
  beforeEach(() => {
    head = memoryStore()
  })
  const no = { judge: () => ({ code: 'NOT_YOUR_UNIT', message: 'No.' }) }
  const ask = (operations: readonly Operation[], person = 'anna', ports = {}) =>
    receivePush(head, aPush(operations, { node: `phone of ${person}` }), receivePorts({ person, batch: 1e6, ...ports }))
  const of = (changes: Partial<Operation>, person = 'anna') =>
    anOperation({ person, node: `phone of ${person}`, ...changes })
  const codes = ({ verdicts }: PushAnswer) =>
    verdicts.map((verdict) => ('refusal' in verdict ? verdict.refusal.code : verdict.type))
  const kept = async (ids: readonly string[]) => (await head.reading((tx) => tx.operations(ids))).length

  /** One that was refused, and what lets go of it. */
  async function oneRefused() {
    const refused = of({})
    await ask([refused], 'anna', no)
    return (seq: number, changes: Partial<Operation> = {}, person = 'anna') =>
      of({ kind: 'dismiss', content: null, about: refused.id, seq, ...changes }, person)
  }
  const elsewhere = { ...aKey, unit: 'NOWHERE', year: 9999 }
  const ofElsewhere = { key: elsewhere, register: anOperation({ key: elsewhere }).register }

  it('[SY37.1] is let go of by its own author', async () => {
    const letGo = await oneRefused()
    expect(codes(await ask([letGo(1, {}, 'bruno')], 'bruno'))).toEqual(['NOT_YOUR_TRAY'])
    expect(codes(await ask([letGo(2)]))).toEqual(['applied'])
  })

  it('[SY37.2] is let go of under its own cell', async () => {
    const letGo = await oneRefused()
    const lie = letGo(2, ofElsewhere)
    expect(codes(await ask([lie]))).toEqual(['MALFORMED_OPERATION'])
    expect(await kept([lie.id])).toBe(0)
  })

  it('[SY37.3] is let go of once: what ends nothing is not kept', async () => {
    const letGo = await oneRefused()
    const nothing = letGo(3, { about: anOperation({}).id, ...ofElsewhere })
    const [once, twice] = [letGo(4), letGo(5)]
    expect(codes(await ask([nothing, once, twice]))).toEqual(['applied', 'applied', 'applied'])
    expect(await kept([nothing.id])).toBe(0)
    expect(await kept([once.id])).toBe(1)
    expect(await kept([twice.id])).toBe(0)
  })

  it('[SY37.4] waits of one person 5,000 times at most; 400 days without a line are less', async () => {
    // A value and a note on ten measures every day: what is not sent coalesces by cell, of which there is one each day here.
    const days = Array.from({ length: 400 * 10 }, (_, seq) =>
      of({ seq: seq + 1, key: { ...aKey, measure: `M${seq}` } }),
    )
    expect(new Set(codes(await ask(days, 'anna', no)))).toEqual(new Set(['NOT_YOUR_UNIT']))
    const more = Array.from({ length: 1100 }, (_, at) => of({ seq: 5000 + at, key: { ...aKey, measure: `N${at}` } }))
    const answer = codes(await ask(more, 'anna', no))
    expect(answer.filter((code) => code === 'NOT_YOUR_UNIT')).toHaveLength(1000)
    expect(answer.slice(1000)).toEqual(Array.from({ length: 100 }, () => 'TOO_MUCH_REFUSED'))
    expect(await kept(more.map(({ id }) => id))).toBe(1000)
    // What is good passes, others are not concerned, and what is let go of makes room.
    expect(codes(await ask([of({ seq: 7000 })]))).toEqual(['applied'])
    expect(codes(await ask([of({ seq: 1, key: { ...aKey, measure: 'B' } }, 'bruno')], 'bruno', no))).toEqual([
      'NOT_YOUR_UNIT',
    ])
    const [first] = days
    const about = { about: first?.id ?? '', key: { ...aKey, measure: 'M0' }, register: first?.register ?? '' }
    const room = [of({ seq: 7001, kind: 'dismiss', content: null, ...about })]
    expect(codes(await ask(room))).toEqual(['applied'])
    expect(codes(await ask([of({ seq: 7002, key: { ...aKey, measure: 'Z' } })], 'anna', no))).toEqual(['NOT_YOUR_UNIT'])
  })
})
