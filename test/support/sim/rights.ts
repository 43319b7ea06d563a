import { LATE, type Operation, type ReceivePorts, scopeName, type RegisterKey, viewOf } from '@traguardo/shared/sync'

import { plainReceipts } from '../sync'

const UNITS = ['U1', 'U2', 'U3']
const AT_SITE = ['carla', 'dino']

export const keyOf = (unit: string, measure: number): RegisterKey => ({
  body: 'B',
  unit,
  measure: `M${measure}`,
  year: 2021,
  period: 2,
  field: 'value',
})

const scopeOf = (key: RegisterKey) => scopeName(key, '')
const scopesOf = (units: Iterable<string>) => [...units].map((unit) => scopeOf(keyOf(unit, 1)))

/** Who may do and see what now; changes while people work. */
export class Rights {
  private readonly units = new Map<string, Set<string>>([
    ['anna', new Set(['U1'])],
    ['bruno', new Set(['U1', 'U2'])],
    ['carla', new Set(['U3'])],
    ['dino', new Set(['U3'])],
    ['mara', new Set(UNITS)],
  ])
  /** Has the period closed at the head office? */
  closed = false

  unitsOf(person: string): readonly string[] {
    return [...(this.units.get(person) ?? [])]
  }

  /** Gives a unit to a person, or takes it away. */
  turn(person: string, unit: string): void {
    const units = this.units.get(person)
    if (!units?.delete(unit)) units?.add(unit)
  }

  /** What an answer to a person, or to the site, may hold. */
  scopesFor(sender: string): readonly string[] {
    return scopesOf(sender === 'site' ? ['U3'] : this.unitsOf(sender))
  }

  /** The rules by which a push of this sender is judged at the head office, or at the site. */
  portsFor(
    sender: string,
    at: { readonly now: string; readonly site: boolean; readonly closed: boolean },
    newId: () => string,
  ): ReceivePorts {
    const isSite = sender === 'site'
    const barred = (operation: Operation) => {
      if (operation.kind === 'accept' || operation.kind === 'decline')
        return operation.person === 'mara' ? null : { code: 'NOT_YOUR_DECISION', message: 'No.' }
      if (operation.person === 'mara' || !this.unitsOf(operation.person).includes(operation.key.unit ?? ''))
        return { code: 'NOT_YOUR_UNIT', message: 'No.' }
      return at.closed ? { code: LATE, message: 'Chiuso.' } : null
    }
    return {
      now: at.now,
      provisional: at.site,
      view: viewOf(this.scopesFor(sender), sender === 'mara' ? scopesOf(UNITS) : []),
      persons: isSite ? AT_SITE : [sender],
      bearer: {
        person: isSite ? null : sender,
        credential: `access of ${sender}`,
        name: null,
        receiver: at.site ? 'site' : null,
      },
      receipts: plainReceipts(sender),
      mayBring: ({ person, key }) => (isSite ? AT_SITE.includes(person) && key.unit === 'U3' : person === sender),
      judge: barred,
      scopeOf,
      newId,
      pageSize: 3,
    }
  }
}
