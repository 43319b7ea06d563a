import { forUnit, type KnownCodes, type KnownKinds, measuresIn, parseFormula } from '../formula'
import {
  eliminatedIn,
  type Indicator,
  itemAddress,
  type Plan,
  type Cell,
  type IsoDate,
  type Measure,
  type Target,
  isInTime,
  ownTimes,
  type OwnTime,
} from '../model'
import { type Period, periodFor, periodsOf } from '../calendar'

/** The codes that formulas of the plan may name. */
export const knownCodes = (plan: Plan): KnownCodes => ({
  measures: new Set(plan.measures.map(({ code }) => code)),
  units: new Set(plan.units.map(({ code }) => code)),
  benchmarks: new Set((plan.benchmarks ?? []).map(({ code }) => code)),
  parts: new Set([...plan.units, ...plan.areas, ...plan.objectives].map(({ code }) => code)),
})

/** Facts of a plan that the types of its formulas are found from. */
export function kindsIn({ measures, benchmarks = [] }: Pick<Plan, 'measures' | 'benchmarks'>): KnownKinds {
  const kinds = new Map(measures.map(({ code, kind }) => [code, kind]))
  const units = new Map(benchmarks.map(({ code, unit }) => [code, unit]))
  return { kindOf: (code) => kinds.get(code), unitOf: (code) => units.get(code) }
}

/** The unit of the sheet that an individual objective stands in, by the objective's code. */
export function ownUnits(plan: Plan): ReadonlyMap<string, string> {
  const units = new Map(plan.sheets.map(({ code, unit }) => [code, unit]))
  return new Map(plan.objectives.flatMap(({ code, sheet }) => (sheet ? [[code, units.get(sheet) ?? '']] : [])))
}

/** Indicators that use a measure: its whole value, or the value of one unit. */
export interface MeasureUsers {
  /** Of the cell that a unit enters for a measure, in the order of the plan. */
  ofCell(measure: string, unit: string | null): readonly Indicator[]
}

/**
 * Returns the indicators that use each cell. A measure that is another's value (`same-as`) lends its indicators to the
 * one cell it stands for. A formula with a fault uses nothing: `checkPlan` is the place that reports it.
 */
export function measureUsers(plan: Plan): MeasureUsers {
  const known = found.get(plan) ?? findUsers(plan)
  found.set(plan, known)
  return known
}

/** Cache of users by plan, which is asked for each unit and period: an entry goes with its plan. */
const found = new WeakMap<Plan, MeasureUsers>()

/** A measure that an indicator uses: the whole of it, or, where `unit` is given, what that unit enters. */
export interface MeasureUse {
  readonly measure: string
  readonly unit: string | null
}

/**
 * Returns who tells what an indicator uses, each once: what its formula and the events of its targets name, and what stands
 * behind a `same-as`.
 */
export function usesOf(plan: Plan): (indicator: Indicator) => readonly MeasureUse[] {
  const known = knownCodes(plan)
  const entries = new Map(plan.measures.map(({ code, entry }) => [code, entry]))
  const owners = ownUnits(plan)
  return ({ formula, objective, targets }) => {
    const parsed = parseFormula(formula, known)
    const named = parsed.ok ? measuresIn(forUnit(parsed.value, owners.get(objective) ?? '')) : []
    const events = targets.flatMap((target) => (target.type === 'after-event' ? [target.event] : []))
    const uses = [...named, ...events.map((code) => ({ code, unit: null }))].flatMap(({ code, unit }): MeasureUse[] => {
      const entry = entries.get(code)
      const behind = entry?.by === 'same-as' ? [{ measure: entry.measure, unit: entry.unit }] : []
      return [{ measure: code, unit }, ...behind]
    })
    return [...new Map(uses.map((use) => [`${use.measure}@${use.unit ?? ''}`, use])).values()]
  }
}

