import { calendarOf, type Period, periodsOf } from '../calendar'
import type { Cell, Measure, MeasureValue, Plan } from '../model'
import { type Refusal, refuse } from '../refusals'
import { ok, type Result } from '../result'
import { isTwoWay, parseEntry } from './format'

/** Row of a file of values, as it is written: texts. */
export interface ValueRow {
  /** Code in the plan. */
  readonly measure: string
  /** Code of the unit; empty where the measure is entered by one alone [VA20.2]. */
  readonly unit: string
  readonly year: string
  /** Its number in the year, or its name: `2`, `II`, `II quadrimestre`. */
  readonly period: string
  readonly value: string
  readonly note: string
}

/** Meaning of a row: a cell with what is to stand in it, and beside it. */
export interface ReadRow {
  readonly cell: Cell
  readonly measure: Measure
  readonly period: Period
  readonly value: MeasureValue
  /** Null where the row says none: then whatever stands there stays. */
  readonly note: string | null
  /** The other notation would read another number [VA14.1]. */
  readonly isTwoWay: boolean
}

/** Does the row say no value: nothing, or `n.d.`? Such a row is left out, and takes nothing away [VA20.3]. */
export const hasNoValue = ({ value }: Pick<ValueRow, 'value'>): boolean => /^(?:n\.?\s?d\.?)?$/i.test(value.trim())

function periodIn(text: string, plan: Plan, year: number): Result<Period, Refusal> {
  const said = text.trim().toLowerCase()
  const found = periodsOf(plan, year).find(({ number, name }) => {
    const [roman = '', division = ''] = name.toLowerCase().split(' ')
    return [String(number), roman, `${roman} ${division}`, name.toLowerCase()].includes(said)
  })
  const { division } = calendarOf(plan, year)
  return found ? ok(found) : refuse('UNKNOWN_PERIOD', { kind: 'division', period: text, division })
}

function unitIn(text: string, plan: Plan, { entry, label }: Measure): Result<string, Refusal> {
  const unit = text.trim()
  if (entry.by !== 'units') return refuse('NOT_ENTERED_HERE', { measure: label })
  if (unit !== '')
    return plan.units.some(({ code }) => code === unit) ? ok(unit) : refuse('UNKNOWN_UNIT', { kind: 'plan', unit })
  const [only, ...others] = entry.units
  return only !== undefined && others.length === 0
    ? ok(only)
    : refuse('UNIT_MISSING', { measure: label, units: entry.units.join(', ') })
}

/**
 * Reads a row of a file of values by the plan of its year: numbers, days, yes and no, levels as a field takes them [VA20].
 * @param row with a value: see `hasNoValue`
 */
export function readValueRow(row: ValueRow, plan: Plan, year: number): Result<ReadRow, Refusal> {
  const code = row.measure.trim()
  const measure = plan.measures.find((one) => one.code === code)
  if (!measure) return refuse('UNKNOWN_MEASURE', { kind: 'row', measure: code })
  const unit = unitIn(row.unit, plan, measure)
  if (!unit.ok) return unit
  const period = periodIn(row.period, plan, year)
  if (!period.ok) return period
  const value = parseEntry(row.value, measure)
  if (!value.ok) return value
  if (value.value === null) throw new Error('A row without a value is left out before it is read')
  const note = row.note.trim()
  return ok({
    cell: { body: plan.body.code, measure: code, unit: unit.value, year, period: period.value.number },
    measure,
    period: period.value,
    value: value.value,
    note: note === '' ? null : note,
    isTwoWay: value.value.type === 'number' && measure.kind !== 'count' && isTwoWay(row.value.trim()),
  })
}
