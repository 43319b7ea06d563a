import { cellValues, cycleRecords, KeptScores } from '@traguardo/shared/collection'
import type { Plan } from '@traguardo/shared/model'
import { compilePlan, nodeAddress, scoreNodes, scorePlan, type PlanScores } from '@traguardo/shared/scoring'
import { type Content, type RegisterField, registerId, type RegisterState } from '@traguardo/shared/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleOf } from '../../support/chance'
import { massaCarrara } from '../../support/massa-carrara'
import {
  aMeasure,
  anIndicator,
  aPlan,
  atLeast,
  atMost,
  individual,
  operational,
  strategic,
} from '../../support/scoring'
import { MID_YEAR } from '../../support/scores'

/** Values that go many ways: two units, days, an earlier year, what goes round, and what the cycle itself says. */
const plan: Plan = aPlan({
  measures: [
    aMeasure('A'),
    aMeasure('B', { entry: { by: 'units', units: ['U1', 'U2'] } }),
    aMeasure('D', { kind: 'date', aggregation: 'last' }),
    aMeasure('E', { entry: { by: 'same-as', measure: 'B', unit: 'U2' } }),
    aMeasure('F', { kind: 'days', aggregation: 'max' }),
    aMeasure('M', { kind: 'percentage', entry: { by: 'computed', what: 'operational-mean' } }),
  ],
  objectives: [
    strategic('S1'),
    operational('O1'),
    operational('O2'),
    operational('O3'),
    individual('P1', 'SG', 40),
    individual('P2', 'SG', 60),
  ],
  sheets: [{ code: 'SG', title: 'Scheda', person: 'sg', unit: 'U2', weightTotal: 100 }],
  indicators: [
    anIndicator('ratio', { objective: 'O1', unit: '%', formula: 'A / B', targets: [atLeast(80)] }),
    anIndicator('growth', { objective: 'S1', formula: 'A / previous_year(A)', targets: [atLeast(1)] }),
    anIndicator('days', {
      objective: 'O2',
      unit: 'gg',
      formula: 'F',
      targets: [{ year: 2021, printed: '15', type: 'after-each-period', days: 15 }],
    }),
    anIndicator('before', {
      objective: 'O2',
      formula: 'E',
      targets: [{ year: 2021, printed: 'x > x-1', type: 'against-year', back: 1, comparison: '>' }],
    }),
    anIndicator('event', {
      objective: 'O2',
      formula: 'A',
      targets: [{ year: 2021, printed: '30 gg', type: 'after-event', event: 'D', amount: 30, unit: 'days' }],
    }),
    anIndicator('collected', {
      objective: 'O2',
      unit: '%',
      formula: 'collection_punctuality()',
      targets: [atLeast(90)],
    }),
    anIndicator('reported', { objective: 'S1', unit: '%', formula: 'report_punctuality()', targets: [atLeast(90)] }),
    anIndicator('round', { objective: 'O3', unit: '%', formula: 'M', targets: [atLeast(90)] }),
    anIndicator('all', { objective: 'P1', unit: '%', formula: 'M', targets: [atLeast(90)] }),
    anIndicator('own', { objective: 'P2', formula: 'B@OWN', targets: [atMost(5)] }),
  ],
})

/** In the long run ten times as many cases are played. */
const MINUTE = 60_000

type Change = Pick<RegisterState, 'content' | 'at' | 'excused'> & { readonly key: RegisterState['key'] }

/** Registers after one another: each change the next count of its body. */
const asStates = (changes: readonly Change[], from = 0): readonly RegisterState[] =>
  changes.map(({ key, content, at, excused }, index) => {
    const stamp = from + index + 1
    const head = `head-${stamp}`
    return { id: registerId(key), key, scope: '', head, content, person: 'anna', at, stamp, excused, complete: true }
  })

type Shown = Omit<RegisterState, 'stamp'>
const asShown = ({ stamp: _stamp, ...shown }: RegisterState): Shown => shown

