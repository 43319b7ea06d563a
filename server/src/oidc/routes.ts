import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as oidc from 'openid-client'
import type { AppPorts } from '../context'
import type { Em } from '../db/orm'
import { AccountEntity } from '../account/account.entity'
import { giveCookie } from '../people/cookie'
import { firstOf, personsOf } from '../people/positions'
import { openSession } from '../people/sessions'
import { append } from '../record/append'
import type { OidcSettings } from './oidc'

const START = '/oidc/entra'
const RETURN = '/oidc/ritorno'
const COOKIE = 'traguardo-oidc'
const MINUTES_10 = 600

/** What is remembered while the person is at the provider. */
interface Pending {
  readonly verifier: string
  readonly state: string
  readonly nonce: string
}

/** Who the provider says it is. */
interface Identity {
  readonly subject: string
  /** Empty where the provider says that it was not verified. */
  readonly email: string
}

const cookieOptions = (request: FastifyRequest) => ({
  path: '/oidc',
  httpOnly: true,
  // The provider sends the browser back from another site.
  sameSite: 'lax' as const,
  secure: request.protocol === 'https',
  maxAge: MINUTES_10,
})

function pendingOf(request: FastifyRequest): Pending | null {
  try {
    const { verifier, state, nonce } = JSON.parse(request.cookies[COOKIE] ?? '') as Pending
    return typeof verifier === 'string' && typeof state === 'string' && typeof nonce === 'string'
      ? { verifier, state, nonce }
      : null
  } catch {
    return null
  }
}

/**
 * A page of ours that goes on to the first: a redirect would still count as coming from the provider's site, and the
 * strict cookie would not go along.
 */
const goOn = (reply: FastifyReply, to: string) =>
  reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(
      `<!doctype html><html lang="it"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${to}"><title>Traguardo</title><a href="${to}">Continua</a></html>`,
    )

/** The account of an identity: known by its subject, or met for the first time by the address that it was invited with. */
async function accountOf(em: Em, { subject, email }: Identity): Promise<AccountEntity | null> {
  const known = await em.findOne(AccountEntity, { subject, disabledAt: null })
  if (known || email === '') return known
  return em.findOne(AccountEntity, { email, subject: null, disabledAt: null })
}

/** GET /oidc/entra and /oidc/ritorno: sign-in by OpenID Connect, authorisation code with PKCE. */
export function addOidc(app: FastifyInstance, em: Em, ports: AppPorts, settings: OidcSettings): void {
  const callback = `${ports.address}${RETURN}`
  let discovered: Promise<oidc.Configuration> | undefined
  const configuration = (): Promise<oidc.Configuration> => {
    const isPlain = settings.issuer.startsWith('http://')
    discovered ??= oidc
      .discovery(
        new URL(settings.issuer),
        settings.clientId,
        settings.clientSecret,
        settings.clientSecret ? undefined : oidc.None(),
        isPlain ? { execute: [oidc.allowInsecureRequests] } : undefined,
      )
      .catch((error: unknown) => {
        // It may be back at the next try.
        discovered = undefined
        throw error
      })
    return discovered
  }

  app.get(START, async (request, reply) => {
    try {
      const config = await configuration()
      const pending: Pending = {
        verifier: oidc.randomPKCECodeVerifier(),
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
      }
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: 'openid email profile',
        code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
        state: pending.state,
        nonce: pending.nonce,
      })
      reply.setCookie(COOKIE, JSON.stringify(pending), cookieOptions(request))
      return reply.redirect(url.href)
    } catch (error) {
      ports.log(error)
      return reply.redirect('/accesso?errore=OIDC_UNREACHABLE')
    }
  })

  async function identityOf(request: FastifyRequest, { verifier, state, nonce }: Pending): Promise<Identity | null> {
    const config = await configuration()
    const tokens = await oidc.authorizationCodeGrant(config, new URL(request.url, ports.address), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) return null
    const info = { ...claims, ...(await oidc.fetchUserInfo(config, tokens.access_token, claims.sub).catch(() => ({}))) }
    const email = typeof info.email === 'string' && info.email_verified !== false ? info.email.toLowerCase() : ''
    return { subject: `${claims.iss} ${claims.sub}`, email }
  }

  async function enter(request: FastifyRequest, reply: FastifyReply, { subject, email }: Identity): Promise<boolean> {
    const account = await accountOf(em.fork(), { subject, email })
    if (!account) return false
    const { username } = account
    const person = firstOf(await personsOf(em.fork(), username), account.lastPerson)
    if (!person) return false
    const at = ports.clock.now(person.body.code)
    await em.fork().transactional(async (tx) => {
      await tx.nativeUpdate(AccountEntity, { username }, { subject })
      const event = { body: person.body.code, person: person.code, at, action: 'signIn' }
      await append(tx as Em, [{ ...event, about: [`people/${person.code}`], detail: { by: settings.name } }])
    })
    const token = await openSession(em.fork(), username, ports.clock, request.headers['user-agent'])
    if (token !== null) giveCookie(request, reply, token)
    return token !== null
  }

  app.get(RETURN, async (request, reply) => {
    const pending = pendingOf(request)
    reply.clearCookie(COOKIE, cookieOptions(request))
    if (!pending) return goOn(reply, '/accesso?errore=OIDC_EXPIRED')
    try {
      const identity = await identityOf(request, pending)
      const entered = identity !== null && (await enter(request, reply, identity))
      return goOn(reply, entered ? '/' : '/accesso?errore=OIDC_UNKNOWN')
    } catch (error) {
      ports.log(error)
      return goOn(reply, '/accesso?errore=OIDC_REFUSED')
    }
  })
}
