import { holds } from '@traguardo/shared/people'
import type { Session } from '../people/session'
import type { Tours } from './help'

type Round = keyof Tours

const keyOf = (role: Round): string => `traguardo-giro-${role}`

/** Whose round it is: that of the first page. */
export function roleOf(session: Session): Round {
  if (holds(session, 'unit-head')) return 'unit-head'
  if (holds(session, 'controller')) return 'controller'
  return holds(session, 'manager') ? 'manager' : 'reader'
}

/** Was it seen or skipped on this device? */
export const isTourDone = (session: Session): boolean => localStorage.getItem(keyOf(roleOf(session))) !== null

export const tourDone = (role: Round): void => localStorage.setItem(keyOf(role), '1')

/** Shows it again. */
export const tourAgain = (session: Session): void => localStorage.removeItem(keyOf(roleOf(session)))