function findUsers(plan: Plan): MeasureUsers {
  const users = new Map<string, Indicator[]>()
  const add = (code: string, unit: string | null, indicator: Indicator) => {
    const key = unit === null ? code : `${code}@${unit}`
    const list = users.get(key) ?? []
    if (!list.includes(indicator)) users.set(key, [...list, indicator])
  }
  const uses = usesOf(plan)
  for (const indicator of plan.indicators)
    for (const { measure, unit } of uses(indicator)) add(measure, unit, indicator)
  return {
    ofCell: (measure, unit) => [...(users.get(measure) ?? []), ...(users.get(`${measure}@${unit}`) ?? [])],
  }
}

/** Indicators that nobody is asked for any more, of those that a unit would enter something for in a period [VA15.3]. */
export function eliminatedFor(plan: Plan, unit: string, period: Period, today: IsoDate): readonly Indicator[] {
  const users = measureUsers(plan)
  const own = plan.measures
    .filter(({ entry }) => entry.by === 'units' && entry.units.includes(unit))
    .flatMap(({ code }) => users.ofCell(code, unit))
  return [...new Set(own)].filter((one) => !counts(plan, one, period.year, today))
}

/** Is an indicator part of the plan as of a day: has no act eliminated it by then? */
const counts = (plan: Plan, { code }: Indicator, year: number, today: IsoDate): boolean =>
  eliminatedIn(plan, itemAddress('indicators', code), year, today) === null

/** Does a period count for an indicator, of which another may take the place from a day on, each for its time [SC145.7]? */
function isOf({ code }: Indicator, times: ReadonlyMap<string, OwnTime>, period: Period): boolean {
  const own = times.get(code)
  return own === undefined || isInTime(own, period)
}

/** `now`: owed in this period. `later`: its day falls in a later one, it may be entered already. */
export type DueWhen = 'now' | 'later'

/** A cell that a unit may fill in a period, with what it serves and by when. */
export interface DueCell {
  readonly cell: Cell
  readonly measure: Measure
  readonly indicators: readonly Indicator[]
  readonly due: DueWhen
  /** The deadline of the period in which it is owed. */
  readonly dueBy: IsoDate
  /** Days that are to be there by the end of the period, of a measure that is a day; 1 for what is owed now. */
  readonly asked: number
  /** The deadlines of all days that the year asks for, in order. */
  readonly deadlines: readonly IsoDate[]
}

/**
 * The periods in which a target asks for a day of its own, in order, each as often as it asks: that of its day, of each of
 * its days, or every one; a day after all periods is asked for in the last.
 */
export function periodsOfDays(target: Target, periods: readonly Period[]): readonly Period[] {
  if (target.type === 'after-each-period') return periods
  if (target.type === 'by-date') return periods.filter(({ from, to }) => from <= target.date && target.date <= to)
  if (target.type !== 'by-dates') return []
  return [...target.dates].sort().flatMap((day) => periods.find(({ to }) => day <= to) ?? periods.slice(-1))
}

/** The periods in which a year's targets ask for one day, a second one and so on: what one of them asks for first counts for all. */
function periodsAsked(plan: Plan, indicators: readonly Indicator[], year: number): readonly Period[] {
  const periods = periodsOf(plan, year)
  const asked = indicators.flatMap(({ targets }) =>
    targets.filter((target) => target.year === year).map((target) => periodsOfDays(target, periods)),
  )
  const most = Math.max(0, ...asked.map(({ length }) => length))
  return Array.from({ length: most }, (_, at) => Math.min(...asked.flatMap((one) => one[at]?.number ?? []))).flatMap(
    (number) => periods[number - 1] ?? [],
  )
}

/** Is it a day that is entered once? One of which the latest counts is entered in each period, as a number is [VA7.6]. */
export const isOneDay = ({ kind, aggregation }: Measure): boolean => kind === 'date' && aggregation !== 'max'

/** Is a measure due in a period, from whoever enters it? In all of them, unless it says in which; a day has a target for that [VA7.5]. */
export const isDueIn = (measure: Measure, { number }: Pick<Period, 'number'>): boolean =>
  isOneDay(measure) || (measure.due?.includes(number) ?? true)

