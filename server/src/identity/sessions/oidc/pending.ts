import type { FastifyRequest } from 'fastify'
import type { Context } from '../../../kernel/context'

const COOKIE = 'traguardo-oidc'
const PURPOSE = 'oidc'
const MINUTES_10 = 600

/** What is remembered while the person is at the provider, sealed in a cookie. */
export interface Pending {
  readonly verifier: string
  readonly state: string
  readonly nonce: string
  /** The session that this browser has until now: the provider sends it back without its strict cookies. */
  readonly session: string | null
  /** What this browser has of known devices, likewise. */
  readonly device: string
}

type Exchange = Pick<Context, 'request' | 'reply'> & { readonly app: Pick<Context['app'], 'keyring'> }

const options = (request: FastifyRequest) => ({
  path: '/oidc',
  httpOnly: true,
  // The provider sends the browser back from another site.
  sameSite: 'lax' as const,
  secure: request.protocol === 'https',
  maxAge: MINUTES_10,
})

export function keepPending({ app, request, reply }: Exchange, pending: Pending): void {
  reply.setCookie(COOKIE, app.keyring.seal(PURPOSE, JSON.stringify(pending)), options(request))
}

/** What was remembered, once; null where nothing was, or it was not us. */
export function takePending({ app, request, reply }: Exchange): Pending | null {
  reply.clearCookie(COOKIE, options(request))
  try {
    return JSON.parse(app.keyring.open(PURPOSE, request.cookies[COOKIE] ?? '')) as Pending
  } catch {
    return null
  }
}
