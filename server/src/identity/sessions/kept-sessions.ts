import type { Clock } from '../../kernel/runtime/clock'
import type { Look, DataMoment } from '../../kernel/db/look'
import type { EntityManager } from '../../kernel/db/orm'
import { trimMap } from '../../kernel/runtime/trim-map'
import { hashOfToken } from '../accounts/devices/cookie'
import type { Principal } from '../organisation/signed-in'
import { sessionIn, sessionQuestion } from './sessions'

interface Kept {
  readonly viewer: Principal
  readonly moment: DataMoment
  /** Texts by which the database told of it. */
  readonly texts: readonly string[]
  readonly expiresAt: string
  /** The hours that it was when it was read: with another one days of roles may end, and a session is prolonged. */
  readonly hours: string
}

/** The person who is signed in, at a moment of the database after it was asked. */
export interface At {
  readonly viewer: Principal | null
  readonly moment: DataMoment
}

/** Finds who is signed in. One statement, for all who ask at the same time. */
export type SessionFinder = (token: string) => Promise<At>

const MOST = 1000
/** As far as the hour in `2021-09-05T08:00:00.000Z`. */
const HOUR = 13

/**
 * Keeps who is signed in as long as the database says the same of it, word by word: whatever ends a session or a role is
 * in what it says, so no session is found that another reading would not find [RI90].
 * @param forked makes a manager of its own for what is written
 */
export function keptSessions(clock: Clock, look: Look, forked: () => EntityManager): SessionFinder {
  const kept = new Map<string, Kept>()
  const hoursAt = (body: string): string => clock.now().slice(0, HOUR) + clock.now(body).slice(0, HOUR)
  return async (token) => {
    const name = hashOfToken(token)
    const known = kept.get(name)
    const { moment, texts } = await look(sessionQuestion(token), known?.moment ?? null)
    const isSame = known && (texts === null || texts.join() === known.texts.join())
    if (isSame && known.expiresAt >= clock.now() && known.hours === hoursAt(known.viewer.body)) {
      kept.set(name, { ...known, moment })
      return { viewer: known.viewer, moment }
    }
    kept.delete(name)
    const said = texts ?? known?.texts ?? []
    const found = await sessionIn(forked(), token, said, clock)
    if (found) kept.set(name, { ...found, moment, texts: said, hours: hoursAt(found.viewer.body) })
    trimMap(kept, MOST)
    return { viewer: found?.viewer ?? null, moment }
  }
}
