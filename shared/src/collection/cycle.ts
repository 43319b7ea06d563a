import { calendarOf, periodsOf, type Period, yearsOf } from '../calendar'
import { type CellValue, type IsoDate, type Plan, type Cell, daysIn, type MeasureValue } from '../model'
import { collectionsOf, type CompiledPlan, type CycleRecords, organisationalPlan } from '../scoring'
import { type RegisterState, valueIn } from '../sync'
import { type CellEntry, type CellStatus, registerIndex, bodyStatus, type FindEntry, type UnitStatus } from './status'
import { type DueCell, measureUsers } from '../values'

/** The part of a register's state that the cycle of a year looks at. */
export type CycleRegister = CellEntry & Pick<RegisterState, 'excused' | 'brought'>

/** The values among registers, as the scoring takes them. */
export const cellValues = (registers: readonly CycleRegister[]): readonly CellValue[] =>
  registers.flatMap(({ key, content, person, at, excused, brought }): CellValue[] => {
    if (key.field !== 'value') return []
    const { body, measure, unit, year, period } = key
    const cell = { body, measure, unit, year, period, value: valueIn(content), by: person, at, excused }
    return [brought ? { ...cell, brought } : cell]
  })

/**
 * Returns how the collection of a year went, read from the registers and the calendar alone [SC42, SC43, CO9, CO10].
 */
export function cycleRecords(
  compiled: CompiledPlan,
  registers: readonly CycleRegister[],
  today: IsoDate,
): CycleRecords {
  const { plan, year } = compiled
  const explained = registers.flatMap(({ key, content, at }) =>
    key.field === 'absence' && content !== null ? [{ ...key, at }] : [],
  )
  const sent = new Map(calendarOf(plan, year).reports?.map((report) => [report.period, report.sent]))
  const reviewed = new Set(
    registers.flatMap(({ key }) => (key.field === 'review' && key.year === year ? key.period : [])),
  )
  return {
    collections: collectionsOf(compiled, cellValues(registers), today, explained),
    reports: reportsOf(plan, year, { find: registerIndex(registers), today, sent, reviewed }),
  }
}

/** The day on which a period was confirmed for the last of its units; null while something is not [CO10]. */
export function confirmedOn(units: readonly UnitStatus[]): IsoDate | null {
  const days = units.map((unit) => unit.confirmedOn)
  if (days.includes(null)) return null
  return (
    days
      .flatMap((day) => day ?? [])
      .sort()
      .at(-1) ?? null
  )
}

/**
 * Reports to the governing bodies that a year asked for: of each period that is confirmed, when it was and when its
 * report was sent. Only what is not of individual sheets counts, so that whoever computes it finds the same [CO10, SC43].
 * @param sent the day on which the report of a period went out, by its number
 * @param reviewed periods, by their numbers, of which somebody validated anything: no other can be confirmed
 */
export function reportsOf(
  plan: Plan,
  year: number,
  {
    find,
    today,
    sent,
    reviewed,
  }: {
    readonly find: FindEntry
    readonly today: IsoDate
    readonly sent: ReadonlyMap<number, IsoDate>
    readonly reviewed: ReadonlySet<number>
  },
): CycleRecords['reports'] {
  const common = organisationalPlan(plan)
  return periodsOf(plan, year).flatMap((period) => {
    if (!reviewed.has(period.number)) return []
    const validated = confirmedOn(bodyStatus(common, period, find, today))
    return validated === null ? [] : [{ period: period.number, validated, sent: sent.get(period.number) ?? null }]
  })
}

/** Value that a cell held in an earlier period. */
export interface Earlier {
  readonly period: Period
  readonly value: MeasureValue
}

const heldIn = (cell: Cell, period: Period, find: FindEntry): Earlier | null => {
  const { year, number } = period
  const value = valueIn(find({ ...cell, year, period: number, field: 'value' })?.content ?? null)
  return value && { period, value }
}

/** Returns the values of a cell in earlier periods of this and earlier years of the plan, latest first. */
export function earlierOf(plan: Plan, cell: Cell, find: FindEntry): readonly Earlier[] {
  const years = [cell.year, ...yearsOf({ ...plan, lastYear: cell.year - 1 }).toReversed()]
  return years
    .flatMap((year) => periodsOf(plan, year).toReversed())
    .filter(({ year, number }) => year < cell.year || number < cell.period)
    .flatMap((period) => heldIn(cell, period, find) ?? [])
}

/**
 * Returns the value of the cell in the same period of the year before; null where the two years are divided
 * differently.
 */
