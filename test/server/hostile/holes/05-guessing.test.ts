import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { realClock } from '../../../../server/src/kernel/runtime/clock'
import { FLOOD_LIMIT } from '../../../../server/src/identity/accounts/guesses/floods'
import { DEMO_PASSWORD } from '../../../../server/src/identity/sessions/demo-accounts'
import { readSettings } from '../../../../server/src/app/settings'
import { type Api, startApi } from '../../../support/api'
import { demoDatabase, KINDS } from '../../../support/databases'

const SIGN_IN = `mutation($username: String!, $password: String!) {
  signIn(username: $username, password: $password) { __typename ... on Refusal { code message } } }`

/** Somebody who signs in through a proxy, which appends the address it sees to whatever the client wrote. */
interface Client {
  /** What the client itself puts into `X-Forwarded-For`. */
  readonly claims?: string
  /** Where the proxy sees it. */
  readonly at?: string
  /** Cookies that it has. */
  readonly cookie?: string
}

/** Hashing a password is made to be slow. */
const SLOW = 300_000
const behindProxy = () => ({
  clock: realClock,
  floodLimit: FLOOD_LIMIT,
  proxy: readSettings({ TRAGUARDO_PROXY: '1' }, '/x').proxy,
})

async function tryIn(api: Api, username: string, password: string, client: Client = {}) {
  const { claims, at = '203.0.113.9', cookie } = client
  const response = await api.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: {
      'apollo-require-preflight': '1',
      'x-forwarded-for': claims ? `${claims}, ${at}` : at,
      'x-forwarded-proto': 'https',
      ...(cookie ? { cookie } : {}),
    },
    payload: { query: SIGN_IN, variables: { username, password } },
  })
  const { signIn } = response.json<{ data: { signIn: { code?: string; message?: string } } }>().data
  const cookies = response.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  return { code: signIn.code ?? 'in', message: signIn.message ?? '', cookies }
}

/** Every time another address that is not its own. */
const liar = (count: number): Client => ({ claims: `198.51.100.${count % 250}` })

