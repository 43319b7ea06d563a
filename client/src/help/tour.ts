import { holdsRole } from '@traguardo/shared/people'
import { shallowReactive } from 'vue'
import { oneOf } from '../modules/given'
import type { Session } from '../offline/session'
import type { Tours } from './help'

type Round = keyof Tours

const keyOf = (role: Round): string => `traguardo-giro-${role}`

/** Returns the role whose round it is: that of the first page. */
export function roleOf(session: Session): Round {
  if (holdsRole(session, 'unit-head')) return 'unit-head'
  if (holdsRole(session, 'controller')) return 'controller'
  return holdsRole(session, 'manager') ? 'manager' : 'reader'
}

function createTour() {
  const ended = shallowReactive(new Set<Round>())
  return {
    /** Was it seen or skipped on this device? */
    isTourDone: (session: Session): boolean =>
      ended.has(roleOf(session)) || localStorage.getItem(keyOf(roleOf(session))) !== null,
    tourDone(role: Round): void {
      localStorage.setItem(keyOf(role), '1')
      ended.add(role)
    },
    /** Shows it again, once the page is loaded anew. */
    tourAgain: (session: Session): void => localStorage.removeItem(keyOf(roleOf(session))),
  }
}

/** Returns the tour: has a role's first round been seen, and the ways to end it and to see it again. */
export const useTour = () => oneOf(createTour)
