import { periodsOf } from '@traguardo/shared/calendar'
import { doubtsOf, earlierOf, type CellEntry, registerIndex, yearBefore } from '@traguardo/shared/collection'
import type { MeasureKind, MeasureValue } from '@traguardo/shared/model'
import { dueCells } from '@traguardo/shared/values'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan } from '../../support/scoring'

const number = (value: number): MeasureValue => ({ type: 'number', number: value })
const of = (kind: MeasureKind) =>
  aPlan({
    firstYear: 2020,
    measures: [aMeasure('A', { kind })],
    indicators: [anIndicator('I1', { formula: 'A' })],
  })
const held = (year: number, period: number, value: number): CellEntry => ({
  key: { body: 'B', measure: 'A', unit: 'U1', year, period: period as 1, field: 'value' },
  head: `${year}/${period}`,
  content: number(value),
  person: 'anna',
  at: '2021-05-01T10:00:00.000Z',
})
const dueIn = (kind: MeasureKind) => {
  const plan = of(kind)
  const [, second] = periodsOf(plan, 2021)
  const due = second && dueCells(plan, 'U1', second)[0]
  if (!due) throw new Error('U1 owes A')
  return { plan, due }
}
function doubts(
  kind: MeasureKind,
  value: MeasureValue | null,
  before: readonly CellEntry[],
  share: number | null = null,
) {
  const { plan, due } = dueIn(kind)
  return doubtsOf(plan, due, value, { find: registerIndex(before), today: '2021-09-05', shareOf: () => share })
}

describe('a doubtful value', () => {
  it('[CO11.2] is a tenth of the last one', () => {
    expect(doubts('number', number(1.2), [held(2021, 1, 12)])).toEqual(['tenth'])
    expect(doubts('number', number(1.3), [held(2021, 1, 12)])).toEqual([])
    expect(doubts('number', number(0), [held(2021, 1, 12)])).toEqual([])
  })

  it('[CO11.1] is ten times the last one; where there was none, nothing is in doubt', () => {
    expect(doubts('number', number(120), [held(2021, 1, 12)])).toEqual(['ten-times'])
    expect(doubts('number', number(119), [held(2021, 1, 12)])).toEqual([])
    expect(doubts('number', number(120), [held(2021, 1, 0)])).toEqual([])
    expect(doubts('number', number(120), [])).toEqual([])
    expect(doubts('number', null, [held(2021, 1, 12)])).toEqual([])
  })

  it('[CO11.1] compares with the last one there is, of the year before too, and with none that comes after', () => {
    expect(doubts('number', number(120), [held(2020, 3, 12), held(2020, 2, 400)])).toEqual(['ten-times'])
    expect(doubts('number', number(120), [held(2021, 3, 12)])).toEqual([])
  })

  it('[CO11.3] is a day after today', () => {
    expect(doubts('date', { type: 'date', date: '2021-09-06' }, [])).toEqual(['future'])
    expect(doubts('date', { type: 'date', date: '2021-09-05' }, [])).toEqual([])
  })

  it('[CO11.4] is a percentage above a hundred', () => {
    expect(doubts('percentage', number(100.5), [])).toEqual(['above-hundred'])
    expect(doubts('percentage', number(100), [])).toEqual([])
  })

  it('[CO11.5] is what makes a ratio above a hundred, of those whose targets ask for no more', () => {
    expect(doubts('count', number(41), [], 102.5)).toEqual(['above-hundred'])
    expect(doubts('count', number(41), [], 100)).toEqual([])
  })

  it('has its neighbours at hand: earlier ones, the last first, and that of the year before', () => {
    const { plan, due } = dueIn('number')
    const find = registerIndex([held(2020, 2, 5), held(2020, 3, 6), held(2021, 1, 7), held(2021, 2, 8)])
    expect(earlierOf(plan, due.cell, find).map(({ period, value }) => [period.name, value])).toEqual([
      ['I quadrimestre 2021', number(7)],
      ['III quadrimestre 2020', number(6)],
      ['II quadrimestre 2020', number(5)],
    ])
    expect(yearBefore(plan, due.cell, find)).toMatchObject({ period: { year: 2020, number: 2 }, value: number(5) })
    expect(yearBefore(plan, { ...due.cell, year: 2020 }, find)).toBeNull()
  })
})
