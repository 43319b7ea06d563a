import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { type IdentityProvider, openProvider } from '../../support/identity-provider'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'

const ADDRESS = 'http://localhost:4000'

/** A browser as far as this needs one: it keeps cookies of the provider and follows its pages. */
class Walker {
  private readonly jar = new Map<string, string>()

  async go(url: string, form?: Record<string, string>): Promise<Response> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const body = form ? { method: 'POST', body: new URLSearchParams(form) } : {}
    const response = await fetch(url, { ...body, headers: { cookie }, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      this.jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return response
  }

  /** Signs in at the provider as somebody, consents, and answers the address to come back to. */
  async signIn(start: string, who: string): Promise<string> {
    let url = start
    for (let step = 0; step < 12; step++) {
      const response = await this.go(url)
      const to = response.headers.get('location')
      if (to?.startsWith(ADDRESS)) return to
      if (to) {
        url = new URL(to, url).href
        continue
      }
      const page = await response.text()
      const action = /action="([^"]+)"/.exec(page)?.[1] ?? ''
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? ''
      const next = await this.go(new URL(action, url).href, { prompt, login: who, password: 'x' })
      url = new URL(next.headers.get('location') ?? '', url).href
      if (url.startsWith(ADDRESS)) return url
    }
    throw new Error(`the provider never came back, last at ${url}`)
  }
}

describe.each(KINDS)('sign-in by OpenID Connect on %s', (kind) => {
  let api: Api
  let orm: Orm
  let provider: IdentityProvider
  beforeAll(async () => {
    provider = await openProvider({ id: 'traguardo', secret: 'a secret of tests', callback: `${ADDRESS}/oidc/ritorno` })
    const oidc = { issuer: provider.issuer, clientId: 'traguardo', clientSecret: 'a secret of tests', name: 'SPID' }
    const database = await demoDatabase(kind)
    api = await startApi(database, { oidc, address: ADDRESS, log: () => undefined })
    orm = await openOrm(database)
    await orm.em.fork().execute(`update "account" set "email" = 'sg@ente.it' where "username" = 'segretario-generale'`)
    await orm.em.fork().execute(`update "account" set "email" = 'po@ente.it' where "username" = 'po-promozione'`)
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
    await provider.close()
  })

  async function enter(who: string, change: (url: string) => string = (url) => url) {
    const start = await api.app.inject({ method: 'GET', url: '/oidc/entra' })
    expect(start.statusCode).toBe(302)
    const cookie = start.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const back = await new Walker().signIn(String(start.headers.location), who)
    const url = change(back).slice(ADDRESS.length)
    const end = await api.app.inject({ method: 'GET', url, headers: { cookie } })
    const session = end.cookies.find(({ name }) => name === 'traguardo')
    const me = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'apollo-require-preflight': '1', cookie: `traguardo=${session?.value ?? ''}` },
      payload: { query: '{ me { person } }' },
    })
    return { body: end.body, cookie, url, me: me.json<{ data: { me: unknown } }>().data.me }
  }

  it('says that there is one, with code and PKCE', async () => {
    expect(await api.nobody.ask('{ status { oidc } }')).toEqual({ status: { oidc: 'SPID' } })
    const { headers, cookies } = await api.app.inject({ method: 'GET', url: '/oidc/entra' })
    expect(cookies).toMatchObject([
      { name: 'traguardo-oidc', path: '/oidc', httpOnly: true, sameSite: 'Lax', maxAge: 600 },
    ])
    const asked = new URL(String(headers.location)).searchParams
    expect(Object.fromEntries(asked)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256' })
  })

  it('lets in whom the provider knows by a checked address, and from then on by its own name', async () => {
    const first = await enter('sg@ente.it')
    expect(first.me).toEqual({ person: 'segretario-generale' })
    expect(first.body).toContain('url=/')
    await orm.em
      .fork()
      .execute(`update "account" set "email" = 'other@ente.it' where "username" = 'segretario-generale'`)
    expect((await enter('sg@ente.it')).me).toEqual({ person: 'segretario-generale' })
  })

  it('lets nobody in by an address that was not checked, or that nobody has here', async () => {
    for (const who of ['unverified-po@ente.it', 'nessuno@ente.it']) {
      const tried = await enter(who)
      expect(tried.me, who).toBeNull()
      expect(tried.body).toContain('OIDC_UNKNOWN')
    }
    expect((await enter('po@ente.it')).me).toEqual({ person: 'po-promozione' })
  })

  it('lets nobody in with a state, a code or a browser that is not the one that began', async () => {
    const forged = await enter('po@ente.it', (url) => url.replace(/state=[^&]+/, 'state=forged'))
    expect(forged.body).toContain('OIDC_REFUSED')
    const good = await enter('po@ente.it')
    const again = await api.app.inject({ method: 'GET', url: good.url, headers: { cookie: good.cookie } })
    expect(again.body).toContain('OIDC_REFUSED')
    expect((await api.app.inject({ method: 'GET', url: good.url })).body).toContain('OIDC_EXPIRED')
  })

  it('says plainly that the provider does not answer', async () => {
    const oidc = { issuer: 'http://127.0.0.1:9', clientId: 'x', name: 'X' }
    const deaf = await startApi(await demoDatabase('sqlite'), { oidc, address: ADDRESS, log: () => undefined })
    const { headers } = await deaf.app.inject({ method: 'GET', url: '/oidc/entra' })
    expect(headers.location).toBe('/accesso?errore=OIDC_UNREACHABLE')
    await deaf.close()
  })
})