const standing = <T extends Shown>(states: readonly T[]): readonly T[] => [
  ...new Map(states.map((state) => [state.id, state])).values(),
]

const fromNothing = (of: Plan, states: readonly Shown[], today: string): PlanScores => {
  const compiled = compilePlan(of, 2021)
  return scorePlan(compiled, cellValues(states), { today, records: cycleRecords(compiled, states, today) })
}

const anyContent = (field: RegisterField, measure: string): fc.Arbitrary<Content> => {
  if (field === 'absence') return fc.constantFrom('Il fornitore tace', null)
  if (field === 'review')
    return fc.constantFrom(
      { type: 'review', state: 'confirmed', of: 'head-1', reason: '' },
      { type: 'review', state: 'returned', of: null, reason: 'Da rivedere' },
    )
  if (measure === 'D') return fc.constantFrom(null, { type: 'date', date: '2021-06-30' } as const)
  return fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 0, max: 30 }).map((number) => ({ type: 'number', number }) as const) },
    { weight: 1, arbitrary: fc.constantFrom(null, { type: 'not-applicable' } as const) },
  )
}

const anyChange = (measures: readonly (readonly [measure: string, unit: string])[], body: string) =>
  fc
    .record({
      of: fc.constantFrom(...measures),
      period: fc.constantFrom(1, 2, 3),
      year: fc.constantFrom(2021, 2021, 2021, 2020),
      field: fc.constantFrom<RegisterField>('value', 'value', 'value', 'value', 'absence', 'review', 'note'),
      at: fc.constantFrom('2021-05-10T08:00:00.000Z', '2021-06-01T08:00:00.000Z', '2021-09-04T08:00:00.000Z'),
      excused: fc.boolean(),
    })
    .chain(({ of: [measure, unit], period, year, field, at, excused }) =>
      anyContent(field, measure).map((content): Change => ({
        key: { body, measure, unit, year, period, field },
        content,
        at,
        excused,
      })),
    )

const OWN = [...['A', 'B', 'D', 'F', 'X'].map((measure) => [measure, 'U1'] as const), ['B', 'U2'] as const]
const REAL = massaCarrara.measures.flatMap(({ code, kind, entry }) =>
  entry.by === 'units' && kind !== 'date' ? entry.units.map((unit) => [code, unit] as const) : [],
)

