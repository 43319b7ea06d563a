import type { Plan } from '../../model'
import { checkPlan } from './check-plan'
import type { Fault } from './fault'

const LISTS = [
  'units',
  'people',
  'programs',
  'areas',
  'objectives',
  'indicators',
  'measures',
  'sheets',
  'oddities',
] as const

/** Lists that a plan may leave out, and of which each item can be checked without the others. */
const OTHER_LISTS = ['policyYears', 'benchmarks', 'calendars', 'revisions', 'results'] as const

type ListName = (typeof LISTS)[number] | (typeof OTHER_LISTS)[number]

/** The items of a list that have the right form, each with its place in the file. */
interface SoundList {
  readonly items: readonly unknown[]
  readonly places: readonly number[]
  /** Codes of those that have not: what refers to them is not at fault for that. */
  readonly set: readonly string[]
}

function soundList(list: readonly unknown[], broken: ReadonlySet<number>): SoundList {
  const places = list.map((_, index) => index).filter((index) => !broken.has(index))
  const codes = [...broken].map((index) => (list[index] as { code?: unknown } | null | undefined)?.code)
  return {
    items: places.map((index) => list[index]),
    places,
    set: codes.filter((code) => typeof code === 'string'),
  }
}

const brokenItems = (name: ListName, broken: readonly Fault['path'][]): ReadonlySet<number> =>
  new Set(broken.flatMap(([list, index]) => (list === name && typeof index === 'number' ? [index] : [])))

/** What stands in for a part that cannot be read or is not there: with these no check finds fault. */
const STAND_INS: Readonly<Record<string, unknown>> = {
  firstYear: Number.NEGATIVE_INFINITY,
  lastYear: Number.POSITIVE_INFINITY,
  body: { code: '', name: '' },
  policy: 'default',
  policies: [],
}

const isBroken = (name: string, broken: readonly Fault['path'][]): boolean => broken.some(([first]) => first === name)

/**
 * The checks of sense for a document that has faults of form: items with such a fault are set aside, and the rest is
 * checked as a plan, so that its author learns of every fault at once.
 * @param broken paths of the faults of form
 * @returns faults of sense, with the places that they have in the whole document; none where a whole list is missing
 */
export function checkSoundParts(document: unknown, broken: readonly Fault['path'][]): readonly Fault[] {
  if (typeof document !== 'object' || document === null) return []
  const whole = document as Readonly<Record<string, unknown>>
  const lists = new Map<string, SoundList>()
  for (const name of LISTS) {
    const list = whole[name]
    if (!Array.isArray(list)) return []
    lists.set(name, soundList(list, brokenItems(name, broken)))
  }
  for (const name of OTHER_LISTS) {
    const list = whole[name]
    if (list !== undefined) lists.set(name, soundList(Array.isArray(list) ? list : [], brokenItems(name, broken)))
  }
  const standIns = Object.fromEntries(
    Object.entries(STAND_INS).filter(([name]) => whole[name] === undefined || isBroken(name, broken)),
  )
  const items = Object.fromEntries([...lists].map(([name, { items: sound }]) => [name, sound]))
  const setAside = new Set([...lists.values()].flatMap(({ set }) => set))
  // Form was checked: what is left in the lists is as the plan's type says.
  const faults = checkPlan({ ...whole, ...items, ...standIns } as unknown as Plan, setAside)
  return faults.map((fault) => {
    const [list, index, ...rest] = fault.path
    const place = typeof index === 'number' ? lists.get(String(list))?.places[index] : undefined
    return list === undefined || place === undefined ? fault : { ...fault, path: [list, place, ...rest] }
  })
}
