import { itemAddress, readAddress, type IsoDate } from './value'
import type { Indicator, Neutralisation, Objective, Plan, Elimination } from './plan'

/** The part of a plan whose items acts take out. */
type Items = Pick<Plan, 'objectives' | 'indicators'>

/** Eliminations by plan, asked for with each unit and period: an entry goes with its plan. */
const known = new WeakMap<Items, ReadonlyMap<string, Elimination>>()

const earlier = (own: Elimination | undefined, above: Elimination | undefined): Elimination | undefined =>
  own && above ? (above.from < own.from ? above : own) : (own ?? above)

/** The day from which an indicator is no part of the plan that another replaces: where each counts for its time, of the year after [SC145.1, SC145.2]. */
function replacedFrom({ replaces }: Indicator): IsoDate {
  const { from = '', time } = replaces ?? {}
  return time === 'own' ? `${Number(from.slice(0, 4)) + 1}-01-01` : from
}

function find({ objectives, indicators }: Items): ReadonlyMap<string, Elimination> {
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
export function eliminationsOf(plan: Items): ReadonlyMap<string, Elimination> {
  const made = known.get(plan) ?? find(plan)
  known.set(plan, made)
  return made
}

/** The elimination of an item that holds in a year as of a day; null while it counts. What comes after a year leaves it as it was [SC68.2, SC68.4]. */
export function eliminatedIn(plan: Items, address: string, year: number, today: IsoDate): Elimination | null {
  const found = eliminationsOf(plan).get(address)
  const last = `${year}-12-31`
  return found && found.from <= (today < last ? today : last) ? found : null
}

/** The same with the acts of its years. */
type Dated = Items & Pick<Plan, 'calendars'>

/** The neutralisations of a year, in the order in which they were entered. */
const listIn = ({ calendars = [] }: Dated, year: number): readonly Neutralisation[] =>
  calendars.find((one) => one.year === year)?.neutralised ?? []

/** Finds the neutralisations of items: their own, and those of what they stand under [SC141.3]. */
function finder({ objectives }: Dated, list: readonly Neutralisation[]) {
  const byCode = new Map(objectives.map((one) => [one.code, one]))
  const own = (address: string) => list.filter(({ about }) => about === address)
  const ofObjective = (one: Objective | undefined): readonly Neutralisation[] => {
    if (!one) return []
    const above = one.level === 'operational' ? ofObjective(byCode.get(one.parent ?? '')) : []
    return [...own(itemAddress('objectives', one.code)), ...above]
  }
  const ofIndicator = ({ code, objective }: Indicator) => [
    ...own(itemAddress('indicators', code)),
    ...ofObjective(byCode.get(objective)),
  ]
  return { ofObjective, ofIndicator }
}

/** Everything that acts leave out of a whole year as of a day, by its address, each with the first act [SC141.1, SC141.2]. */
export function neutralisedIn(plan: Dated, year: number, today: IsoDate): ReadonlyMap<string, Neutralisation> {
  const list = listIn(plan, year).filter(({ from, periods }) => from <= today && periods === undefined)
  if (list.length === 0) return new Map()
  const { ofObjective, ofIndicator } = finder(plan, list)
  const found = new Map<string, Neutralisation>()
  const keep = (address: string, [first]: readonly Neutralisation[]) => first && found.set(address, first)
  for (const one of plan.objectives) keep(itemAddress('objectives', one.code), ofObjective(one))
  for (const one of plan.indicators) keep(itemAddress('indicators', one.code), ofIndicator(one))
  return found
}

/** Finds for each indicator the neutralisations of single periods of a year [SC141.4]. */
export function periodsNeutralised(plan: Dated, year: number): (indicator: Indicator) => readonly Neutralisation[] {
  const list = listIn(plan, year).filter(({ periods }) => periods !== undefined)
  return list.length === 0 ? () => [] : finder(plan, list).ofIndicator
}

/** The plan as its acts stood on a day: without neutralisations of a year from a later one; the same plan where there are none. */
export function beforeActs<P extends Dated>(plan: P, year: number, today: IsoDate): P {
  if (listIn(plan, year).every(({ from }) => from <= today)) return plan
  const calendars = plan.calendars?.map((one) =>
    one.year === year ? { ...one, neutralised: listIn(plan, year).filter(({ from }) => from <= today) } : one,
  )
  return { ...plan, calendars }
}

/** Is it the address of an objective or an indicator of the plan? */
export function isObjectiveOrIndicator({ objectives, indicators }: Dated, about: string): boolean {
  const { list, code } = readAddress(about)
  const items = list === 'objectives' ? objectives : list === 'indicators' ? indicators : []
  return items.some((one) => one.code === code)
}

/** Time that is an indicator's own, before or after another took its place. */
export interface OwnTime {
  readonly from: IsoDate
  readonly is: 'before' | 'after'
  /** Title of the other one. */
  readonly other: string
}

/** Finds the own time of the indicators of a year of which another takes the place, each for its time [SC145.2]. */
export function ownTimes({ indicators }: Pick<Plan, 'indicators'>, year: number): ReadonlyMap<string, OwnTime> {
  if (indicators.every(({ replaces }) => replaces?.time !== 'own')) return new Map()
  const titles = new Map(indicators.map(({ code, title }) => [code, title]))
  return new Map<string, OwnTime>(
    indicators.flatMap(({ code, title, replaces }): (readonly [string, OwnTime])[] => {
      const old = titles.get(replaces?.indicator ?? '')
      if (!replaces || replaces.time !== 'own' || old === undefined || Number(replaces.from.slice(0, 4)) !== year)
        return []
      return [
        [code, { from: replaces.from, is: 'after', other: old }],
        [replaces.indicator, { from: replaces.from, is: 'before', other: title }],
      ]
    }),
  )
}

/** Does a period that ends on that day fall in an indicator's own time? */
export const isInTime = ({ from, is }: OwnTime, { to }: { readonly to: IsoDate }): boolean =>
  is === 'before' ? to < from : to >= from