describe.each(KINDS)('guessing behind a proxy on %s', (kind) => {
  let api: Api
  beforeAll(async () => {
    api = await startApi(await demoDatabase(kind), behindProxy())
    const settings = await api.signIn('po-promozione')
    expect(await settings.ask('{ me { person } }')).toEqual({ me: { person: 'po-promozione' } })
  })
  afterAll(() => api.close())

  it('[RI19.1] the right password waits like a wrong one', async () => {
    const own = await tryIn(api, 'po-registro-imprese', DEMO_PASSWORD, { at: '192.0.2.1' })
    expect(own.code).toBe('in')
    for (let count = 0; count < 20; count++) await tryIn(api, 'po-registro-imprese', `Sbagliata-${count}`, liar(count))
    const wrong = await tryIn(api, 'po-registro-imprese', 'Sbagliata-21', liar(21))
    const right = await tryIn(api, 'po-registro-imprese', DEMO_PASSWORD, liar(22))
    expect(right).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
    expect(right).toEqual(wrong)
    expect(right.message).toMatch(/fra (un minuto|\d+ minuti)/)
  })

  it('[RI16.2] tries from all addresses count together', async () => {
    for (let count = 0; count < 5; count++) await tryIn(api, 'organi', `Sbagliata-${count}`, { at: `192.0.2.${count}` })
    expect((await tryIn(api, 'organi', DEMO_PASSWORD, { at: '192.0.2.77' })).code).toBe('TOO_MANY_ATTEMPTS')
  })

  it('[RI17.1] locks nobody out: the device that the person uses comes in as always', async () => {
    const device = await tryIn(api, 'segretario-generale', DEMO_PASSWORD, { at: '192.0.2.1' })
    expect(device.code).toBe('in')
    for (let count = 0; count < 20; count++) await tryIn(api, 'segretario-generale', `Sbagliata-${count}`, liar(count))
    expect((await tryIn(api, 'segretario-generale', DEMO_PASSWORD, liar(1))).code).toBe('TOO_MANY_ATTEMPTS')
    const again = await tryIn(api, 'segretario-generale', DEMO_PASSWORD, { at: '192.0.2.1', cookie: device.cookies })
    expect(again.code).toBe('in')
  })

  it('[RI16.6] counts one account however its name is written', async () => {
    for (const [at, typed] of [
      'po-regolazione',
      'PO-Regolazione',
      ' po-regolazione ',
      'ｐｏ-affari-generali',
      'po-regolazione\t',
      'Po-REGOLAZIONE',
    ].entries())
      await tryIn(api, typed, 'Sbagliata-1', liar(at))
    expect((await tryIn(api, 'po-regolazione', DEMO_PASSWORD, liar(9))).code).toBe('TOO_MANY_ATTEMPTS')
  })

  const fiftyAtOnce = async (name: string) => {
    const tries = Array.from({ length: 50 }, (_, at) => tryIn(api, name, `Sbagliata-${at}`, { at: `198.51.100.${at}` }))
    return (await Promise.all(tries)).filter(({ code }) => code === 'WRONG_CREDENTIALS').length
  }

  it('[RI16.3] fifty guesses at once are not had for the price of one', async () => {
    expect(await fiftyAtOnce('oiv')).toBe(5)
  })

  it('[RI16.5] unknown names wait alike', async () => {
    expect(await fiftyAtOnce('nessuno')).toBe(5)
  })

  it('[RI16.4] several servers count together', async () => {
    const database = await demoDatabase(kind)
    const [one, other] = [await startApi(database, behindProxy()), await startApi(database, behindProxy())]
    for (let count = 0; count < 3; count++) {
      await tryIn(one, 'oiv', `Sbagliata-${count}`)
      await tryIn(other, 'oiv', `Sbagliata-${count}`)
    }
    expect((await tryIn(other, 'oiv', DEMO_PASSWORD)).code).toBe('TOO_MANY_ATTEMPTS')
    await one.close()
    await other.close()
  })

  describe('one password for many accounts from one address', () => {
    let api2: Api
    const codes: string[] = []
    beforeAll(async () => {
      api2 = await startApi(await demoDatabase(kind), behindProxy())
      for (let count = 0; count < 54; count++)
        codes.push((await tryIn(api2, `persona-${count}`, 'Estate-2026!', { at: '198.51.100.7' })).code)
    }, SLOW)
    afterAll(() => api2.close())

    it('[RI18.1] is slowed down', () => {
      expect(codes.slice(-3)).toEqual(Array(3).fill('TOO_MANY_ATTEMPTS'))
    })

    it('[RI18.3] is slowed down by its own address, and not by one that it writes', async () => {
      expect((await tryIn(api2, 'oiv', DEMO_PASSWORD, { at: '198.51.100.7', claims: '192.0.2.77' })).code).toBe(
        'TOO_MANY_ATTEMPTS',
      )
      expect((await tryIn(api2, 'oiv', DEMO_PASSWORD, { at: '192.0.2.77' })).code).toBe('in')
    })
  })
})

describe('an office behind one address', () => {
  it(
    '[RI18.2] comes in in the morning: eighty good sign-ins at once pass',
    async () => {
      const api = await startApi(await demoDatabase('sqlite'), behindProxy())
      const { status } = await api.nobody.ask<{ status: { accounts: { username: string }[] } }>(
        '{ status { accounts { username } } }',
      )
      const names = Array.from({ length: 80 }, (_, at) => status.accounts[at % status.accounts.length]?.username ?? '')
      const all = await Promise.all(names.map((name) => tryIn(api, name, DEMO_PASSWORD)))
      expect(all.filter(({ code }) => code !== 'in')).toEqual([])
      await api.close()
    },
    SLOW,
  )
})

describe('a proxy that nobody told of', () => {
  const started = async (parts: object) => {
    const lines: string[] = []
    const api = await startApi(await demoDatabase('sqlite'), { ...parts, log: (line) => lines.push(String(line)) })
    return { api, told: () => lines.filter((line) => line.includes('TRAGUARDO_PROXY')) }
  }

  it('[RI18.5] is spoken of at start where the address is https, and else with the first request that it forwards', async () => {
    const secure = await started({ address: 'https://traguardo.ente.it' })
    expect(secure.told()).toHaveLength(1)
    await secure.api.close()
    const plain = await started({})
    expect(plain.told()).toEqual([])
    await tryIn(plain.api, 'oiv', DEMO_PASSWORD)
    await tryIn(plain.api, 'oiv', DEMO_PASSWORD)
    expect(plain.told()).toHaveLength(1)
    await plain.api.close()
    const set = await started({ ...behindProxy(), address: 'https://traguardo.ente.it' })
    await tryIn(set.api, 'oiv', DEMO_PASSWORD)
    expect(set.told()).toEqual([])
    await set.api.close()
  })
})
