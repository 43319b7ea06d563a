import type { Measure, MeasureKind, Target } from '@traguardo/shared/model'
import { explainScore } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aMeasure, atLeast, atMost, byDate, cell } from '../../support/scoring'
import { MID_YEAR } from '../../support/scores'
import { score, type Sheet } from './one-indicator'

const CLOSED = '2022-01-16'

const valueOf = (sheet: Sheet) => score(sheet).indicator?.value
const number = (value: number) => ({ type: 'number', number: value })
const notApplicable = { type: 'not-applicable' } as const

describe('the year of a measure', () => {
  const quarters = [cell('A', 5, { period: 1 }), cell('A', 1, { period: 3 })]

  it.each([
    ['sum', 6],
    ['last', 1],
    ['mean', 3],
    ['max', 5],
  ] as const)('[SC1.1] by %s over the entered periods is %d', (aggregation, expected) => {
    expect(valueOf({ measures: [aMeasure('A', { aggregation })], values: quarters })).toEqual(number(expected))
  })

  it('[SC1.2] a period that was not entered is no zero', () => {
    const mean = [aMeasure('A', { aggregation: 'mean' })]
    expect(valueOf({ measures: mean, values: quarters })).toEqual(number(3))
    expect(valueOf({ measures: mean, values: [...quarters, cell('A', 0, { period: 2 })] })).toEqual(number(2))
  })

  const overUnits = (kind: MeasureKind) => {
    const measures = [aMeasure('A', { kind, entry: { by: 'units', units: ['U1', 'U2'] } })]
    return valueOf({ measures, values: [cell('A', 2, { unit: 'U1' }), cell('A', 4, { unit: 'U2' })] })
  }

  it.each(['count', 'money', 'number'] as const)('[SC2.1] a %s over two units is their sum', (kind) =>
    expect(overUnits(kind)).toEqual(number(6)),
  )

  it.each(['percentage', 'days'] as const)('[SC2.2] a %s over two units is their mean', (kind) =>
    expect(overUnits(kind)).toEqual(number(3)),
  )

  it('[SC2.3] of dates the latest counts', () => {
    const measures = [aMeasure('A', { kind: 'date', aggregation: 'last', entry: { by: 'units', units: ['U1', 'U2'] } })]
    const values = [cell('A', '2021-06-30', { unit: 'U1' }), cell('A', '2021-05-01', { unit: 'U2' })]
    expect(valueOf({ indicator: { targets: [byDate('2021-07-31')] }, measures, values })).toMatchObject({
      date: '2021-06-30',
    })
  })

  it('[SC1.3] of a day that was entered twice the earliest counts, or the latest where the maximum is asked for', () => {
    const values = [
      cell('A', '2021-04-20', { period: 1 }),
      cell('A', '2021-06-10'),
      cell('A', '2021-02-01', { period: 3 }),
    ]
    const of = (aggregation: Measure['aggregation']) =>
      valueOf({
        indicator: { targets: [byDate('2021-07-31')] },
        measures: [aMeasure('A', { kind: 'date', aggregation })],
        values,
      })
    expect([of('last'), of('max')]).toEqual([
      { type: 'date', date: '2021-02-01' },
      { type: 'date', date: '2021-06-10' },
    ])
  })

  it('[SC3] a ratio is the ratio of the sums: (1 + 9) / (2 + 90), not the mean of 50 % and 10 %', () => {
    const values = [cell('A', 1, { period: 1 }), cell('B', 2, { period: 1 }), cell('A', 9), cell('B', 90)]
    expect(
      valueOf({ indicator: { formula: 'A / B', unit: '%' }, values, measures: [aMeasure('A'), aMeasure('B')] }),
    ).toEqual(number(1000 / 92))
  })

  it('[SC4.1] zero is a value', () => {
    expect(score({ values: [cell('A', 0)] })).toMatchObject({ achievement: 0, absence: null })
  })

  it('[SC4.2] nothing entered is missing', () => {
    expect(score({ values: [] })).toMatchObject({ achievement: null, absence: { type: 'missing', measures: ['A'] } })
  })

  it('[SC4.3] nothing is due before a period is open', () => {
    expect(score({ values: [], today: '2021-03-01' })).toMatchObject({ absence: { type: 'not-due' } })
  })

  it('[SC4.4] a day that falls later is not due', () => {
    const date = {
      indicator: { targets: [byDate('2021-11-30')] },
      measures: [aMeasure('A', { kind: 'date' })],
      values: [],
    }
    expect(score(date)).toMatchObject({ absence: { type: 'not-due', measures: ['A'] } })
    expect(score({ ...date, indicator: { targets: [byDate('2021-07-31')] } })).toMatchObject({
      absence: { type: 'missing' },
    })
  })

  it('[SC4.2] a value that was cleared is missing', () => {
    expect(score({ values: [cell('A', null)] }).absence).toMatchObject({ type: 'missing' })
  })

  it('[SC5.2] not applicable beside numbers is left out', () => {
    expect(valueOf({ values: [cell('A', notApplicable, { period: 1 }), cell('A', 4)] })).toEqual(number(4))
  })

  it('[SC5.1] not applicable alone is the result', () => {
    expect(score({ values: [cell('A', notApplicable)] }).absence).toEqual({ type: 'not-applicable', why: 'entered' })
  })

  const all = aMeasure('A', { entry: { by: 'units', units: ['U1', 'U2'] } })
  const own = aMeasure('OWN', { entry: { by: 'same-as', measure: 'A', unit: 'U2' } })
  const ofUnits = [cell('A', 3, { unit: 'U1' }), cell('A', 8, { unit: 'U2' })]

  it('[SC6.1] the value of one unit, used where it is named', () => {
    expect(valueOf({ indicator: { formula: 'OWN' }, measures: [all, own], values: ofUnits })).toEqual(number(8))
    expect(valueOf({ indicator: { formula: 'A@U1' }, measures: [all], values: ofUnits })).toEqual(number(3))
  })

  it('[SC6.2] entered once: a cell of its own counts nowhere', () => {
    const values = [...ofUnits, cell('OWN', 99, { unit: 'U1' }), cell('OWN', 99, { unit: 'U2' })]
    expect(valueOf({ indicator: { formula: 'OWN' }, measures: [all, own], values })).toEqual(number(8))
  })

  const shares = [cell('A', 37), cell('B', 40)]

  it('[SC7.1] in % a ratio is shown times 100', () => {
    expect(valueOf({ indicator: { formula: 'A / B', unit: '%' }, values: shares })).toEqual(number(92.5))
  })

  it('[SC7.3] in another unit a ratio is shown as it is', () => {
    expect(valueOf({ indicator: { formula: 'A / B', unit: 'N.' }, values: shares })).toEqual(number(0.925))
  })

  it('[SC7.2] in % a percentage is shown as it is', () => {
    const percentage = [aMeasure('A', { kind: 'percentage', aggregation: 'last' })]
    expect(valueOf({ indicator: { unit: '%' }, measures: percentage, values: shares })).toEqual(number(37))
  })

  it('[SC7.1] [SC10.1] every whole percentage of a count meets its own target', () => {
    for (let percent = 1; percent <= 100; percent++) {
      const values = [cell('A', percent * 3), cell('B', 300)]
      const node = score({ indicator: { formula: 'A / B', unit: '%', targets: [atLeast(percent)] }, values })
      expect(node, `${percent} %`).toMatchObject({ achievement: 1, rule: 'SC10' })
    }
  })

  it('[SC10.3] sums of cents on the target meet it', () => {
    const money = [aMeasure('A', { kind: 'money' })]
    const values = [cell('A', 0.1, { period: 1 }), cell('A', 0.2)]
    expect(score({ indicator: { targets: [atMost(0.3)] }, measures: money, values }).achievement).toBe(1)
  })
})

