import type { Policy, Target } from '@traguardo/shared/model'
import { compilePlan, nodeIn, openScoreModel } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aPlan, anIndicator, cell, individual, onceMeasure, operational, strategic } from '../../support/scoring'
import { aPolicy, get, MID_YEAR, nodesOf } from '../../support/scores'

const measures = ['A', 'B', 'C'].map((code) => onceMeasure(code))
const sheets = [{ code: 'S', title: 'Scheda', person: 'anna', unit: 'U1', weightTotal: 100 }]
const na = { type: 'not-applicable' } as const

/** One indicator each for what weighs so much; undefined for what has no weight. */
const weighing = (...weights: readonly (number | undefined)[]) =>
  weights.map((weight, at) =>
    anIndicator(`I${at + 1}`, { formula: 'ABC'[at] ?? '', ...(weight === undefined ? {} : { weight }) }),
  )

const sharesOf = (...weights: readonly (number | undefined)[]) => {
  const values = [cell('A', 10), cell('B', 10), cell('C', 10)]
  const nodes = nodesOf(aPlan({ measures, indicators: weighing(...weights) }), values)
  return get(nodes, 'objectives/O1').children.map(({ share }) => share)
}

describe('weights among brothers', () => {
  it('[SC66.1] what has no weight weighs the mean of its weighted brothers', () => {
    const [first, second, third] = sharesOf(30, undefined, 50)
    expect(first).toBeCloseTo(0.25, 12)
    expect(second).toBeCloseTo(40 / 120, 12)
    expect(third).toBeCloseTo(50 / 120, 12)
  })

  it('[SC66.1] a brother that weighs nothing makes no mean smaller', () => {
    expect(sharesOf(40, undefined, 0)).toEqual([0.5, 0.5, 0])
  })

  it('[SC66.1] objectives of an area, of a strategic objective and of a sheet too', () => {
    const one = { weight: 40 }
    const plan = aPlan({
      measures,
      sheets,
      objectives: [
        strategic('S1', 'AS1', one),
        strategic('S2'),
        operational('O1', 'S1', one),
        operational('O2'),
        individual('P1', 'S', 60),
        { code: 'P2', level: 'individual', title: 'Senza peso', sheet: 'S' },
      ],
      indicators: ['O1', 'O2', 'S2', 'P1', 'P2'].map((objective) => anIndicator(`I${objective}`, { objective })),
    })
    const printed = { combine: 'mean', weights: 'printed' } as const
    const nodes = nodesOf(plan, [cell('A', 10)], { policy: aPolicy({ areas: printed }) })
    const shares = ['areas/AS1', 'objectives/S1', 'sheets/S'].map((key) =>
      get(nodes, key).children.map(({ share }) => share),
    )
    expect(shares).toEqual([
      [0.5, 0.5],
      [0.5, 0.5],
      [0.5, 0.5],
    ])
  })

  it('[SC66.1] areas by their resources too: without any it has the mean', () => {
    const areas = [
      { code: 'AS1', title: 'Una', resources: [{ year: 2021, euro: 300 }] },
      { code: 'AS2', title: 'Due', resources: [{ year: 2020, euro: 900 }] },
    ]
    const objectives = [strategic('S1'), strategic('S2', 'AS2')]
    const indicators = objectives.map(({ code }) => anIndicator(`I${code}`, { objective: code }))
    const policy = aPolicy({ body: { combine: 'mean', weights: 'resources' } })
    const nodes = nodesOf(aPlan({ measures, areas, objectives, indicators }), [cell('A', 10)], { policy })
    expect(get(nodes, 'body/B').children.map(({ share }) => share)).toEqual([0.5, 0.5])
  })

  it('[SC66.2] with no weight at all they weigh the same', () => {
    const third = 1 / 3
    expect(sharesOf(undefined, undefined, undefined)).toEqual([third, third, third])
    expect(sharesOf(0, undefined, undefined)).toEqual([0, 0.5, 0.5])
  })

  it('[SC66.3] a weight of 0 weighs nothing, in score and coverage', () => {
    expect(sharesOf(0, 25, 75)).toEqual([0, 0.25, 0.75])
    const plan = aPlan({ measures, indicators: weighing(0, 70, 30) })
    const nodes = nodesOf(plan, [cell('B', 10), cell('C', 10)])
    expect(get(nodes, 'objectives/O1')).toMatchObject({ achievement: 1, coverage: 1 })
  })
})

