import { periodsOf, USUAL_CALENDAR } from '@traguardo/shared/calendar'
import { type Cell } from '@traguardo/shared/model'
import { dueCells, isAnswered, isThereIn } from '@traguardo/shared/values'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, byDate } from '../../support/scoring'

const [first, second, third] = periodsOf(USUAL_CALENDAR, 2021)
if (!first || !second || !third) throw new Error('a year has three periods')

describe('what a unit owes', () => {
  it('[VA7.1] numbers in every period, by its deadline', () => {
    const due = [first, second, third].flatMap((period) => dueCells(aPlan(), 'U1', period))
    expect(
      due.filter(({ measure }) => measure.code === 'A').map((one) => [one.cell.period, one.due, one.dueBy]),
    ).toEqual([
      [1, 'now', '2021-05-15'],
      [2, 'now', '2021-09-15'],
      [3, 'now', '2022-01-15'],
    ])
  })

  describe('of a date', () => {
    const plan = aPlan({
      measures: [aMeasure('D', { kind: 'date', aggregation: 'last' })],
      indicators: [anIndicator('I1', { formula: 'D', targets: [byDate('2021-07-31')] })],
    })
    const due = [first, second, third].map((period) => dueCells(plan, 'U1', period)[0])
    const found = due.map((one) => [one?.due, one?.dueBy])

    it('[VA7.2] is owed in the period of its target', () => expect(found[1]).toEqual(['now', '2021-09-15']))

    it('[VA7.3] is open before', () => expect(found[0]).toEqual(['later', '2021-09-15']))

    it('[VA7.4] is still owed after', () => expect(found[2]).toEqual(['now', '2022-01-15']))
  })

  it('[VA7.5] a measure that says in which periods it is due is owed in no other', () => {
    const owed = (measure: ReturnType<typeof aMeasure>) =>
      [first, second, third].map((period) => dueCells(aPlan({ measures: [measure] }), 'U1', period).length)
    expect(owed(aMeasure('A', { due: [1, 3] }))).toEqual([1, 0, 1])
    expect(owed(aMeasure('A', { due: [3], kind: 'date' }))).toEqual([1, 1, 1])
  })

  it('[VA7.6] a date of which the latest counts is owed as a number is', () => {
    const owed = (due?: number[]) => {
      const measure = aMeasure('D', { kind: 'date', aggregation: 'max', ...(due ? { due } : {}) })
      const plan = aPlan({
        measures: [measure],
        indicators: [anIndicator('I1', { formula: 'D', targets: [byDate('2021-07-31')] })],
      })
      return [first, second, third].map((period) => dueCells(plan, 'U1', period)[0]?.due)
    }
    expect(owed()).toEqual(['now', 'now', 'now'])
    expect(owed([3])).toEqual([undefined, undefined, 'now'])
  })

  it('[VA7.2] a date is owed where its target of that year falls, the last day of a period being of that period', () => {
    const of = (...targets: Parameters<typeof anIndicator>[1][]) =>
      aPlan({
        measures: [aMeasure('D', { kind: 'date', aggregation: 'last' })],
        indicators: targets.map((target, at) => anIndicator(`I${at}`, { formula: 'D', ...target })),
      })
    const dues = (plan: ReturnType<typeof aPlan>) =>
      [first, second, third].map((period) => dueCells(plan, 'U1', period)[0]?.due)
    expect(dues(of({ targets: [byDate('2021-08-31')] }))).toEqual(['later', 'now', 'now'])
    expect(dues(of({ targets: [byDate('2021-09-01')] }))).toEqual(['later', 'later', 'now'])
    expect(dues(of({ targets: [byDate('2021-09-01'), byDate('2022-02-01', 2022)] }))).toEqual(['later', 'later', 'now'])
    expect(dues(of({ targets: [byDate('2022-09-01', 2022)] }))).toEqual(['now', 'now', 'now'])
    // Of two indicators the earlier day comes first, wherever it stands.
    expect(dues(of({ targets: [byDate('2021-09-01')] }, { targets: [byDate('2021-05-01')] }))).toEqual([
      ...['later', 'now', 'now'],
    ])
    const days = { year: 2021, printed: 'x', type: 'by-dates' as const, dates: ['2021-04-30', '2021-12-31'] }
    expect(dues(of({ targets: [days] }))).toEqual(['now', 'now', 'now'])
  })

  it('[CO1.2] [CO1.3] is answered by a value or a reason, a day also by one of an earlier period of the year', () => {
    const plan = aPlan({ measures: [aMeasure('A'), aMeasure('D', { kind: 'date', aggregation: 'last' })] })
    const owed = dueCells(plan, 'U1', third)
    const [number, day] = [owed[0], owed[1]]
    if (!number || !day) throw new Error('both are owed')
    const answered = (due: typeof number, period: number, field: 'value' | 'absence') =>
      isAnswered(due, (cell: Cell, of) => cell.period === period && of === field)
    expect([1, 2, 3, 4].map((period) => answered(number, period, 'value'))).toEqual([false, false, true, false])
    expect([1, 2, 3, 4].map((period) => answered(day, period, 'value'))).toEqual([true, true, true, false])
    expect([1, 2, 3].map((period) => answered(day, period, 'absence'))).toEqual([false, false, true])
    expect(isAnswered({ ...number, due: 'later' }, () => false)).toBe(true)
    expect(isAnswered(number, () => false)).toBe(false)
  })

  it('[VA12.1] a unit is there from its first day to its last, both included', () => {
    const unit = (days: object) => aPlan({ units: [{ code: 'U1', name: 'U', kind: 'office', ...days }] })
    const isThere = (days: object) => isThereIn(unit(days).units[0], second)
    expect([{}, { from: '2021-08-31' }, { to: '2021-05-01' }].map(isThere)).toEqual([true, true, true])
    expect([{ from: '2021-09-01' }, { to: '2021-04-30' }].map(isThere)).toEqual([false, false])
    expect(isThereIn(undefined, second)).toBe(true)
  })

  describe('of measures in many indicators', () => {
    const plan = aPlan({
      measures: [
        aMeasure('A', { entry: { by: 'units', units: ['U1', 'U2'] } }),
        aMeasure('OWN', { entry: { by: 'same-as', measure: 'A', unit: 'U1' } }),
        aMeasure('SYS', { entry: { by: 'computed', what: 'operational-mean' } }),
        aMeasure('B', { entry: { by: 'units', units: ['U2'] } }),
      ],
      indicators: [
        anIndicator('I1', { formula: 'A / B' }),
        anIndicator('I2', { formula: 'OWN' }),
        anIndicator('I3', { formula: 'A@U2' }),
        anIndicator('I4', { formula: 'SYS' }),
      ],
    })
    const owed = (unit: string) =>
      dueCells(plan, unit, second).map(({ measure, indicators }) => [measure.code, indicators.map(({ code }) => code)])

    it('[VA8.1] is each measure once, with every indicator that uses it', () => {
      expect(owed('U1')).toEqual([['A', ['I1', 'I2']]])
      expect(owed('U2')).toEqual([
        ['A', ['I1', 'I3']],
        ['B', ['I1']],
      ])
    })

    it('[VA8.2] is none that is another’s value, or the system’s', () => {
      const codes = ['ENTE', 'U1', 'U2'].flatMap((unit) => owed(unit).map(([code]) => code))
      expect(codes).toEqual(['A', 'A', 'B'])
    })
  })

  describe('after a merger', () => {
    const before = { code: 'U1', name: 'Old', kind: 'office' as const, to: '2021-05-14', into: ['U2'] }
    const after = { code: 'U2', name: 'New', kind: 'office' as const, from: '2021-05-15' }
    const plan = aPlan({
      units: [{ code: 'ENTE', name: 'Body', kind: 'body' }, before, after],
      measures: [aMeasure('A', { entry: { by: 'units', units: ['U1', 'U2'] } })],
    })
    const owes = (unit: string) => [first, second, third].map((period) => dueCells(plan, unit, period).length)

    it('[VA12.2] is with the old unit for the periods in which it was there', () => {
      expect(owes('U1').slice(0, 2)).toEqual([1, 1])
    })

    it('[VA12.1] is nothing for a period in which the unit was not there: the new one owes', () => {
      expect([owes('U1')[2], owes('U2')[0]]).toEqual([0, 0])
      expect(owes('U2').slice(1)).toEqual([1, 1])
    })
  })
})