export function yearBefore(plan: Plan, cell: Cell, find: FindEntry): Earlier | null {
  const year = cell.year - 1
  if (calendarOf(plan, year).division !== calendarOf(plan, cell.year).division) return null
  const period = periodsOf(plan, year).find(({ number }) => number === cell.period)
  return period ? heldIn(cell, period, find) : null
}

/**
 * Values whose measure the plan does not have any more, or that no indicator uses: kept, and shown as such [PR6].
 * @param registers everything that the viewer holds
 */
export function orphanedRegisters(plan: Plan, registers: readonly CycleRegister[]): readonly CycleRegister[] {
  const users = measureUsers(plan)
  const known = new Set(plan.measures.map(({ code }) => code))
  return registers.filter(
    ({ key, content }) =>
      key.field === 'value' &&
      content !== null &&
      key.year >= plan.firstYear &&
      key.year <= plan.lastYear &&
      (!known.has(key.measure) || users.ofCell(key.measure, key.unit ?? '').length === 0),
  )
}

/** Reason for a manager to look at a value twice [CO8]. */
export type Anomaly =
  'out-of-range' | 'below-last-year' | 'ten-times' | 'no-evidence' | 'target-missed' | 'changed' | 'not-applicable'

/** Facts outside the registers: evidence and targets. */
export interface AnomalyContext {
  readonly find: FindEntry
  hasEvidence(cell: CellStatus): boolean
  /** Does an indicator of this code miss its target with what stands now? */
  misses(indicator: string): boolean
}

/** Earlier values that make a range. */
const ENOUGH = 3
const TEN = 10

const numberOf = (value: MeasureValue | null | undefined): number | null =>
  value?.type === 'number' ? value.number : null

/** Everything that is odd in an answer; nothing while there is none [CO8]. */
export function anomaliesOf(plan: Plan, standing: CellStatus, around: AnomalyContext): readonly Anomaly[] {
  if (!standing.value || standing.state === 'confirmed') return []
  const { find } = around
  const { cell } = standing.due
  const value = numberOf(valueIn(standing.value.content))
  const earlier = earlierOf(plan, cell, find).flatMap((one) => numberOf(one.value) ?? [])
  const before = numberOf(yearBefore(plan, cell, find)?.value)
  const last = earlier[0] ?? null
  const is: Readonly<Record<Anomaly, boolean>> = {
    changed: standing.changed,
    'not-applicable': valueIn(standing.value.content)?.type === 'not-applicable',
    'out-of-range':
      value !== null && earlier.length >= ENOUGH && (value < Math.min(...earlier) || value > Math.max(...earlier)),
    'below-last-year': value !== null && before !== null && value < before,
    'ten-times': value !== null && last !== null && last > 0 && value >= last * TEN,
    'target-missed': standing.due.indicators.some(({ code }) => around.misses(code)),
    'no-evidence': !around.hasEvidence(standing),
  }
  return (Object.keys(is) as Anomaly[]).filter((reason) => is[reason])
}

/** Reason to ask somebody who has just typed a value whether they mean it [CO11]. */
export type Doubt = 'ten-times' | 'tenth' | 'future' | 'above-hundred'

/** Facts beside the value. */
interface DoubtContext {
  readonly find: FindEntry
  readonly today: IsoDate
  /** In percent, with the new value: of an indicator that is a ratio and whose target asks for no more than 100; else null. */
  shareOf(indicator: string): number | null
}

const WHOLE = 100

/** Returns what is doubtful in a value [CO11]. Nothing of it is refused: it may well be so. */
export function doubtsOf(
  plan: Plan,
  { cell, measure, indicators }: DueCell,
  value: MeasureValue | null,
  { find, today, shareOf }: DoubtContext,
): readonly Doubt[] {
  if (value?.type === 'date') return daysIn(value).some((day) => day > today) ? ['future'] : []
  if (value?.type !== 'number') return []
  const earlier = earlierOf(plan, cell, find)[0]?.value
  const last = earlier?.type === 'number' && earlier.number > 0 ? earlier.number : null
  const isAbove =
    (measure.kind === 'percentage' && value.number > WHOLE) ||
    indicators.some(({ code }) => (shareOf(code) ?? 0) > WHOLE)
  const doubts: Readonly<Record<Exclude<Doubt, 'future'>, boolean>> = {
    'ten-times': last !== null && value.number >= last * TEN,
    tenth: last !== null && value.number > 0 && value.number * TEN <= last,
    'above-hundred': isAbove,
  }
  return (Object.keys(doubts) as (keyof typeof doubts)[]).filter((doubt) => doubts[doubt])
}
