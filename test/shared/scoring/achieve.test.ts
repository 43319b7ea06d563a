import type { Comparison, EventTarget } from '@traguardo/shared/model'
import { achieveNumber } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { achieveDate, deadlineAfter, NUMBER_TARGETS, stepped } from '../../../shared/src/scoring/achieve'
import { achieveLevel, compareNumbers } from '../../../shared/src/scoring/policy/marks'
import { aPolicy } from '../../support/scores'

const MORE = aPolicy({ cap: 1.2 })

describe('the rule that a score names', () => {
  const rule = (type: 'at-least' | 'more-than' | 'at-most' | 'less-than' | 'equals', value: number, wanted = 10) =>
    achieveNumber(value, { type, value: wanted }, aPolicy()).rule

  it('[SC10.1] [SC11.1] [SC33.1] [SC34.1] is that of the target', () => {
    expect([rule('at-least', 5), rule('at-least', 15)]).toEqual(['SC10', 'SC10'])
    expect([rule('at-most', 5), rule('at-most', 15)]).toEqual(['SC11', 'SC11'])
    expect([rule('more-than', 5), rule('less-than', 15)]).toEqual(['SC33', 'SC33'])
    expect([rule('equals', 10), rule('equals', 9), rule('equals', -9)]).toEqual(['SC34', 'SC34', 'SC34'])
  })

  it('[SC12.1] [SC12.2] is that of the quotient which says nothing, where none can be taken', () => {
    expect([rule('at-least', -1), rule('at-most', 3, 0), rule('at-most', 3, -2)]).toEqual(['SC12', 'SC12', 'SC12'])
    expect(rule('at-least', 1, 0)).toBe('SC10')
    const plain = aPolicy({ grows: 'met-or-not', shrinks: 'met-or-not' })
    expect(achieveNumber(-1, { type: 'at-least', value: 10 }, plain)).toMatchObject({ achievement: 0, rule: 'SC10' })
    expect(achieveNumber(3, { type: 'at-most', value: 0 }, plain)).toMatchObject({ achievement: 0, rule: 'SC11' })
    const mixed = aPolicy({ grows: 'met-or-not' })
    expect(achieveNumber(3, { type: 'at-most', value: 0 }, mixed).rule).toBe('SC12')
  })
})

describe('a number against a number', () => {
  const worth = (value: number, type: 'at-least' | 'at-most' | 'more-than' | 'less-than', wanted: number) =>
    achieveNumber(value, { type, value: wanted }, MORE).achievement

  it('[SC35.6] counts up to the cap, past zero on the good side all of it', () => {
    expect([worth(11, 'at-least', 10), worth(20, 'at-least', 10)]).toEqual([1.1, 1.2])
    expect([worth(0, 'at-most', 2), worth(-1, 'at-most', 2), worth(3, 'at-least', -2)]).toEqual([1.2, 1.2, 1.2])
    expect(worth(0, 'at-most', 0)).toBe(1)
    expect(worth(-12, 'at-least', -10)).toBeCloseTo(10 / 12)
    expect(worth(-8, 'at-least', -10)).toBe(1.2)
    expect(worth(-5, 'at-most', -10)).toBe(0.5)
    expect(worth(-11, 'at-most', -10)).toBe(1.1)
  })

  it('[SC33.2] on the target itself what must be beyond it is not met, and shown as less than whole', () => {
    expect([worth(10, 'more-than', 10), worth(10, 'less-than', 10)]).toEqual([0.9999, 0.9999])
    expect([worth(11, 'more-than', 10), worth(10, 'at-least', 10)]).toEqual([1.1, 1])
  })

  it('[SC10.3] a sum of cents is on its target within a hair', () => {
    expect(worth(0.1 + 0.2, 'at-most', 0.3)).toBe(1)
    expect(worth(1.1 + 2.2, 'at-most', 3.3)).toBe(1)
    expect(worth(3.3 * (1 + 1e-9), 'at-most', 3.3)).toBeLessThan(1)
  })

  const way = aPolicy({ grows: 'from-baseline', shrinks: 'from-baseline' })
  const from = (start: number | null, value: number, type: 'at-least' | 'at-most', wanted: number) =>
    achieveNumber(value, { type, value: wanted }, way, start).achievement

  it('[SC35.3] from the baseline: the part of the way', () => {
    expect([from(10, 15, 'at-least', 20), from(10, 5, 'at-least', 20), from(20, 15, 'at-most', 10)]).toEqual([
      0.5, 0, 0.5,
    ])
  })

  it('[SC35.4] from the baseline: none of the way where the start was there already', () => {
    expect([from(20, 15, 'at-least', 20), from(30, 15, 'at-least', 20), from(10, 15, 'at-most', 10)]).toEqual([0, 0, 0])
  })

  it('[SC35.5] from no baseline: the quotient', () => expect(from(null, 15, 'at-least', 20)).toBe(0.75))

  it('[SC35.7] linear: 2 - value / target, where the target is above zero', () => {
    const linear = aPolicy({ shrinks: 'linear' })
    const of = (value: number, wanted: number) => achieveNumber(value, { type: 'at-most', value: wanted }, linear)
    expect([of(13, 10).achievement, of(30, 10).achievement]).toEqual([0.7, 0])
    expect([of(3, 0), of(3, -1)].map(({ achievement }) => achievement)).toEqual([0, 0])
  })
})

