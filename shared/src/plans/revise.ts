import { type IsoDate, type Plan, type Target, type Act, itemAddress, type Revision, type RevisionNote } from '../model'
import { addMonths } from '../calendar'
import { formatDate } from '../values'
import { type PlanChange, planDiff } from './plan-diff'

const YEAR = 12

const later = (day: IsoDate): IsoDate => addMonths(day, YEAR)

/** A target as it reads a year later: its days a year on, its printed text marked as not read again. */
function nextTarget(target: Target, year: number): Target {
  const moved = { ...target, year }
  if (moved.type === 'by-date') return { ...moved, date: later(moved.date) }
  return moved.type === 'by-dates' ? { ...moved, dates: moved.dates.map(later) } : moved
}

/**
 * A plan for the years that begin one later, out of this one: the whole tree, with the targets that it has for them, and
 * for the new last year those of the year before. Its revisions, printed results and oddities stay with the old one [PR5].
 */
export function nextPlan({ revisions: _r, results: _p, calendars: _c, judgements: _j, ...plan }: Plan): Plan {
  const [firstYear, lastYear] = [plan.firstYear + 1, plan.lastYear + 1]
  const indicators = plan.indicators.map((indicator) => {
    const kept = indicator.targets.filter(({ year }) => year >= firstYear)
    const last = indicator.targets.find(({ year }) => year === plan.lastYear)
    return { ...indicator, targets: last ? [...kept, nextTarget(last, lastYear)] : kept }
  })
  return {
    ...plan,
    title: plan.title
      .replaceAll(String(plan.lastYear), String(lastYear))
      .replaceAll(String(plan.firstYear), String(firstYear)),
    source: { document: plan.title, note: `Copiato dal piano ${plan.firstYear}-${plan.lastYear}` },
    firstYear,
    lastYear,
    policyYears: plan.policyYears?.filter(({ year }) => year >= firstYear),
    indicators,
    oddities: [],
  } as Plan
}

const VERB: Readonly<Record<PlanChange['kind'], string>> = {
  inserted: 'Inserito',
  updated: 'Aggiornato',
  removed: 'Eliminato',
}

/** An act as it is printed: "deliberazione della Giunta n. 92 del 21/07/2020". */
export function actText({
  organ,
  number,
  date,
  printed,
}: Omit<Act, 'printed'> & { readonly printed?: string }): string {
  if (printed) return printed
  const parts = [organ, number ? `n. ${number}` : '', date ? `del ${formatDate(date)}` : '']
  return parts.filter(Boolean).join(' ')
}

const isTold = ({ list }: PlanChange): boolean => list === 'objectives' || list === 'indicators' || list === 'areas'

/** Kind of a note: something eliminated stands in the plan still, and is noted as removed all the same [PR12.10]. */
const noted = ({ kind, fields }: PlanChange): PlanChange['kind'] =>
  fields.some(({ field, before, after }) => field === 'eliminated' && before === undefined && after !== undefined)
    ? 'removed'
    : kind

/** The numbered notes of a revision: one for each objective, indicator and area that it touches [PR3]. */
export const notesOf = (changes: readonly PlanChange[], act: Act): readonly RevisionNote[] =>
  changes.filter(isTold).map((change, index) => ({
    kind: noted(change),
    about: itemAddress(change.list, change.code),
    mark: `(${index + 1})`,
    printed: `${VERB[noted(change)]} in sede di rolling annuale con ${actText(act)} (${index + 1})`,
  }))

const sameAct = (a: Act, b: Act): boolean => a.organ === b.organ && a.number === b.number && a.date === b.date

/** The code of the revision of a day: its day, with a number where it is not the first of that day. */
function freeCode(plan: Plan, day: IsoDate): string {
  const taken = new Set(plan.revisions?.map(({ code }) => code))
  for (let at = 1; ; at++) {
    const code = at === 1 ? `R-${day}` : `R-${day}-${at}`
    if (!taken.has(code)) return code
  }
}

/**
 * The plan as it is adopted over the one in force: with a revision that tells what the act changed. A draft that already
 * tells it, with notes as they are printed, is left as it is [PR3].
 */
export function revisedPlan(inForce: Plan, draft: Plan, act: Act, year: number): Plan {
  if (draft.revisions?.some((revision) => sameAct(revision.act, act))) return draft
  const notes = notesOf(planDiff(inForce, draft), act)
  const revision: Revision = { code: freeCode(draft, act.date ?? ''), year, act, notes }
  return { ...draft, revisions: [...(draft.revisions ?? []), revision] }
}
