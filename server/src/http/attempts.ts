import rateLimit from '@fastify/rate-limit'
import { refusal } from '@traguardo/shared/result'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** What one address may ask of the doors that are open to everybody, in a minute: of one of them, and in all. */
export interface SignInLimit {
  readonly perUsername: number
  readonly perAddress: number
}

export const SIGN_IN_LIMIT: SignInLimit = { perUsername: 10, perAddress: 60 }

export const tooManyAttempts = refusal('TOO_MANY_ATTEMPTS', 'Troppe richieste: aspetti un minuto e riprovi.')

type MayTry = (request: FastifyRequest, username: string) => Promise<boolean>

/**
 * A crude bound on floods, of each process on its own; guesses of passwords are counted in the database (`sign-in/`).
 * `null` counts nothing: for tests that sign in all the time.
 */
export async function addAttempts(app: FastifyInstance, limit: SignInLimit | null): Promise<MayTry> {
  if (!limit) return async () => true
  await app.register(rateLimit, { global: false })
  const names = new WeakMap<FastifyRequest, string>()
  const byName = app.createRateLimit({
    max: limit.perUsername,
    timeWindow: '1 minute',
    keyGenerator: (request) => `${request.ip} ${names.get(request) ?? ''}`,
  })
  const byAddress = app.createRateLimit({ max: limit.perAddress, timeWindow: '1 minute' })
  return async (request, username) => {
    names.set(request, username.toLowerCase())
    const counts = [await byAddress(request), await byName(request)]
    return counts.every((count) => count.isAllowed || !count.isExceeded)
  }
}
