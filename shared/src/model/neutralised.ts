import { itemAddress, readAddress } from './address'
import type { Indicator, Neutralisation, Objective, Plan } from './plan'
import type { IsoDate } from './value'

type Of = Pick<Plan, 'objectives' | 'indicators' | 'calendars'>

/** The neutralisations of a year, in the order in which they were entered. */
const listIn = ({ calendars = [] }: Of, year: number): readonly Neutralisation[] =>
  calendars.find((one) => one.year === year)?.neutralised ?? []

/** Finds the neutralisations of items: their own, and those of what they stand under [SC141.3]. */
function finder({ objectives }: Of, list: readonly Neutralisation[]) {
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
export function neutralisedIn(plan: Of, year: number, today: IsoDate): ReadonlyMap<string, Neutralisation> {
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
export function periodsNeutralised(plan: Of, year: number): (indicator: Indicator) => readonly Neutralisation[] {
  const list = listIn(plan, year).filter(({ periods }) => periods !== undefined)
  return list.length === 0 ? () => [] : finder(plan, list).ofIndicator
}

/** The plan as its acts stood on a day: without neutralisations of a year from a later one; the same plan where there are none. */
export function beforeActs<P extends Of>(plan: P, year: number, today: IsoDate): P {
  if (listIn(plan, year).every(({ from }) => from <= today)) return plan
  const calendars = plan.calendars?.map((one) =>
    one.year === year ? { ...one, neutralised: listIn(plan, year).filter(({ from }) => from <= today) } : one,
  )
  return { ...plan, calendars }
}

/** Is it the address of an objective or an indicator of the plan? */
export function isObjectiveOrIndicator({ objectives, indicators }: Of, about: string): boolean {
  const { list, code } = readAddress(about)
  const items = list === 'objectives' ? objectives : list === 'indicators' ? indicators : []
  return items.some((one) => one.code === code)
}
