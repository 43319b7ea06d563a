import { calendarOf, type Period, periodsOf, yearsOf } from '../calendar'
import type { Cell, MeasureValue, Plan } from '../model'
import { valueIn } from '../sync'
import type { FindStanding } from './standing'

/** What a cell held in a period. */
export interface Earlier {
  readonly period: Period
  readonly value: MeasureValue
}

const heldIn = (cell: Cell, period: Period, find: FindStanding): Earlier | null => {
  const { year, number } = period
  const value = valueIn(find({ ...cell, year, period: number, field: 'value' })?.content ?? null)
  return value && { period, value }
}

/** What a cell held in earlier periods, the last first: of this year and of the years of the plan before it. */
export function earlierOf(plan: Plan, cell: Cell, find: FindStanding): readonly Earlier[] {
  const years = [cell.year, ...yearsOf({ ...plan, lastYear: cell.year - 1 }).toReversed()]
  return years
    .flatMap((year) => periodsOf(plan, year).toReversed())
    .filter(({ year, number }) => year < cell.year || number < cell.period)
    .flatMap((period) => heldIn(cell, period, find) ?? [])
}

/** What it held in the same period of the year before, where both years are divided alike. */
export function yearBefore(plan: Plan, cell: Cell, find: FindStanding): Earlier | null {
  const year = cell.year - 1
  if (calendarOf(plan, year).division !== calendarOf(plan, cell.year).division) return null
  const period = periodsOf(plan, year).find(({ number }) => number === cell.period)
  return period ? heldIn(cell, period, find) : null
}