describe('kept scores', () => {
  it.each([
    ['a plan of every kind', plan, OWN, 300],
    ['the plan of the chamber', massaCarrara, REAL, 60],
  ] as const)(
    '[SC57.1] of %s are to the last bit what computing everything gives',
    { timeout: MINUTE },
    (_, of, measures, cases) => {
      const change = anyChange(measures, of.body.code)
      fc.assert(
        fc.property(
          fc.array(change, { maxLength: 30 }),
          fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
          fc.constantFrom(MID_YEAR, '2022-01-16'),
          (first, rounds, today) => {
            let states = standing(asStates(first))
            let stamp = first.length
            const kept = new KeptScores(compilePlan(of, 2021), states, today)
            for (const round of rounds) {
              const changed = asStates(round, stamp)
              stamp += changed.length
              states = standing([...states, ...changed])
              kept.take(changed)
              expect(kept.scores).toStrictEqual(fromNothing(of, states, today))
            }
          },
        ),
        { numRuns: sampleOf(cases) },
      )
    },
  )

  it.each([
    ['a plan of every kind', plan, OWN, 200],
    ['the plan of the chamber', massaCarrara, REAL, 20],
  ] as const)(
    '[SC57.3] of %s give one score as it is among all, whatever was asked for before',
    { timeout: MINUTE },
    (_, of, measures, cases) => {
      const change = anyChange(measures, of.body.code)
      const addresses = [...scoreNodes(fromNothing(of, [], MID_YEAR)).keys()]
      fc.assert(
        fc.property(
          fc.array(
            fc.record({
              changed: fc.array(change, { minLength: 1, maxLength: 4 }),
              asked: fc.array(fc.constantFrom(...addresses), { maxLength: 6 }),
              all: fc.boolean(),
            }),
            { minLength: 1, maxLength: 6 },
          ),
          (rounds) => {
            const kept = new KeptScores(compilePlan(of, 2021), [], MID_YEAR)
            let states: readonly RegisterState[] = []
            let stamp = 0
            for (const { changed, asked, all } of rounds) {
              const more = asStates(changed, stamp)
              stamp += more.length
              states = standing([...states, ...more])
              kept.take(more)
              const expected = scoreNodes(fromNothing(of, states, MID_YEAR))
              for (const address of asked) expect(kept.at(address)).toStrictEqual(expected.get(address))
              const known = all ? scoreNodes(kept.scores) : expected
              expect(known).toStrictEqual(expected)
            }
            expect(kept.at('indicators/nowhere')).toBeNull()
          },
        ),
        { numRuns: sampleOf(cases) },
      )
    },
  )

  it('[SC57.4] follow what a device shows: what is new, what is another, and what is shown no more', () => {
    const change = anyChange(OWN, plan.body.code)
    fc.assert(
      fc.property(
        fc.array(fc.record({ changed: fc.array(change, { maxLength: 4 }), gone: fc.nat(20) }), {
          minLength: 1,
          maxLength: 8,
        }),
        (rounds) => {
          const compiled = compilePlan(plan, 2021)
          let shown: readonly Shown[] = []
          let kept = new KeptScores(compiled, shown, MID_YEAR)
          for (const { changed, gone } of rounds) {
            shown = standing([...shown.filter((_, at) => at !== gone), ...asStates(changed).map(asShown)])
            kept = kept.following(shown)
            expect(kept.scores).toStrictEqual(fromNothing(plan, shown, MID_YEAR))
          }
        },
      ),
      { numRuns: sampleOf(100) },
    )
  })

  it('[SC57.1] take nothing that is older than what they know', () => {
    const key = { body: 'B', measure: 'A', unit: 'U1', year: 2021, period: 2, field: 'value' } as const
    const [older, newer] = asStates(
      [3, 8].map((number) => ({
        key,
        content: { type: 'number', number },
        at: '2021-09-04T08:00:00.000Z',
        excused: false,
      })),
    )
    if (!older || !newer) throw new Error('two states')
    const kept = new KeptScores(compilePlan(plan, 2021), [], MID_YEAR)
    kept.take([newer])
    kept.take([older])
    expect(kept.scores).toStrictEqual(fromNothing(plan, [newer], MID_YEAR))
  })

  it('[SC57.2] stay the same where nothing changed', () => {
    const [measure = '', unit = ''] = REAL[0] ?? []
    const at = '2021-09-04T08:00:00.000Z'
    const values = REAL.map(([code, own]): Change => ({
      key: { body: massaCarrara.body.code, measure: code, unit: own, year: 2021, period: 2, field: 'value' },
      content: { type: 'number', number: 10 },
      at,
      excused: false,
    }))
    const states = asStates(values)
    const kept = new KeptScores(compilePlan(massaCarrara, 2021), states, MID_YEAR)
    const before = kept.scores
    expect(kept.scores).toBe(before)
    const [own] = values.filter(({ key }) => key.measure === measure && key.unit === unit)
    if (!own) throw new Error('a value')
    kept.take(asStates([{ ...own, content: { type: 'number', number: 11 } }], states.length))
    const after = scoreNodes(kept.scores)
    const changed = [...scoreNodes(before).values()].filter((node) => after.get(nodeAddress(node)) !== node)
    expect(changed.length).toBeGreaterThan(0)
    expect(changed.length).toBeLessThan(after.size / 4)
    expect(changed.map(({ kind }) => kind)).toContain('indicator')
  })
})