describe('the scales of printed weights', () => {
  const paid = (...weights: readonly number[]) =>
    aPlan({
      measures,
      sheets,
      objectives: weights.map((weight, at) => individual(`P${at + 1}`, 'S', weight)),
      indicators: weights.map((_, at) =>
        anIndicator(`I${at + 1}`, { objective: `P${at + 1}`, formula: 'ABC'[at] ?? '' }),
      ),
    })
  const full = [cell('A', 10), cell('B', 10), cell('C', 10)]
  const sheetOf = (scale: Policy['weights'], weights: readonly number[], values = full, more: Partial<Policy> = {}) =>
    get(nodesOf(paid(...weights), values, { policy: aPolicy({ weights: scale, ...more }) }), 'sheets/S')

  it('[SC67.1] points and multipliers weigh their share of the sum', () => {
    expect(sheetOf('points', [12, 18, 30]).children.map(({ share }) => share)).toEqual([0.2, 0.3, 0.5])
    const [low, mid, high] = sheetOf('multipliers', [1, 1.2, 1.4]).children
    expect(low?.share).toBeCloseTo(1 / 3.6, 12)
    expect(mid?.share).toBeCloseTo(1.2 / 3.6, 12)
    expect(high?.share).toBeCloseTo(1.4 / 3.6, 12)
  })

  it('[SC67.1] points are rescaled where the parts are summed too', () => {
    const sum = { sheets: { combine: 'sum', weights: 'printed' } } as const
    expect(sheetOf('points', [12, 18, 30], [cell('A', 10), cell('B', 5)], sum).achievement).toBeCloseTo(0.35, 12)
  })

  it('[SC67.2] beyond its own money no objective earns anything', () => {
    const values = [cell('A', 5), cell('B', 20)]
    const sheet = sheetOf('money', [3000, 1000], values, { cap: 2 })
    expect(sheet.achievement).toBe(0.625)
    expect(sheet.children.map(({ contribution }) => contribution)).toEqual([0.375, 0.25])
    expect(sheetOf('shares', [3000, 1000], values, { cap: 2 }).achievement).toBe(0.875)
  })

  it('[SC67.3] the money of what is not applicable is nobody’s loss', () => {
    expect(sheetOf('money', [3000, 1000], [cell('A', na), cell('B', 5)]).achievement).toBe(0.5)
    expect(sheetOf('money', [3000, 1000], [cell('A', na), cell('B', na)]).achievement).toBeNull()
  })

  it('[SC67.3] nor is that of what is only observed, or has nothing to be compared with', () => {
    const said = { year: 2021, printed: '' }
    const of = (target: Target) => {
      const plan = paid(3000, 1000)
      const indicators = plan.indicators.map((one, at) => (at === 0 ? { ...one, targets: [target] } : one))
      const nodes = nodesOf({ ...plan, indicators }, full, { policy: aPolicy({ weights: 'money' }) })
      return get(nodes, 'sheets/S').achievement
    }
    expect([of({ ...said, type: 'observed' }), of({ ...said, type: 'first-year' })]).toEqual([1, 1])
    expect(of({ ...said, type: 'against-year', comparison: '>', back: 1 })).toBe(1)
  })

  it('[SC67.4] the money of what is not entered yet is there to be earned still', () => {
    expect(sheetOf('money', [3000, 1000], [cell('B', 10)]).achievement).toBe(0.25)
    const early = nodesOf(paid(3000, 1000), [cell('B', 10)], {
      policy: aPolicy({ weights: 'money' }),
      today: '2021-02-01',
    })
    expect(get(early, 'sheets/S').achievement).toBe(0.25)
  })

  it('[SC67.3] what becomes not applicable later is out from then on', () => {
    const event: Target = { year: 2021, printed: '', type: 'after-event', event: 'D', amount: 10, unit: 'days' }
    const plan = paid(3000, 1000)
    const dated = {
      ...plan,
      measures: [...measures, onceMeasure('D', { kind: 'date', aggregation: 'last' })],
      indicators: plan.indicators.map((one, at) => (at === 0 ? { ...one, targets: [event] } : one)),
    }
    const compiled = compilePlan(dated, 2021, aPolicy({ weights: 'money' }))
    const model = openScoreModel(compiled, [cell('B', 10), cell('D', '2021-08-01')], { today: MID_YEAR })
    const worth = () => nodeIn(model, 'sheets/S')?.achievement
    expect(worth()).toBe(0.25)
    // The event alone changes: neither an achievement nor a coverage does.
    model.set(cell('D', na))
    expect(worth()).toBe(1)
    model.set(cell('D', '2021-08-01'))
    expect(worth()).toBe(0.25)
  })
})
