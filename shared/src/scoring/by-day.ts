import type { Operand } from '../formula'
import type { Aggregation, IsoDate, NumberTarget, Target } from '../model'
import type { CompiledIndicator, CompiledPlan } from './compile/compile-plan'
import { keepsPeriod, type YearPart } from './compile/year-part'
import type { IndicatorContext } from './evaluate-indicator'

/** Is it a number that is to be there by a day [SC58]? */
export const isByDay = (target: Target): target is Target & NumberTarget & { readonly by: IsoDate } =>
  (target as NumberTarget).by !== undefined

/** The period of the day by which a number is to be there; -1 for the last one, and where there is no such day [SC58.2]. */
export const earlyPeriod = (target: Target | null, { periods }: CompiledPlan): number =>
  target && isByDay(target) ? periods.slice(0, -1).findIndex(({ to }) => target.by <= to) : -1

/** The places of the periods that are asked for up to one of them: all, or of a last value the last, of those that count [SC58.1, SC141.4]. */
export function placesUpTo(last: number, aggregation: Aggregation, part: YearPart | null): readonly number[] {
  const places = Array.from({ length: last + 1 }, (_, at) => at).filter((at) => keepsPeriod(part, at))
  return aggregation === 'last' ? places.slice(-1) : places
}

/**
 * Returns the value that counts: of a number by a day before the last period all that was entered up to the period of that
 * day, taken together as the measure is over the year; missing while some of it is not there [SC58].
 */
export function reachedBy(value: Operand, { target, lone, part }: CompiledIndicator, bench: IndicatorContext): Operand {
  const { periods, figures } = bench.compiled
  const last = earlyPeriod(target, bench.compiled)
  const figure = figures[lone ?? -1]
  if (last < 0 || lone === null || figure?.type !== 'measure') return value
  const { aggregation, code } = figure.entered
  const places = placesUpTo(last, aggregation, part)
  if (places.length === 0) return value
  const entered = bench.figures.perPeriod(lone)
  const numbers = places.flatMap((at) => {
    const one = entered[at] ?? null
    return one?.type === 'number' ? one.number : []
  })
  if (numbers.length < places.length)
    return { type: (periods[last]?.to ?? '') < bench.today ? 'missing' : 'not-due', measures: [code] }
  const sum = numbers.reduce((whole, one) => whole + one, 0)
  const number = aggregation === 'max' ? Math.max(...numbers) : aggregation === 'mean' ? sum / numbers.length : sum
  return { type: 'number', number }
}
