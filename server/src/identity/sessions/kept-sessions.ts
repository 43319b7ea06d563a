import type { Clock } from '../../kernel/runtime/clock'
import { isSameMoment, type Moment } from '../../kernel/db/moment'
import type { EntityManager } from '../../kernel/db/orm'
import { trimMap } from '../../kernel/runtime/trim-map'
import { hashOfToken } from '../accounts/devices/cookie'
import type { Principal } from '../organisation/signed-in'
import { readSession } from './sessions'

interface Kept {
  readonly viewer: Principal
  readonly moment: Moment
  readonly expiresAt: string
  /** The hours that it was when it was read: with another one days of roles may end, and a session is prolonged. */
  readonly hours: string
}

/** Finds who is signed in, at a moment of the database that was asked for after the request came. */
export type SessionFinder = (em: EntityManager, token: string, moment: Moment) => Promise<Principal | null>

const MOST = 1000
/** As far as the hour in `2021-09-05T08:00:00.000Z`. */
const HOUR = 13

/**
 * Keeps who is signed in while nothing at all is written in the database: whatever ends a session or a role is, so no
 * session is found that a look would not find [RI90]. Without a moment each is looked for.
 */
export function keptSessions(clock: Clock): SessionFinder {
  const kept = new Map<string, Kept>()
  const hoursAt = (body: string): string => clock.now().slice(0, HOUR) + clock.now(body).slice(0, HOUR)
  return async (em, token, moment) => {
    const name = hashOfToken(token)
    const known = kept.get(name)
    if (
      known &&
      isSameMoment(known.moment, moment) &&
      known.expiresAt >= clock.now() &&
      known.hours === hoursAt(known.viewer.body)
    )
      return known.viewer
    kept.delete(name)
    const found = await readSession(em, token, clock)
    if (!found || moment.state === null) return found?.viewer ?? null
    kept.set(name, { ...found, moment, hours: hoursAt(found.viewer.body) })
    trimMap(kept, MOST)
    return found.viewer
  }
}