describe('the achievement of an indicator', () => {
  const against = (target: Target, value: number | string) => {
    const kind = typeof value === 'string' ? 'date' : 'number'
    const measures = [aMeasure('A', { kind, aggregation: 'last' })]
    return score({ indicator: { targets: [target] }, measures, values: [cell('A', value)] })
  }

  it.each([
    [10, 1],
    [11, 1],
  ])('[SC10.1] %d against at least 10 is %d', (value, expected) => {
    expect(against(atLeast(10), value).achievement).toBe(expected)
  })

  it.each([
    [7.5, 0.75],
    [0, 0],
    [-3, 0],
  ])('[SC10.2] %d against at least 10 is %d', (value, expected) => {
    expect(against(atLeast(10), value).achievement).toBe(expected)
  })

  it.each([
    [2, 1],
    [0, 1],
  ])('[SC11.1] %d against at most 2 is %d', (value, expected) => {
    expect(against(atMost(2), value).achievement).toBe(expected)
  })

  it.each([
    [2.5, 0.8],
    [4, 0.5],
  ])('[SC11.2] %d against at most 2 is %d', (value, expected) => {
    expect(against(atMost(2), value).achievement).toBe(expected)
  })

  it('[SC15.1] [SC16.1] a missing value never comes out best of an at most', () => {
    expect(score({ indicator: { targets: [atMost(2)] }, values: [] }).achievement).toBeNull()
    expect(score({ indicator: { targets: [atMost(2)] }, values: [], today: CLOSED }).achievement).toBe(0)
  })

  it.each([
    [atMost(0), 0, 1],
    [atMost(0), 0.1, 0],
    [atLeast(0), 0, 1],
    [atLeast(0), -1, 0],
  ])('[SC12.1] against %j the value %d is met or not: %d', (target, value, expected) => {
    expect(against(target, value).achievement).toBe(expected)
  })

  it.each([
    [atMost(5), -1, 1],
    [atLeast(-5), 1, 1],
    [atMost(-10), 3, 0],
    [atLeast(5), -5, 0],
  ])('[SC12.2] against %j the value %d is met or not: %d', (target, value, expected) => {
    expect(against(target, value).achievement).toBe(expected)
  })

  it.each([
    ['2021-07-31', 1],
    ['2021-02-01', 1],
  ])('[SC13.1] %s against by 31/07/2021 is %d', (value, expected) => {
    expect(against(byDate('2021-07-31'), value)).toMatchObject({ achievement: expected, rule: 'SC13' })
  })

  it.each([
    ['2021-08-01', 0],
    ['2022-01-31', 0],
  ])('[SC13.2] %s against by 31/07/2021 is %d', (value, expected) => {
    expect(against(byDate('2021-07-31'), value)).toMatchObject({ achievement: expected, rule: 'SC13' })
  })

  it('[SC13.3] a number against a date is undefined, not a percentage', () => {
    expect(against(byDate('2021-07-31'), 44_408)).toMatchObject({ achievement: null, absence: { why: 'wrong-type' } })
  })

  it('[SC14.1] without a target for the year it is recorded, not scored', () => {
    expect(against(atLeast(10, 2022), 7)).toMatchObject({
      achievement: null,
      absence: { type: 'no-target' },
      indicator: { value: number(7) },
    })
  })

  it('[SC15.1] missing has no achievement before the close', () => {
    expect(score({ values: [] })).toMatchObject({ achievement: null, rule: 'SC15' })
  })

  it('[SC16.1] missing is worth 0 when the year is closed', () => {
    expect(score({ values: [], today: '2022-03-01' })).toMatchObject({ achievement: 0, rule: 'SC16' })
  })

  it('[SC16.2] the year is closed the day after the last deadline', () => {
    expect(score({ values: [], today: '2022-01-15' })).toMatchObject({ achievement: null, rule: 'SC15' })
    expect(score({ values: [], today: CLOSED })).toMatchObject({ achievement: 0, rule: 'SC16', coverage: 0 })
  })

  it('[SC16.4] undefined at the close is worth 0 %', () => {
    const over = { indicator: { formula: 'A / B' }, values: [cell('A', 1), cell('B', 0)], today: CLOSED }
    expect(score(over)).toMatchObject({ achievement: 0, absence: { why: 'division-by-zero' }, rule: 'SC16' })
    const day = { indicator: { targets: [byDate('2021-06-30')] }, values: [cell('A', 1)] }
    expect(score({ ...day, today: CLOSED })).toMatchObject({
      achievement: 0,
      absence: { why: 'wrong-type' },
      rule: 'SC16',
    })
    expect(score(day)).toMatchObject({ achievement: null, absence: { why: 'wrong-type' }, rule: 'SC13' })
  })

  it.each([MID_YEAR, CLOSED])('[SC17.1] not applicable has no achievement on %s', (today) => {
    const ratio = { indicator: { formula: 'A / B', unit: '%' }, values: [cell('A', 0), cell('B', 0)], today }
    expect(score(ratio)).toMatchObject({ achievement: null, absence: { why: 'zero-over-zero' }, rule: 'SC17' })
  })

  it('[SC29.1] says value, target and rule in one sentence', () => {
    const node = score({
      indicator: { formula: 'A / B', unit: '%', targets: [{ ...atLeast(80), printed: '>= 80,00 %' }] },
      values: [cell('A', 37), cell('B', 40)],
    })
    expect(explainScore(node)).toBe(
      '37 su 40 = 92,50 %; obiettivo >= 80,00 %: è almeno 80, vale 100,00 %, in linea; pesa 100,00 %.',
    )
    expect(explainScore(score({ values: [] }))).toBe('n.d. (manca: Misura A); obiettivo >= 10: per ora non conta.')
  })
})
