import { isAbsent, type Operand } from '../formula'
import type { Aggregation, IsoDate, Measure, MeasureKind, MeasureValue } from '../model'

/** Values of one measure and unit, each at the place of its period; a hole is a period not entered. */
export type PeriodValues = readonly (MeasureValue | undefined)[]

const notApplicable: Operand = { type: 'not-applicable', why: 'entered' }

/** What is needed of numbers and dates to aggregate them by any rule, gathered in one pass. */
interface Gathered {
  isEntered: boolean
  count: number
  sum: number
  max: number
  last: number
  date: IsoDate | null
}

function gather(values: PeriodValues): Gathered {
  const found: Gathered = { isEntered: false, count: 0, sum: 0, max: Number.NEGATIVE_INFINITY, last: 0, date: null }
  for (const value of values) {
    if (value === undefined) continue
    found.isEntered = true
    if (value.type === 'date') found.date = value.date
    if (value.type !== 'number') continue
    found.count += 1
    found.sum += value.number
    found.max = Math.max(found.max, value.number)
    found.last = value.number
  }
  return found
}

const RULES: Readonly<Record<Aggregation, (found: Gathered) => number>> = {
  sum: ({ sum }) => sum,
  last: ({ last }) => last,
  mean: ({ sum, count }) => sum / count,
  max: ({ max }) => max,
}

/** The year of one unit: its entered periods in their order, by the measure's own rule [SC1, SC5]; null for none entered. */
export function overPeriods(values: PeriodValues | undefined, aggregation: Aggregation): Operand | null {
  if (values === undefined) return null
  const found = gather(values)
  if (!found.isEntered) return null
  if (found.date !== null) return { type: 'date', date: found.date }
  return found.count === 0 ? notApplicable : { type: 'number', number: RULES[aggregation](found) }
}

const MEAN_OVER_UNITS: ReadonlySet<MeasureKind> = new Set(['percentage', 'days'])

/** The body's value from those of its units [SC2]; null where none entered anything. */
export function overUnits(values: readonly (Operand | null)[], { kind }: Measure): Operand | null {
  if (values.length === 1) return values[0] ?? null
  const entered = values.filter((value) => value !== null)
  if (entered.length <= 1) return entered[0] ?? null
  const dates = entered.flatMap((value) => (value.type === 'date' ? [value.date] : []))
  const latest = dates.sort().at(-1)
  if (latest !== undefined) return { type: 'date', date: latest }
  const numbers = entered.flatMap((value) => (!isAbsent(value) && value.type === 'number' ? [value.number] : []))
  if (numbers.length === 0) return notApplicable
  const sum = numbers.reduce((total, number) => total + number, 0)
  return { type: 'number', number: MEAN_OVER_UNITS.has(kind) ? sum / numbers.length : sum }
}
