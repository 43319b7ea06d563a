import type { IsoDate, Plan, Target } from '../model'
import { addMonths } from '../calendar'

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
