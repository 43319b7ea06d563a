import { addWorkingDays, isDay, romeDay } from '../calendar'
import type { CellValue, IsoDate } from '../model'
import { dueCells } from '../values'
import type { CompiledPlan } from './compile/compile-plan'
import type { SystemFigureInput } from './compile/figure'

/** How the collection of a year went: what the system knows and nobody types. */
export interface CycleRecords {
  /** A unit's period whose deadline has passed. */
  readonly collections: readonly { readonly unit: string; readonly period: number; readonly onTime: boolean }[]
  /** Reports of periods whose values were all validated. `sent` is null while it was not. */
  readonly reports: readonly { readonly period: number; readonly validated: IsoDate; readonly sent: IsoDate | null }[]
}

/** Working days after the last validation within which the report goes to the governing bodies (plan 2021, `Percent_RelazOrgani`). */
const REPORT_DAYS = 3

/**
 * Which units had entered everything that a period asked of them by its deadline [SC42]. A value without a time of
 * reception counts as received in time: it stands in a closed period only if it was.
 */
export function collectionsOf(
  { plan, year, periods }: CompiledPlan,
  values: readonly CellValue[],
  today: IsoDate,
): CycleRecords['collections'] {
  const received = new Map<string, IsoDate>()
  for (const { measure, unit, year: of, period, value, at } of values)
    if (of === year && value !== null)
      received.set(`${measure}\n${unit}\n${period}`, at === undefined ? '' : romeDay(at))
  const entering = new Set(plan.measures.flatMap(({ entry }) => (entry.by === 'units' ? entry.units : [])))
  return periods
    .filter(({ deadline }) => deadline < today)
    .flatMap((period) =>
      [...entering].flatMap((unit) => {
        const owed = dueCells(plan, unit, period).filter(({ due }) => due === 'now')
        if (owed.length === 0) return []
        const onTime = owed.every(({ cell: { measure } }) => {
          const day = received.get(`${measure}\n${unit}\n${period.number}`)
          return day !== undefined && day <= period.deadline
        })
        return [{ unit, period: period.number, onTime }]
      }),
    )
}

const share = (good: number, all: number): number => (all === 0 ? Number.NaN : good / all)

/** Objectives that acts changed during the year, among those first planned [SC44]. */
function revisedShare({ plan, year }: CompiledPlan): number {
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

/** A figure out of the records, 0..1; `NaN` while there are none [SC42-SC44]. */
export function shareOf({ what, of }: SystemFigureInput, compiled: CompiledPlan, records?: CycleRecords): number {
  if (what === 'revised-share') return revisedShare(compiled)
  if (!records) return Number.NaN
  if (what === 'collection-punctuality') {
    const due = records.collections.filter(
      ({ unit }) => of === null || unit === of || of === compiled.plan.units[0]?.code,
    )
    return share(due.filter(({ onTime }) => onTime).length, due.length)
  }
  if (what !== 'report-punctuality') return Number.NaN
  const { patronDay } = compiled.plan.body
  const known = records.reports.filter(({ validated }) => isDay(validated))
  const inTime = known.filter(
    ({ validated, sent }) => sent !== null && sent <= addWorkingDays(validated, REPORT_DAYS, patronDay),
  )
  return share(inTime.length, known.length)
}
