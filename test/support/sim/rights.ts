import {
  LATE,
  notYourUnit,
  type Operation,
  type ReceivePorts,
  type RegisterField,
  type RegisterKey,
  scopeName,
  viewOf,
} from '@traguardo/shared/sync'
import { plainReceipts } from '../sync'

/** Where a device sends to: the head office, or a site. */
export type SiteName = 'site-1' | 'site-2'
export type Upstream = 'head' | SiteName
export const SITES: readonly SiteName[] = ['site-1', 'site-2']
const UNITS = ['U1', 'U2', 'U3', 'U4']

export const isSite = (name: string): name is SiteName => SITES.some((site) => site === name)

export const keyOf = (unit: string, measure: number, field: RegisterField = 'value'): RegisterKey => ({
  body: 'B',
  unit,
  measure: `M${measure}`,
  year: 2021,
  period: 2,
  field,
})

const scopeOf = (key: RegisterKey) => scopeName(key, '')
const scopesOf = (units: Iterable<string>) => [...units].map((unit) => scopeOf(keyOf(unit, 1)))

type Sets = Map<string, Set<string>>
const copyOf = (sets: Sets): Sets => new Map([...sets].map(([name, set]) => [name, new Set(set)]))
const of = (sets: Sets, name: string): ReadonlySet<string> => sets.get(name) ?? new Set()

/** When and where a push is judged. */
export interface Judgement {
  readonly now: string
  readonly at: Upstream
  newId(): string
  /** Are the bytes that an operation names here, brought by its author? */
  brought(operation: Operation): boolean
}

/** Who may do and see what now; changes while people work. A site knows it as it was at its last exchange. */
export class Rights {
  private units: Sets = new Map([
    ['anna', new Set(['U1'])],
    ['bruno', new Set(['U1', 'U2', 'U3'])],
    ['carla', new Set(['U3'])],
    ['dino', new Set(['U3', 'U4'])],
    ['elsa', new Set(['U4'])],
    ['mara', new Set(UNITS)],
  ])
  private served: Sets = new Map([
    ['site-1', new Set(['U3'])],
    ['site-2', new Set(['U4'])],
  ])
  private left: Sets = new Map(SITES.map((site) => [site, new Set<string>()]))
  private ever: Sets = new Map(SITES.map((site) => [site, new Set<string>()]))
  /** Has the period closed at the head office? */
  closed = false

  /** What a site is told of it. */
  copy(): Rights {
    const copy = new Rights()
    copy.units = copyOf(this.units)
    copy.served = copyOf(this.served)
    copy.closed = this.closed
    return copy
  }

  /** The units of a person, as far as they are served there. */
  unitsOf(person: string, at: Upstream = 'head'): readonly string[] {
    const units = [...of(this.units, person)]
    return isSite(at) ? units.filter((unit) => of(this.served, at).has(unit)) : units
  }

  /** Whoever holds a role in a unit of the site: whoever decides on late values works at the office. */
  peopleOf(site: SiteName): readonly string[] {
    return [...this.units.keys()].filter((person) => person !== 'mara' && this.unitsOf(person, site).length > 0)
  }

  private remember(): void {
    for (const site of SITES) for (const person of this.peopleOf(site)) this.ever.get(site)?.add(person)
  }

  /** Gives a unit to a person, or takes it away. */
  turn(person: string, unit: string): void {
    this.remember()
    const units = this.units.get(person)
    if (!units?.delete(unit)) units?.add(unit)
  }

  /** A unit goes from the site that serves it to the other. */
  moveUnit(unit: string): void {
    this.remember()
    for (const site of SITES)
      if (this.served.get(site)?.delete(unit)) this.left.get(site)?.add(unit)
      else {
        this.served.get(site)?.add(unit)
        this.left.get(site)?.delete(unit)
      }
  }

  /** What an answer to a person, or to a site, may hold. */
  scopesFor(sender: string, at: Upstream = 'head'): readonly string[] {
    if (!isSite(sender)) return scopesOf(this.unitsOf(sender, at))
    return scopesOf(new Set(this.peopleOf(sender).flatMap((person) => this.unitsOf(person, sender))))
  }

  /** What a site brings of a unit that it left, or of somebody who left it [SY72]. */
  private leftBy(site: SiteName, { person, key }: Operation) {
    const unit = key.unit ?? ''
    const isServed = of(this.served, site).has(unit)
    if (!of(this.ever, site).has(person) || !(isServed || of(this.left, site).has(unit))) return null
    return isServed && this.peopleOf(site).includes(person) ? null : notYourUnit()
  }

  /** The rules by which a push of this sender is judged at the head office, or at a site. */
  portsFor(sender: string, { now, at, newId, brought }: Judgement): ReceivePorts {
    const site = isSite(sender) ? sender : null
    this.remember()
    const persons = site ? this.peopleOf(site) : [sender]
    return {
      now,
      provisional: isSite(at),
      view: viewOf(this.scopesFor(sender, at), sender === 'mara' ? scopesOf(UNITS) : []),
      persons,
      bearer: {
        person: site ? null : sender,
        credential: site ?? `access of ${sender}`,
        name: null,
        receiver: isSite(at) ? at : null,
      },
      receipts: plainReceipts(sender),
      mayBring: ({ person, key }) =>
        persons.includes(person) && (site === null || of(this.served, site).has(key.unit ?? '')),
      left: (operation) => (site ? this.leftBy(site, operation) : null),
      judge: ({ kind, person, key }) => {
        if (kind === 'accept' || kind === 'decline')
          return person === 'mara' ? null : { code: 'NOT_YOUR_DECISION', params: {}, message: 'No.' }
        if (person === 'mara' || !this.unitsOf(person, at).includes(key.unit ?? '')) return notYourUnit()
        return this.closed ? { code: LATE, params: {}, message: 'Chiuso.' } : null
      },
      brought,
      scopeOf,
      newId,
      pageSize: 3,
    }
  }
}
