import type { FastifyRequest } from 'fastify'
import { refusal } from '@traguardo/shared/refusals'
import type { Clock } from '../../../kernel/runtime/clock'
import type { EntityManager } from '../../../kernel/db/orm'
import type { Keyring } from '../../../kernel/secrets/keyring'
import { addressKey } from './address-key'
import { countWithin, sweepTries } from './tries'

declare module '../../../kernel/context' {
  interface AppPorts {
    readonly mayTry: MayTry
  }
}

/** Requests a minute that one address may make of the doors that are open to everybody: of one of them, and in all. */
export interface FloodLimit {
  readonly perDoor: number
  readonly perAddress: number
}

export const FLOOD_LIMIT: FloodLimit = { perDoor: 10, perAddress: 60 }

const MINUTE = 60_000

export const tooManyAttempts = refusal('TOO_MANY_ATTEMPTS')

/** May this address ask that of a door that is open to everybody once more? Counts it. */
export type MayTry = (request: FastifyRequest, door: string) => Promise<boolean>

/**
 * A crude bound on floods, counted in the database for all servers together [RI15, RI53]; guesses of passwords have their own
 * (`guard-guess.ts`). A limit of `null` counts nothing: for tests that ask all the time.
 */
export function floodGate(orm: EntityManager, limit: FloodLimit | null, { keyring, clock }: FloodPorts): MayTry {
  if (!limit) return async () => true
  const em = orm.fork()
  const count = (text: string, now: number) => countWithin(em, keyring.mac('attempt', text), MINUTE, now)
  return async (request, door) => {
    const now = Date.parse(clock.now())
    const address = addressKey(request.ip)
    const inAll = await count(`flood/${address}`, now)
    if (inAll === 1) await sweepTries(em, now)
    const ofDoor = await count(`flood/${address}/${door.toLowerCase()}`, now)
    return inAll <= limit.perAddress && ofDoor <= limit.perDoor
  }
}

/** By what it counts. */
interface FloodPorts {
  readonly keyring: Keyring
  readonly clock: Clock
}