describe('days, levels and steps', () => {
  const done = (day: string, dates: { lossPerDay: number; graceDays: number }) =>
    achieveDate(day, '2021-06-30', aPolicy({ dates }))

  it('[SC36.1] a day late costs what the policy says, after the days of grace', () => {
    expect(done('2021-06-30', { lossPerDay: 0.1, graceDays: 0 })).toBe(1)
    expect(done('2021-07-01', { lossPerDay: 0.1, graceDays: 0 })).toBeCloseTo(0.9)
    expect(done('2021-07-03', { lossPerDay: 0.1, graceDays: 2 })).toBeCloseTo(0.9)
  })

  it('[SC36.2] a day of grace costs nothing', () => {
    expect(done('2021-07-02', { lossPerDay: 0.1, graceDays: 2 })).toBe(1)
  })

  it('[SC36.3] many days late cost all of it and no more', () => {
    expect(done('2021-07-20', { lossPerDay: 0.1, graceDays: 0 })).toBe(0)
  })

  const last = (changes: Partial<EventTarget>, patronDay?: string) =>
    deadlineAfter('2021-06-01', { type: 'after-event', event: 'E', amount: 2, unit: 'days', ...changes }, patronDay)

  it('[SC38.1] the last day after an event is counted from the event', () => expect(last({})).toBe('2021-06-03'))

  it('[SC38.3] "less than" leaves the last day out', () => expect(last({ strict: true })).toBe('2021-06-02'))

  it('[SC38.5] months after an event', () => {
    expect(last({ unit: 'months' })).toBe('2021-08-01')
    expect(deadlineAfter('2021-01-31', { type: 'after-event', event: 'E', amount: 1, unit: 'months' })).toBe(
      '2021-02-28',
    )
  })

  it("[SC38.4] working days after an event leave out holidays and the patron's day", () => {
    // The second of June is a holiday.
    expect([last({ unit: 'working-days' }), last({ unit: 'working-days' }, '06-03')]).toEqual([
      ...['2021-06-04', '2021-06-07'],
    ])
  })

  it('[SC39.7] comparisons are what their signs say', () => {
    const SIGNS: readonly Comparison[] = ['>=', '>', '<=', '<']
    expect(SIGNS.map((sign) => [1, 2, 3].map((left) => compareNumbers(left, sign, 2)))).toEqual([
      [false, true, true],
      [false, false, true],
      [true, true, false],
      [true, false, false],
    ])
    expect(NUMBER_TARGETS).toEqual({ '>=': 'at-least', '>': 'more-than', '<=': 'at-most', '<': 'less-than' })
  })

  it('[SC40.2] a level is worth its place on the way to the one that is wanted, of whichever side', () => {
    const graded = aPolicy({ levels: 'rank' as never })
    const of = (rank: number, wanted: number, sign: Comparison, policy = graded) =>
      achieveLevel(rank, wanted, sign, 4, policy)
    expect([of(4, 3, '>='), of(3, 3, '>='), of(2, 4, '>='), of(1, 4, '>=')]).toEqual([1, 1, 0.5, 0.25])
    expect([of(3, 3, '>'), of(2, 3, '>')]).toEqual([0.75, 0.5])
    expect([of(2, 2, '<='), of(4, 1, '<='), of(3, 1, '<=')]).toEqual([1, 0.25, 0.5])
    expect([of(2, 2, '<'), of(4, 2, '<')]).toEqual([0.75, 0.25])
    expect([
      of(2, 4, '>=', aPolicy({ levels: 'met-or-not' })),
      of(4, 4, '>=', aPolicy({ levels: 'met-or-not' })),
    ]).toEqual([0, 1])
  })

  it('[SC41] steps are flat from their edge on', () => {
    const policy = aPolicy({
      steps: [
        { from: 1, worth: 1 },
        { from: 0.5, worth: 0.4 },
      ],
    })
    expect([1, 0.99, 0.5, 0.49].map((value) => stepped(value, policy))).toEqual([1, 0.4, 0.4, 0])
    expect(stepped(1 - 1e-13, policy)).toBe(1)
    expect(stepped(0.7, aPolicy())).toBe(0.7)
  })
})
