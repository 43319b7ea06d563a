import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { realClock } from '../../../../server/src/kernel/runtime/clock'
import { openOrm } from '../../../../server/src/app/open-orm'
import type { Orm } from '../../../../server/src/kernel/db/orm'
import { type Api, type Caller, startApi } from '../../../support/api'
import { demoDatabase, KINDS } from '../../../support/databases'
import { type IdentityProvider, openProvider } from '../../../support/identity-provider'

const ADDRESS = 'http://localhost:4000'
const CLIENT = { id: 'traguardo', secret: 'a secret of tests', callback: `${ADDRESS}/oidc/ritorno` }

/** A browser as far as this needs one: it keeps cookies of the provider and follows its pages until it comes back. */
async function signInAtProvider(start: string, who: string): Promise<string> {
  const jar = new Map<string, string>()
  const go = async (url: string, form?: Record<string, string>) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const body = form ? { method: 'POST', body: new URLSearchParams(form) } : {}
    const response = await fetch(url, { ...body, headers: { cookie }, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return response
  }
  let url = start
  for (let step = 0; step < 12 && !url.startsWith(ADDRESS); step++) {
    let response = await go(url)
    if (!response.headers.get('location')) {
      const page = await response.text()
      const action = /action="([^"]+)"/.exec(page)?.[1] ?? ''
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? ''
      response = await go(new URL(action, url).href, { prompt, login: who, password: 'x' })
    }
    url = new URL(response.headers.get('location') ?? '', url).href
  }
  return url.slice(ADDRESS.length)
}

type Jar = Record<string, string>
const cookieOf = (jar: Jar) =>
  Object.entries(jar)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')

