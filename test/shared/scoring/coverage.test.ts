import type { CellValue, ParentRule, Plan, Policy } from '@traguardo/shared/model'
import { achieveNumber } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { onceMeasure, anIndicator, aPlan, cell, operational, strategic } from '../../support/scoring'
import { aPolicy, get, nodesOf } from '../../support/scores'

const none = { type: 'not-applicable' } as const
const measures = ['A', 'B', 'C'].map((code) => onceMeasure(code))
const of = (code: string, objective = 'O1', weight?: number) =>
  anIndicator(code, { formula: code, objective, ...(weight === undefined ? {} : { weight }) })
const plan = (changes: Partial<Plan>): Plan => aPlan({ measures, ...changes })
const two = [strategic('S1'), operational('O1'), operational('O2')]

describe('the coverage of what stands above', () => {
  const covered = (indicators: Plan['indicators'], values: readonly CellValue[], address = 'objectives/S1') =>
    get(nodesOf(plan({ objectives: two, indicators }), values), address).coverage

  it('[SC26.1] is the share of the weight that rests on entered values', () => {
    const weighed = [of('A', 'O1', 25), of('B', 'O1', 75)]
    expect(covered(weighed, [cell('A', 1)], 'objectives/O1')).toBe(0.25)
    expect(covered(weighed, [cell('B', 1)], 'objectives/O1')).toBe(0.75)
    expect([
      covered(weighed, [], 'objectives/O1'),
      covered(weighed, [cell('A', 1), cell('B', 1)], 'objectives/O1'),
    ]).toEqual([0, 1])
    // Of two objectives of which one has nothing to be scored by.
    expect(covered([of('A')], [cell('A', 1)])).toBe(0.5)
  })

  it('[SC26.1] own indicators and objectives weigh as in the score', () => {
    const mixed = [of('A', 'S1'), of('B', 'O1'), of('C', 'O2')]
    expect(covered(mixed, [cell('A', 1)])).toBeCloseTo(0.6)
    expect(covered(mixed, [cell('B', 1)])).toBeCloseTo(0.2)
    expect(covered(mixed, [cell('B', 1), cell('C', 1)])).toBeCloseTo(0.4)
    expect(covered(mixed, [cell('A', 1), cell('B', 1), cell('C', 1)])).toBe(1)
  })

  it('[SC26.2] what is not applicable is covered as far as it was answered', () => {
    expect(covered([of('A'), of('B', 'O2')], [cell('A', 1), cell('B', none)])).toBe(1)
    expect(covered([of('A'), of('B', 'O2')], [cell('B', none)])).toBe(0.5)
    expect(covered([of('A', 'S1'), of('B')], [cell('A', none), cell('B', 1)])).toBe(0.8)
    expect(covered([of('A'), of('B')], [cell('A', none), cell('B', 1)], 'objectives/O1')).toBe(1)
    expect(
      covered([of('A', 'S1'), of('B', 'O1'), of('C', 'O2')], [cell('A', none), cell('B', none), cell('C', none)]),
    ).toBe(1)
  })
})

describe('what is recorded and not scored', () => {
  it('[SC26.3] has no coverage, and takes none from what stands above', () => {
    const observed = { ...of('B'), targets: [{ year: 2021, printed: '', type: 'observed' } as const] }
    const nodes = nodesOf(plan({ objectives: two, indicators: [of('A'), observed] }), [cell('A', 1)])
    expect([get(nodes, 'indicators/B').coverage, get(nodes, 'objectives/O1').coverage]).toEqual([null, 1])
  })
})

describe('what stands above by a rule that is no mean', () => {
  const worth = (
    combine: ParentRule['combine'],
    values: readonly CellValue[],
    changes: Partial<Plan> = {},
    policy: Partial<Policy> = {},
  ) => {
    const rule: ParentRule = { combine, weights: 'printed' }
    const indicators = [of('A', 'S1', 25), of('B', 'S1', 75), of('C', 'O1')]
    const all = plan({ indicators, ...changes })
    return get(nodesOf(all, values, { policy: aPolicy({ objectives: rule, ...policy }) }), 'objectives/S1').achievement
  }
  const full = [cell('A', 10), cell('B', 5), cell('C', 10)]

  it('[SC46.2] the sum of own indicators and objectives, each side by its share', () => {
    expect(worth('sum', full)).toBeCloseTo(0.6 * (0.25 + 0.375) + 0.4)
    expect(worth('sum', [cell('A', 10), cell('C', 10)])).toBeCloseTo(0.6 * 0.25 + 0.4)
    expect(worth('sum', [cell('A', 10)])).toBe(0.25)
    expect(worth('sum', [cell('C', 10)])).toBe(1)
    expect(worth('sum', [])).toBeNull()
  })

  it('[SC46.3] the worst of both sides, without what weighs nothing', () => {
    expect([
      worth('worst', full),
      worth('worst', [cell('A', 2), cell('C', 10)]),
      worth('worst', [cell('C', 3)]),
    ]).toEqual([0.5, 0.2, 0.3])
    expect(worth('worst', [])).toBeNull()
    const light = { indicators: [of('A', 'S1', 0), of('B', 'S1', 100), of('C', 'O1')] }
    expect([worth('worst', [cell('A', 1), cell('B', 5)], light), worth('worst', [cell('A', 1)], light)]).toEqual([
      0.5,
      null,
    ])
  })

  it('[SC46.4] the share in the best band, each side by its share', () => {
    expect(worth('share-met', full)).toBeCloseTo(0.6 * 0.25 + 0.4)
    expect([
      worth('share-met', [cell('A', 10)]),
      worth('share-met', [cell('B', 9)]),
      worth('share-met', [cell('B', 8.9)]),
    ]).toEqual([1, 1, 0])
    expect(worth('share-met', [cell('A', 10), cell('B', 1)])).toBe(0.25)
    expect(worth('share-met', [])).toBeNull()
  })

  it('[SC28.5] the best band is that of the unit, where it has its own', () => {
    const bands = [
      { code: 'met', name: 'raggiunto', from: 0.4, edge: 'in', tone: 'good' },
      { code: 'not-met', name: 'non raggiunto', from: 0, edge: 'in', tone: 'poor' },
    ] as const
    const unitBands = [{ unit: 'U1', bands: [...bands] }]
    const mine = { objectives: [strategic('S1', 'AS1', { units: ['U2', 'U1'] }), operational('O1')] }
    expect(worth('share-met', [cell('B', 5)], mine, { unitBands })).toBe(1)
    expect(worth('share-met', [cell('B', 5)], {}, { unitBands })).toBe(0)
  })
})

describe('what goes beyond a target of 0', () => {
  it('[SC12.1] is met and no more, whatever the cap', () => {
    const worth = (type: 'at-least' | 'at-most' | 'more-than' | 'less-than', value: number) =>
      achieveNumber(value, { type, value: 0 }, aPolicy({ cap: 1.5 })).achievement
    expect([worth('at-least', 5), worth('at-most', -5), worth('more-than', 5), worth('less-than', -5)]).toEqual([
      1, 1, 1, 1,
    ])
    expect([worth('at-least', -5), worth('at-most', 5), worth('more-than', 0), worth('less-than', 0)]).toEqual([
      0, 0, 0, 0,
    ])
  })
})
