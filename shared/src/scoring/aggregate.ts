import { isAbsent, type Operand } from '../formula'
import type { Aggregation, Measure, MeasureKind, MeasureValue } from '../model'

/** Values of one measure and unit by period; a hole is a period not entered. */
export type PeriodValues = ReadonlyMap<number, MeasureValue>

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

const NUMBERS: Readonly<Record<Aggregation, (numbers: readonly number[]) => number>> = {
  sum,
  last: (numbers) => numbers.at(-1) ?? Number.NaN,
  mean: (numbers) => sum(numbers) / numbers.length,
  max: (numbers) => Math.max(...numbers),
}

const notApplicable: Operand = { type: 'not-applicable', why: 'entered' }

/** The year of one unit: its entered periods in their order, by the measure's own rule [SC1, SC5]; null for none entered. */
export function overPeriods(values: PeriodValues | undefined, aggregation: Aggregation): Operand | null {
  if (!values || values.size === 0) return null
  const entered = [...values].sort(([a], [b]) => a - b).map(([, value]) => value)
  const dates = entered.flatMap((value) => (value.type === 'date' ? [value.date] : []))
  const last = dates.at(-1)
  if (last !== undefined) return { type: 'date', date: last }
  const numbers = entered.flatMap((value) => (value.type === 'number' ? [value.number] : []))
  return numbers.length === 0 ? notApplicable : { type: 'number', number: NUMBERS[aggregation](numbers) }
}

const MEAN_OVER_UNITS: ReadonlySet<MeasureKind> = new Set(['percentage', 'days'])

/** The body's value from those of its units [SC2]; null where none entered anything. */
export function overUnits(values: readonly (Operand | null)[], { kind }: Measure): Operand | null {
  const entered = values.filter((value) => value !== null)
  if (entered.length <= 1) return entered[0] ?? null
  const dates = entered.flatMap((value) => (value.type === 'date' ? [value.date] : []))
  const latest = dates.sort().at(-1)
  if (latest !== undefined) return { type: 'date', date: latest }
  const numbers = entered.flatMap((value) => (!isAbsent(value) && value.type === 'number' ? [value.number] : []))
  if (numbers.length === 0) return notApplicable
  const rule: Aggregation = MEAN_OVER_UNITS.has(kind) ? 'mean' : 'sum'
  return { type: 'number', number: NUMBERS[rule](numbers) }
}
