import { measuresIn, parseFormula } from '../formula'
import { type Indicator, type Plan, type Sheet, sheetOf } from '../model'
import { daysOfYear, type HolderDays, maySeeSheet, type ViewingHolder } from '../people'
import { knownCodes } from '../values'
import { addressesIn, isKept } from './remarks'

/** Measures that these indicators need, those behind a `same-as` included. */
function measuresOf(plan: Plan, indicators: readonly Indicator[]): ReadonlySet<string> {
  const known = knownCodes(plan)
  const entries = new Map(plan.measures.map(({ code, entry }) => [code, entry]))
  const needed = new Set<string>()
  for (const { formula } of indicators) {
    const parsed = parseFormula(formula, known)
    for (const { code } of parsed.ok ? measuresIn(parsed.value) : []) {
      needed.add(code)
      const entry = entries.get(code)
      if (entry?.by === 'same-as') needed.add(entry.measure)
    }
  }
  return needed
}

/**
 * The plan as a person, or several together, may see it: without the individual sheets that are not theirs to read, and
 * without what only those sheets need. A measure that nobody's indicator uses stays: it is the body's.
 * @param spans days that are asked about [RI71]
 */
export function visiblePlan(plan: Plan, spans: readonly HolderDays[], ...viewers: readonly ViewingHolder[]): Plan {
  const isSeen = (sheet: Sheet, within: readonly HolderDays[]) =>
    viewers.some((viewer) => maySeeSheet(viewer, plan, sheet, within))
  const sheets = plan.sheets.filter((sheet) => isSeen(sheet, spans))
  const seen = new Set(sheets.map(({ code }) => code))
  const objectives = plan.objectives.filter(({ sheet }) => sheet === undefined || seen.has(sheet))
  const open = new Set(objectives.map(({ code }) => code))
  const indicators = plan.indicators.filter(({ objective }) => open.has(objective))
  const kept = measuresOf(plan, indicators)
  const hidden = measuresOf(
    plan,
    plan.indicators.filter(({ objective }) => !open.has(objective)),
  )
  const entersOwn = new Set(
    viewers.flatMap(({ roles }) => roles.flatMap(({ role, unit }) => (role === 'unit-head' ? [unit] : []))),
  )
  const measures = plan.measures.filter(
    ({ code, entry }) =>
      kept.has(code) || !hidden.has(code) || (entry.by === 'units' && entry.units.some((unit) => entersOwn.has(unit))),
  )
  const left = addressesIn({ ...plan, sheets, objectives, indicators, measures })
  const oddities = plan.oddities.filter(({ about }) => isKept(about, left))
  const judgements = plan.judgements?.filter(({ about, year }) => {
    const sheet = sheetOf(plan, about)
    return left.has(about) && (sheet === null || isSeen(sheet, [daysOfYear(year)]))
  })
  const calendars = plan.calendars?.map((one) =>
    one.neutralised ? { ...one, neutralised: one.neutralised.filter(({ about }) => left.has(about)) } : one,
  )
  return {
    ...plan,
    sheets,
    objectives,
    indicators,
    measures,
    oddities,
    ...(judgements ? { judgements } : {}),
    ...(calendars ? { calendars } : {}),
  }
}

/**
 * For each measure that only individual sheets use, those sheets: its values are for whoever may see one of them. A
 * measure that is not named here is the body's.
 */
export function audiencesOf(plan: Plan): ReadonlyMap<string, readonly string[]> {
  if (plan.audiences) return new Map(Object.entries(plan.audiences))
  const sheetOf = new Map(plan.objectives.map(({ code, sheet }) => [code, sheet]))
  const indicatorsOf = (sheet: string | undefined) =>
    plan.indicators.filter(({ objective }) => sheetOf.get(objective) === sheet)
  const common = measuresOf(plan, indicatorsOf(undefined))
  const found = new Map<string, string[]>()
  for (const { code } of plan.sheets)
    for (const measure of measuresOf(plan, indicatorsOf(code)))
      if (!common.has(measure)) found.set(measure, [...(found.get(measure) ?? []), code])
  return found
}
