import type { Operand } from '../formula'
import type { CellValue, IsoDate, Measure, MeasureValue, Target } from '../model'
import { overPeriods, overUnits, type PeriodValues } from './aggregate'
import type { CompiledPlan } from './compile-plan'
import type { MeasureScore, Reading } from './score'

/** The entered values of a year, found by measure and unit. */
export type ValueIndex = ReadonlyMap<string, ReadonlyMap<string, PeriodValues>>

/** Indexes values; cells of other bodies, years and periods, and absent values, stand aside. */
export function indexValues(
  { plan, year, periods: { length } }: CompiledPlan,
  values: readonly CellValue[],
): ValueIndex {
  const index = new Map<string, Map<string, (MeasureValue | undefined)[]>>()
  for (const { body, measure, unit, year: valueYear, period, value } of values) {
    if (value === null || body !== plan.body.code || valueYear !== year) continue
    if (!Number.isInteger(period) || period < 1 || period > length) continue
    let units = index.get(measure)
    if (!units) index.set(measure, (units = new Map()))
    let periods = units.get(unit ?? '')
    if (!periods) units.set(unit ?? '', (periods = []))
    periods[period] = value
  }
  return index
}

/** Which cells make a measure's value: the measure entered, and the units that enter it. */
function cellsOf(
  measure: Measure,
  unit: string | null,
): { readonly measure: string; readonly units: readonly string[] } {
  const { entry } = measure
  if (entry.by === 'same-as') return { measure: entry.measure, units: [entry.unit] }
  return { measure: measure.code, units: unit !== null ? [unit] : entry.by === 'units' ? entry.units : [] }
}

/** Has anything been owed for it by now? [SC4] */
function isDue({ periods }: CompiledPlan, target: Target | null, today: IsoDate): boolean {
  const owed = target?.type === 'by-date' ? periods.find(({ to }) => target.date <= to) : periods[0]
  return owed !== undefined && owed.opens <= today
}

/** The value of a measure over the year, of the body or of one unit [SC1-SC6], or why there is none. */
export function measureValue(
  compiled: CompiledPlan,
  index: ValueIndex,
  at: {
    readonly measure: Measure
    readonly unit: string | null
    readonly target: Target | null
    readonly today: IsoDate
  },
): Operand {
  const source = cellsOf(at.measure, at.unit)
  const entered = compiled.measures.get(source.measure) ?? at.measure
  const byUnit = index.get(source.measure)
  const values = source.units.map((unit) => overPeriods(byUnit?.get(unit), entered.aggregation))
  const value = overUnits(values, entered)
  if (value) return value
  return { type: isDue(compiled, at.target, at.today) ? 'missing' : 'not-due', measures: [at.measure.code] }
}

/** The cells behind a measure, for its explanation: every unit and period that was entered, in order. */
export function measureScore(measure: Measure, unit: string | null, index: ValueIndex, value: Operand): MeasureScore {
  const source = cellsOf(measure, unit)
  const byUnit = index.get(source.measure)
  const readings: Reading[] = []
  for (const code of source.units)
    byUnit?.get(code)?.forEach((read, period) => {
      if (read) readings.push({ measure: source.measure, unit: code, period, value: read })
    })
  const shown = value.type === 'number' || value.type === 'date' ? value : null
  const absent = value.type === 'not-applicable' ? ({ type: 'not-applicable' } as const) : null
  return { code: measure.code, label: measure.label, value: shown ?? absent, readings }
}
