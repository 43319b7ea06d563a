import type { FastifyRequest, FastifyInstance, FastifyReply } from 'fastify'
import * as oidc from 'openid-client'
import type { Context, AppPorts } from '../../../kernel/context'
import type { EntityManager } from '../../../kernel/db/orm'
import { AccountEntity } from '../../accounts/account.entity'
import { tokenOf } from '../../accounts/devices/cookie'
import { startSession } from '../sign-in'
import { deviceText } from '../../accounts/guesses/known-device'
import { keepIdentity } from '../kept-identity'
import type { OidcSettings } from './oidc'

const COOKIE = 'traguardo-oidc'
const PURPOSE = 'oidc'
const MINUTES_10 = 600

/** State of a sign-in while the person is at the provider, sealed in a cookie. */
interface Pending {
  readonly verifier: string
  readonly state: string
  readonly nonce: string
  /** The session that this browser has until now: the provider sends it back without its strict cookies. */
  readonly session: string | null
  /** Known devices of this browser, likewise. */
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

function keepPending({ app, request, reply }: Exchange, pending: Pending): void {
  reply.setCookie(COOKIE, app.keyring.seal(PURPOSE, JSON.stringify(pending)), options(request))
}

/** Returns the pending sign-in, once; null where there is none, or its seal is not ours. */
function takePending({ app, request, reply }: Exchange): Pending | null {
  reply.clearCookie(COOKIE, options(request))
  try {
    return JSON.parse(app.keyring.open(PURPOSE, request.cookies[COOKIE] ?? '')) as Pending
  } catch {
    return null
  }
}

const START = '/oidc/entra'
const RETURN = '/oidc/ritorno'

/** Identity that the provider states. */
interface Identity {
  readonly subject: string
  /** Empty where the provider does not say that it verified it. */
  readonly email: string
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
async function accountOf(em: EntityManager, { subject, email }: Identity): Promise<AccountEntity | null> {
  const known = await em.findOne(AccountEntity, { subject, disabledAt: null })
  if (known || email === '') return known
  return em.findOne(AccountEntity, { email, subject: null, disabledAt: null })
}

/** GET /oidc/entra and /oidc/ritorno: sign-in by OpenID Connect, authorisation code with PKCE. */
export function addOidc(app: FastifyInstance, em: EntityManager, ports: AppPorts, settings: OidcSettings): void {
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
    // Sent here from another site the strict cookies stay behind: from our own page they come along.
    if (request.headers['sec-fetch-site'] === 'cross-site') return goOn(reply, START)
    try {
      const config = await configuration()
      const pending: Pending = {
        verifier: oidc.randomPKCECodeVerifier(),
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        session: tokenOf(request),
        device: deviceText(request),
      }
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: 'openid email profile',
        code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
        state: pending.state,
        nonce: pending.nonce,
      })
      keepPending({ app: ports, request, reply }, pending)
      return reply.redirect(url.href)
    } catch (error) {
      ports.log(error, { request: request.id })
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
    // A text that says "true" or "false" says nothing.
    const isOwn = info.email_verified === true || settings.ownsAddresses === true
    const email = typeof info.email === 'string' && isOwn ? info.email.toLowerCase() : ''
    return { subject: `${claims.iss} ${claims.sub}`, email }
  }

  /** Returns the address at which the browser goes on. */
  async function enter(context: Context, { subject, email }: Identity, { session, device }: Pending): Promise<string> {
    const account = await accountOf(context.em, { subject, email })
    if (!account) return '/accesso?errore=OIDC_UNKNOWN'
    const { username } = account
    const identity = { subject, provider: settings.name }
    if (account.totp) {
      keepIdentity(context, { username, ...identity })
      return '/accesso?codice=1'
    }
    const entered = await startSession(context, username, { token: session, device, identity })
    return entered ? '/' : '/accesso?errore=OIDC_UNKNOWN'
  }

  app.get(RETURN, async (request, reply) => {
    const context: Context = { app: ports, em: em.fork(), viewer: null, request, reply }
    const pending = takePending(context)
    if (!pending) return goOn(reply, '/accesso?errore=OIDC_EXPIRED')
    try {
      const identity = await identityOf(request, pending)
      return goOn(reply, identity ? await enter(context, identity, pending) : '/accesso?errore=OIDC_UNKNOWN')
    } catch (error) {
      ports.log(error, { request: request.id })
      return goOn(reply, '/accesso?errore=OIDC_REFUSED')
    }
  })
}
