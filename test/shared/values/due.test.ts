import { periodsOf, USUAL } from '@traguardo/shared/calendar'
import { dueCells } from '@traguardo/shared/values'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, byDate } from '../../support/scoring'

const [first, second, third] = periodsOf(USUAL, 2021)
if (!first || !second || !third) throw new Error('a year has three periods')

describe('what a unit owes', () => {
  it('[VA7] numbers in every period, by its deadline', () => {
    const due = [first, second, third].flatMap((period) => dueCells(aPlan(), 'U1', period))
    expect(
      due.filter(({ measure }) => measure.code === 'A').map((one) => [one.cell.period, one.due, one.dueBy]),
    ).toEqual([
      [1, 'now', '2021-05-15'],
      [2, 'now', '2021-09-15'],
      [3, 'now', '2022-01-15'],
    ])
  })

  it('[VA7] a date in the period of its target, open before and still owed after', () => {
    const plan = aPlan({
      measures: [aMeasure('D', { kind: 'date', aggregation: 'last' })],
      indicators: [anIndicator('I1', { formula: 'D', targets: [byDate('2021-07-31')] })],
    })
    const due = [first, second, third].map((period) => dueCells(plan, 'U1', period)[0])
    expect(due.map((one) => [one?.due, one?.dueBy])).toEqual([
      ['later', '2021-09-15'],
      ['now', '2021-09-15'],
      ['now', '2022-01-15'],
    ])
  })

  it('[VA8] each measure once, with every indicator that uses it, and none that is not its own', () => {
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
    expect(owed('U1')).toEqual([['A', ['I1', 'I2']]])
    expect(owed('U2')).toEqual([
      ['A', ['I1', 'I3']],
      ['B', ['I1']],
    ])
  })

  it('[VA12] nothing for a period in which the unit was not there: after a merger the new one owes', () => {
    const before = { code: 'U1', name: 'Old', kind: 'office' as const, to: '2021-05-14', into: ['U2'] }
    const after = { code: 'U2', name: 'New', kind: 'office' as const, from: '2021-05-15' }
    const plan = aPlan({
      units: [{ code: 'ENTE', name: 'Body', kind: 'body' }, before, after],
      measures: [aMeasure('A', { entry: { by: 'units', units: ['U1', 'U2'] } })],
    })
    const owes = (unit: string) => [first, second, third].map((period) => dueCells(plan, unit, period).length)
    expect(owes('U1')).toEqual([1, 1, 0])
    expect(owes('U2')).toEqual([0, 1, 1])
  })
})