describe.each(KINDS)('sign-in by an identity provider on %s', (kind) => {
  let api: Api
  let orm: Orm
  let provider: IdentityProvider
  const started = async (changes: object = {}) => {
    const oidc = { issuer: provider.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, name: 'SPID', ...changes }
    const database = await demoDatabase(kind)
    return {
      database,
      api: await startApi(database, { clock: realClock, oidc, address: ADDRESS, log: () => undefined }),
    }
  }
  beforeAll(async () => {
    provider = await openProvider(CLIENT)
    const made = await started()
    api = made.api
    orm = await openOrm(made.database)
    await orm.em.fork().execute(`update "account" set "email" = "username" || '@ente.it'`)
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
    await provider.close()
  })

  const ask = async (own: Api, jar: Jar, query: string, variables: object = {}) => {
    const response = await own.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'apollo-require-preflight': '1', cookie: cookieOf(jar) },
      payload: { query, variables },
    })
    for (const { name, value } of response.cookies) jar[name] = value
    return response.json<{ data: Record<string, { code?: string; person?: string } | null> }>().data
  }
  /** Goes by the provider as somebody, in a browser with these cookies. */
  const enter = async (who: string, jar: Jar = {}, own = api) => {
    const start = await own.app.inject({ method: 'GET', url: '/oidc/entra', headers: { cookie: cookieOf(jar) } })
    const pending = Object.fromEntries(start.cookies.map(({ name, value }) => [name, value]))
    const url = await signInAtProvider(String(start.headers.location), who)
    // The provider is another site: the strict cookies stay behind.
    const end = await own.app.inject({ method: 'GET', url, headers: { cookie: cookieOf(pending) } })
    for (const { name, value } of end.cookies) if (value !== '') jar[name] = value
    return { page: end.body, pending, jar, me: (await ask(own, jar, '{ me { person } }'))['me'] ?? null }
  }
  const subjectOf = async (username: string) =>
    (
      await orm.em
        .fork()
        .execute<{ subject: string | null }[]>('select "subject" from "account" where "username" = ?', [username])
    )[0]?.subject

  it('[RI20.1] links by an address that the provider verified, and by no other: unsaid, false, a text', async () => {
    expect((await enter('po-promozione@ente.it')).me).toEqual({ person: 'po-promozione' })
    for (const liar of ['unverified', 'unsaid', 'false', 'true']) {
      const tried = await enter(`${liar}-segretario-generale@ente.it`)
      expect(tried.me, liar).toBeNull()
      expect(tried.page, liar).toContain('OIDC_UNKNOWN')
    }
    expect(await subjectOf('segretario-generale')).toBeNull()
  })

  it('[RI20.4] goes on by its own name once it is linked, whatever is said of the address', async () => {
    await orm.em.fork().execute(`update "account" set "email" = 'altro@ente.it' where "username" = 'po-promozione'`)
    expect((await enter('po-promozione@ente.it')).me).toEqual({ person: 'po-promozione' })
  })

  it('[RI20.3] never comes past a second factor', async () => {
    const who = 'po-registro-imprese'
    const own = await api.signIn(who)
    const secret = await switchOn(own)
    const jar: Jar = {}
    const tried = await enter(`${who}@ente.it`, jar)
    expect(tried.me).toBeNull()
    expect(await subjectOf(who)).toBeNull()
    const CONFIRM = `mutation($code: String!) { signInConfirm(code: $code) { ... on Session { person } ... on Refusal { code } } }`
    expect((await ask(api, jar, CONFIRM, { code: '000000' }))['signInConfirm']).toEqual({ code: 'WRONG_CODE' })
    expect((await ask(api, {}, CONFIRM, { code: '000000' }))['signInConfirm']).toEqual({ code: 'SIGN_IN_EXPIRED' })
    const code = new TOTP({ secret }).generate({ timestamp: Date.now() + 30_000 })
    expect((await ask(api, jar, CONFIRM, { code }))['signInConfirm']).toEqual({ person: who })
    expect((await ask(api, jar, '{ me { person } }'))['me']).toEqual({ person: who })
    expect(await subjectOf(who)).toContain(`${who}@ente.it`)
  })

  it('[RI21.5] the person is told of it', async () => {
    const told = `select "kind" from "notice" where "person" = 'po-promozione' and "kind" = 'account.oidc'`
    await expect.poll(async () => orm.em.fork().execute<object[]>(told)).toHaveLength(1)
  })

  it('[RI20.5] closes the older session of the browser', async () => {
    const old = await api.signIn('oiv')
    const jar: Jar = { traguardo: old.cookie.split('=')[1] ?? '' }
    const { me } = await enter('organi@ente.it', jar)
    expect(me).toEqual({ person: 'organi' })
    expect(await old.ask('{ me { person } }')).toEqual({ me: null })
  })

  it('[RI20.6] keeps what the browser waits for sealed', async () => {
    const { pending } = await enter('organi@ente.it')
    expect(Object.keys(pending).length).toBeGreaterThan(0)
    expect(JSON.stringify(pending)).not.toMatch(/verifier|nonce/)
  })

  it('[RI20.2] takes addresses of a provider that owns them, where the setting says so', async () => {
    const made = await started({ ownsAddresses: true })
    const other = await openOrm(made.database)
    await other.em.fork().execute(`update "account" set "email" = 'oiv@ente.it' where "username" = 'oiv'`)
    expect((await enter('unsaid-oiv@ente.it', {}, made.api)).me).toEqual({ person: 'oiv' })
    await other.close(true)
    await made.api.close()
  })
})

/** Switches the second factor on, with the password where it is asked for; answers its secret. */
async function switchOn(own: Caller): Promise<string> {
  const begin = async (args: string) =>
    own.ask<{ totpBegin: { secret: string } }>(`mutation { totpBegin${args} { ... on TotpOffer { secret } } }`)
  const { totpBegin } = await begin('(password: "Traguardo-2021")').catch(() => begin(''))
  const code = new TOTP({ secret: totpBegin.secret }).generate()
  await own.ask('mutation($code: String!) { totpConfirm(code: $code) { __typename } }', { code })
  return totpBegin.secret
}
