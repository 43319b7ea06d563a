import { addWorkingDays, isDay, periodFor, romeDay } from '../calendar'
import {
  answersIn,
  type Cell,
  cellAddress,
  type CellValue,
  type IsoDate,
  type IsoInstant,
  type Measure,
  type Plan,
} from '../model'
import { dueCells, isAnswered, measureUsers } from '../values'
import type { CompiledPlan } from './compile/compile-plan'
import type { SystemFigureInput } from './compile/figure'

/** Records of the collection of a year: facts that the system knows and nobody types. */
export interface CycleRecords {
  /** A unit's period whose deadline has passed. */
  readonly collections: readonly { readonly unit: string; readonly period: number; readonly onTime: boolean }[]
  /** Reports of periods whose values were all validated. `sent` is null while it was not. */
  readonly reports: readonly { readonly period: number; readonly validated: IsoDate; readonly sent: IsoDate | null }[]
}

/** A cell that stays without a value for a reason, and when the reason was received. */
export interface Explained extends Cell {
  readonly at: IsoInstant
}

/** Working days after the last validation within which the report goes to the governing bodies (plan 2021, `Percent_RelazOrgani`). */
export const REPORT_DAYS = 3

/**
 * The plan without its sheets, where it has more than sheets: what everybody may see, so that the figure is the same
 * whoever computes it.
 */
export function organisationalPlan(plan: Plan): Plan {
  const known = common.get(plan) ?? withoutSheets(plan)
  common.set(plan, known)
  return known
}

/** Already made, since it is asked for again and again; it goes with the plan. */
const common = new WeakMap<Plan, Plan>()

function withoutSheets(plan: Plan): Plan {
  const own = new Set(plan.objectives.flatMap(({ code, level }) => (level === 'individual' ? [] : [code])))
  const indicators = plan.indicators.filter(({ objective }) => own.has(objective))
  if (indicators.length === 0) return plan
  const of = { ...plan, indicators, sheets: [] }
  const users = measureUsers(of)
  const isUsed = ({ code, entry }: Measure): boolean =>
    entry.by === 'units' && entry.units.some((unit) => users.ofCell(code, unit).length > 0)
  return { ...of, measures: plan.measures.filter(isUsed) }
}

/**
 * Lists the units that had entered everything a period asked of them by its deadline [SC42]. A value without a time of
 * reception, and one that a manager accepted as in time, count as received in time; so does the reason why there is
 * none.
 */
export function collectionsOf(
  { plan, year, periods }: CompiledPlan,
  values: readonly CellValue[],
  today: IsoDate,
  explained: readonly Explained[] = [],
): CycleRecords['collections'] {
  const received = new Map<string, IsoDate>()
  const answers = new Map<string, number>()
  const days: IsoDate[] = []
  for (const { measure, unit, year: of, period, value, at, excused = false } of values) {
    if (of !== year || value === null) continue
    // Received in time, so by its deadline at the latest, whatever came over it since.
    const found = excused ? periods.find(({ number }) => number === period) : undefined
    const latest = found && periodFor(plan, found, unit).deadline
    const day = latest ?? (at === undefined ? '' : romeDay(at))
    days.push(day)
    received.set(cellAddress({ measure, unit, year, period }), day)
    answers.set(cellAddress({ measure, unit, year, period }), answersIn(value))
  }
  for (const { measure, unit, year: of, period, at } of explained) {
    const name = cellAddress({ measure, unit, year, period })
    if (of === year && !received.has(name)) received.set(name, romeDay(at))
  }
  const shared = organisationalPlan(plan)
  // Before the first value the body did not use the system: nobody was late in it.
  const begun = days.sort()[0] ?? today
  const entering = new Set(plan.measures.flatMap(({ entry }) => (entry.by === 'units' ? entry.units : [])))
  return periods.flatMap((one) =>
    [...entering].flatMap((unit) => {
      const period = periodFor(plan, one, unit)
      if (period.deadline >= today || period.deadline < begun) return []
      const owed = dueCells(shared, unit, one, period.deadline).filter(({ due }) => due === 'now')
      if (owed.length === 0) return []
      const inTime = (cell: Cell) => {
        const address = cellAddress({ ...cell, unit })
        const day = received.get(address)
        return day !== undefined && day <= period.deadline ? (answers.get(address) ?? 1) : 0
      }
      return [{ unit, period: period.number, onTime: owed.every((due) => isAnswered(due, inTime)) }]
    }),
  )
}

const share = (good: number, all: number): number => (all === 0 ? Number.NaN : good / all)

/** Objectives that acts changed during the year, among those first planned [SC44]. */
export function revisedShare({ plan, year }: Pick<CompiledPlan, 'plan' | 'year'>): number {
  const objectiveOf = new Map(plan.indicators.map(({ code, objective }) => [code, objective]))
  const notes = (plan.revisions ?? []).filter((one) => one.year === year).flatMap((one) => one.notes)
  const about = (list: string): readonly string[] =>
    notes.filter((note) => note.about.startsWith(`${list}/`)).map((note) => note.about.slice(list.length + 1))
  const touched = new Set([...about('objectives'), ...about('indicators').map((code) => objectiveOf.get(code) ?? '')])
  const inserted = new Set(
    notes.flatMap(({ kind, about: of }) => (kind === 'inserted' && of.startsWith('objectives/') ? [of.slice(11)] : [])),
  )
  const planned = plan.objectives.filter(({ code, level }) => level !== 'individual' && !inserted.has(code))
  return share(planned.filter(({ code }) => touched.has(code)).length, planned.length)
}

/** Counts of those due, and of those in time. */
interface Punctuality {
  readonly due: number
  readonly onTime: number
}

function collected(of: string | null, { plan }: CompiledPlan, { collections }: CycleRecords): Punctuality {
  const own = collections.filter(({ unit }) => of === null || unit === of || of === plan.units[0]?.code)
  return { due: own.length, onTime: own.filter(({ onTime }) => onTime).length }
}

function reported({ plan }: CompiledPlan, { reports }: CycleRecords): Punctuality {
  const { patronDay } = plan.body
  const known = reports.filter(({ validated }) => isDay(validated))
  const inTime = known.filter(
    ({ validated, sent }) => sent !== null && sent <= addWorkingDays(validated, REPORT_DAYS, patronDay),
  )
  return { due: known.length, onTime: inTime.length }
}

/** A figure out of the records, in percent points or as a count; `NaN` while there are none [SC42-SC44]. */
export function recordFigure({ what, of }: SystemFigureInput, compiled: CompiledPlan, records?: CycleRecords): number {
  if (what === 'revised-share') return 100 * revisedShare(compiled)
  if (!records) return Number.NaN
  const { due, onTime } = what.startsWith('collection') ? collected(of, compiled, records) : reported(compiled, records)
  if (what === 'collections-due' || what === 'reports-due') return due
  if (what === 'collections-on-time' || what === 'reports-on-time') return onTime
  return 100 * share(onTime, due)
}
