import type { CellValue, Plan, Target } from '@traguardo/shared/model'
import { compilePlan, scoreNodes, scorePlan } from '@traguardo/shared/scoring'
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { sampleOf } from '../../support/chance'
import {
  aMeasure,
  anIndicator,
  aPlan,
  atLeast,
  atMost,
  byDate,
  cell,
  operational,
  strategic,
} from '../../support/scoring'
import { CLOSED, get } from '../../support/scores'

const none = { type: 'not-applicable' } as const
const both = { by: 'units', units: ['U1', 'U2'] } as const

describe('a year that is closed', () => {
  const aggregations = ['sum', 'mean', 'max', 'last'] as const
  const kinds = ['count', 'number', 'percentage', 'date'] as const
  const formulas = ['A', 'A / B', 'A / (A + B)', 'A * 2 - B', 'if(B = 0; 100; A / B)', 'max(A; B)']
  const aTarget = fc.oneof(
    fc.integer({ min: -5, max: 100 }).map((value) => atLeast(value)),
    fc.integer({ min: -5, max: 100 }).map((value) => atMost(value)),
    fc.constantFrom<Target>(
      { type: 'equals', value: 5, year: 2021, printed: '' },
      byDate('2021-06-30'),
      { type: 'by-dates', dates: ['2021-04-30', '2021-12-31'], year: 2021, printed: '' },
      { type: 'after-event', event: 'E', amount: 30, unit: 'days', year: 2021, printed: '' },
      { type: 'first-year', year: 2021, printed: '' },
    ),
  )
  const anyMeasure = (code: string) =>
    fc
      .record({
        aggregation: fc.constantFrom(...aggregations),
        kind: fc.constantFrom(...kinds),
        entry: fc.constantFrom(both, { by: 'units', units: ['U1'] } as const),
        due: fc.constantFrom(undefined, [1, 3], [3]),
      })
      .map(({ due, ...rest }) => aMeasure(code, { ...rest, ...(due ? { due } : {}) }))
  const aYear = fc.record({
    measures: fc.tuple(anyMeasure('A'), anyMeasure('B'), anyMeasure('E')),
    indicators: fc.array(fc.record({ formula: fc.constantFrom(...formulas), target: aTarget }), {
      minLength: 1,
      maxLength: 5,
    }),
    seeds: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 18, maxLength: 18 }),
  })

  function played({ measures, indicators, seeds }: typeof aYear extends fc.Arbitrary<infer T> ? T : never) {
    const plan = aPlan({
      measures,
      objectives: [strategic('S1'), operational('O1'), operational('O2')],
      indicators: indicators.map(({ formula, target }, at) =>
        anIndicator(`I${at}`, { formula, targets: [target], objective: at % 2 === 0 ? 'O1' : 'O2' }),
      ),
    })
    const values = measures.flatMap(({ code, kind, entry }, of) =>
      (entry.by === 'units' ? entry.units : []).flatMap((unit, at) =>
        [1, 2, 3].flatMap((period): CellValue[] => {
          const seed = seeds[of * 6 + at * 3 + period - 1] ?? 0
          // Of a day `n.a.` stays an answer when the day is taken away.
          if (seed > 27 && kind !== 'date') return [cell(code, none, { unit, period })]
          const value = kind === 'date' ? `2021-${String(1 + (seed % 12)).padStart(2, '0')}-15` : seed
          return seed > 22 ? [] : [cell(code, value, { unit, period })]
        }),
      ),
    )
    return { plan, values }
  }
  const scored = (plan: Plan, values: readonly CellValue[], today = CLOSED) =>
    scoreNodes(scorePlan(compilePlan(plan, 2021), values, { today }))
  const isIncrease = (before: number | null, after: number | null) => (after ?? -1) > (before ?? 2) + 1e-12

  /** What goes up where one of the values is taken away, of chance plans and values. */
  function rises(of: 'achievement' | 'coverage') {
    return fc.property(aYear, fc.nat(), (chance, which) => {
      const { plan, values } = played(chance)
      if (values.length === 0) return
      const before = scored(plan, values)
      const after = scored(
        plan,
        values.filter((_, at) => at !== which % values.length),
      )
      for (const [address, node] of after)
        if (isIncrease(get(before, address)[of], node[of])) throw new Error(`${address} has more ${of}`)
    })
  }

  it('[SC64.3] never scores more for a value less', () => {
    fc.assert(rises('achievement'), { numRuns: sampleOf(1000) })
  })

  it('[SC64.4] is never covered more for a value less', () => {
    fc.assert(rises('coverage'), { numRuns: sampleOf(1000) })
  })
})
