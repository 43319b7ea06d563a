import type { IsoDate, NumberTarget, Target } from '../model'
import type { CompiledIndicator, CompiledPlan } from './compile/compile-plan'
import type { IndicatorContext } from './evaluate-indicator'

/** A number that is to be there by a day. */
export type ByDay = Target & NumberTarget & { readonly by: IsoDate }

/** Is it a number that is to be there by a day [SC58]? */
export const isByDay = (target: Target): target is ByDay => 'by' in target && target.by !== undefined

/** The period in which a day falls: the last one for a day after them all [SC58.2]. */
export const periodWith = (day: IsoDate, { periods }: Pick<CompiledPlan, 'periods'>): number => {
  const at = periods.findIndex(({ to }) => day <= to)
  return at < 0 ? periods.length - 1 : at
}

/** Returns all that was entered up to a period, taken together as the measure is over the year; null while some of it is not there. */
export function reachedBy(last: number, { lone }: CompiledIndicator, bench: IndicatorContext): number | null {
  const figure = lone === null ? undefined : bench.compiled.figures[lone]
  if (lone === null || figure?.type !== 'measure') return null
  const values = bench
    .perPeriod(lone)
    .slice(0, last + 1)
    .map((value) => (value?.type === 'number' ? value.number : null))
  const { aggregation } = figure.entered
  if (aggregation === 'last') return values[last] ?? null
  const numbers = values.filter((value) => value !== null)
  if (numbers.length <= last) return null
  if (aggregation === 'max') return Math.max(...numbers)
  const sum = numbers.reduce((whole, one) => whole + one, 0)
  return aggregation === 'mean' ? sum / numbers.length : sum
}
