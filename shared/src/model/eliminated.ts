import { itemAddress } from './address'
import type { Elimination, Indicator, Objective, Plan } from './plan'
import type { IsoDate } from './value'

type Of = Pick<Plan, 'objectives' | 'indicators'>

/** Eliminations by plan, asked for with each unit and period: an entry goes with its plan. */
const known = new WeakMap<Of, ReadonlyMap<string, Elimination>>()

const earlier = (own: Elimination | undefined, above: Elimination | undefined): Elimination | undefined =>
  own && above ? (above.from < own.from ? above : own) : (own ?? above)

/** The day from which an indicator is no part of the plan that another replaces: where each counts for its time, of the year after [SC145.1, SC145.2]. */
function replacedFrom({ replaces }: Indicator): IsoDate {
  const { from = '', time } = replaces ?? {}
  return time === 'own' ? `${Number(from.slice(0, 4)) + 1}-01-01` : from
}

function find({ objectives, indicators }: Of): ReadonlyMap<string, Elimination> {
  const replaced = new Map(
    indicators.flatMap((one) =>
      one.replaces && one.replaces.indicator !== one.code
        ? [[one.replaces.indicator, { from: replacedFrom(one), note: `Sostituito da “${one.title}”` }] as const]
        : [],
    ),
  )
  const byCode = new Map(objectives.map((one) => [one.code, one]))
  const found = new Map<string, Elimination>()
  const ofObjective = ({ eliminated, level, parent }: Objective): Elimination | undefined => {
    const above = level === 'operational' ? byCode.get(parent ?? '')?.eliminated : undefined
    return earlier(eliminated, above)
  }
  const ofIndicator = ({ code, eliminated, objective }: Indicator): Elimination | undefined => {
    const above = byCode.get(objective)
    return earlier(earlier(eliminated, replaced.get(code)), above && ofObjective(above))
  }
  const keep = (address: string, elimination: Elimination | undefined) => elimination && found.set(address, elimination)
  for (const one of objectives) keep(itemAddress('objectives', one.code), ofObjective(one))
  for (const one of indicators) keep(itemAddress('indicators', one.code), ofIndicator(one))
  return found
}

/** Everything of a plan that an act eliminates, by its address: what stands below it goes along [SC68.3]. */
export function eliminationsOf(plan: Of): ReadonlyMap<string, Elimination> {
  const made = known.get(plan) ?? find(plan)
  known.set(plan, made)
  return made
}

/** The elimination of an item that holds in a year as of a day; null while it counts. What comes after a year leaves it as it was [SC68.2, SC68.4]. */
export function eliminatedIn(plan: Of, address: string, year: number, today: IsoDate): Elimination | null {
  const found = eliminationsOf(plan).get(address)
  const last = `${year}-12-31`
  return found && found.from <= (today < last ? today : last) ? found : null
}
