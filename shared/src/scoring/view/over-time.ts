import type { Period } from '../../calendar'
import type { CellValue } from '../../model'
import type { Moment, ScoreBook } from '../book'
import type { CompiledPlan } from '../compile/compile-plan'
import { openBook } from '../score-plan'

/** A year as it stood at the end of a period. */
export interface Snapshot {
  readonly period: Period
  readonly book: ScoreBook
}

/**
 * The scores of a year period by period, out of what is known today of each: values of later periods are left out, and the
 * day is that of the period's end [SC56]. Periods that have not begun are not among them.
 * @param moment of today; records of the cycle count as they stand today
 */
export function overTime(compiled: CompiledPlan, values: readonly CellValue[], moment: Moment): readonly Snapshot[] {
  const { today } = moment
  return compiled.periods
    .filter(({ from }) => from <= today)
    .map((period) => {
      const known = values.filter(({ period: number }) => number <= period.number)
      return { period, book: openBook(compiled, known, { ...moment, today: period.to < today ? period.to : today }) }
    })
}