/** Is it the day of an event that a term of the year runs from? Then "not applicable" says that it did not happen [SC38.2]. */
export const isEvent = ({ measure, indicators, cell }: Pick<DueCell, 'measure' | 'indicators' | 'cell'>): boolean =>
  indicators.some(({ targets }) =>
    targets.some((one) => one.type === 'after-event' && one.event === measure.code && one.year === cell.year),
  )

/** Was a unit there for at least a day of the span? One without days, or that nobody knows, always is [VA12]. */
export const isThereIn = (
  unit: Plan['units'][number] | undefined,
  { from, to }: Pick<Period, 'from' | 'to'>,
): boolean => (unit?.from ?? from) <= to && (unit?.to ?? to) >= from

/** Counts the days that are due in the very period of a cell. */
export const severalDays = ({ deadlines, dueBy }: DueCell): number => deadlines.filter((one) => one === dueBy).length

/** Says how many answers stand in a cell: of several days each is one. */
type Stands = (cell: Cell, field: 'value' | 'absence') => number | boolean

/**
 * Returns a cell as it is owed beside what was entered before: days that stand in earlier periods answer the first that
 * are asked for, and the next is owed in its own period. Null where they answer all that the year asks for [SC73.4].
 */
export function stillOwed(cell: DueCell, stands: Stands): DueCell | null {
  const { asked, deadlines } = cell
  const { period } = cell.cell
  if (!isOneDay(cell.measure) || stands(cell.cell, 'value') || stands(cell.cell, 'absence')) return cell
  const before = Array.from({ length: period - 1 }, (_, at) => at + 1)
  const entered = before.reduce((sum, one) => sum + Number(stands({ ...cell.cell, period: one }, 'value')), 0)
  if (entered < asked) return cell
  const next = deadlines[entered]
  return next === undefined ? null : { ...cell, due: 'later', dueBy: next }
}

/**
 * Has a unit answered what it owes: with a value, with the reason why there is none, or, of days, in earlier periods?
 * What is owed in a later period asks for nothing yet [CO1].
 */
export const isAnswered = (owed: DueCell, stands: Stands): boolean =>
  owed.due === 'later' ||
  Boolean(stands(owed.cell, 'value')) ||
  Boolean(stands(owed.cell, 'absence')) ||
  stillOwed(owed, stands)?.due !== 'now'

/**
 * Everything that a unit may enter in a period, in the order of the plan's measures [VA7, VA8]; nothing that only serves
 * what an act has eliminated [VA15].
 * A date that was owed earlier is owed now; `stillOwed` knows what was entered before.
 * @param today as of which day; the last of the year, where it is not said
 */
export function dueCells(
  plan: Plan,
  unit: string,
  period: Period,
  today: IsoDate = `${period.year}-12-31`,
): readonly DueCell[] {
  const users = measureUsers(plan)
  const found = plan.units.find(({ code }) => code === unit)
  const isThere = isThereIn(found, period)
  const deadlineOf = (one: Period) => periodFor(plan, one, unit).deadline
  const times = ownTimes(plan, period.year)
  return plan.measures.flatMap((measure): DueCell[] => {
    const entry = measure.entry
    if (entry.by !== 'units' || !entry.units.includes(unit) || !isThere || !isDueIn(measure, period)) return []
    const all = users.ofCell(measure.code, unit)
    const indicators = all.filter((one) => counts(plan, one, period.year, today) && isOf(one, times, period))
    if (all.length > 0 && indicators.length === 0) return []
    const days = isOneDay(measure) ? periodsAsked(plan, indicators, period.year) : []
    const asked = days.filter(({ number }) => number <= period.number).length
    const next = asked === 0 ? days[0] : undefined
    return [
      {
        cell: { body: plan.body.code, measure: measure.code, unit, year: period.year, period: period.number },
        measure,
        indicators,
        due: next ? 'later' : 'now',
        dueBy: deadlineOf(next ?? period),
        asked: next ? 0 : Math.max(1, asked),
        deadlines: days.map(deadlineOf),
      },
    ]
  })
}
