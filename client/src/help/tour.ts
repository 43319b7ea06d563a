import { holdsRole } from '@traguardo/shared/people'
import type { Session } from '../people/session'
import { shallowReactive } from 'vue'
import type { Tours } from './help'

type Round = keyof Tours

const keyOf = (role: Round): string => `traguardo-giro-${role}`

/** Whose round it is: that of the first page. */
export function roleOf(session: Session): Round {
  if (holdsRole(session, 'unit-head')) return 'unit-head'
  if (holdsRole(session, 'controller')) return 'controller'
  return holdsRole(session, 'manager') ? 'manager' : 'reader'
}

const ended = shallowReactive(new Set<Round>())

/** Was it seen or skipped on this device? */
export const isTourDone = (session: Session): boolean =>
  ended.has(roleOf(session)) || localStorage.getItem(keyOf(roleOf(session))) !== null

export function tourDone(role: Round): void {
  localStorage.setItem(keyOf(role), '1')
  ended.add(role)
}

/** Shows it again, once the page is loaded anew. */
export const tourAgain = (session: Session): void => localStorage.removeItem(keyOf(roleOf(session)))
