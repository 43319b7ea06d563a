import { calendarOf } from '../calendar'
import type { CellValue, IsoDate } from '../model'
import { collectionsOf, type CompiledPlan, type CycleRecords } from '../scoring'
import { type RegisterState, valueIn } from '../sync'
import { reportsOf } from './reports'
import { type CellEntry, standings } from './standing'

/** The part of a register's state that the cycle of a year looks at. */
export type CycleRegister = CellEntry & Pick<RegisterState, 'excused'>

/** The values among registers, as the scoring takes them. */
export const cellValues = (registers: readonly CycleRegister[]): readonly CellValue[] =>
  registers.flatMap(({ key, content, person, at, excused }): CellValue[] => {
    if (key.field !== 'value') return []
    const { body, measure, unit, year, period } = key
    return [{ body, measure, unit, year, period, value: valueIn(content), by: person, at, excused }]
  })

/** How the collection of a year went: out of the registers and the calendar, nobody's button [SC42, SC43, CO9, CO10]. */
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
    reports: reportsOf(plan, year, { find: standings(registers), today, sent, reviewed }),
  }
}
