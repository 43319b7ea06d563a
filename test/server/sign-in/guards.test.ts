import { TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { realClock } from '../../../server/src/kernel/runtime/clock'
import { FLOOD_LIMIT } from '../../../server/src/identity/accounts/guesses/floods'
import { DEMO_PASSWORD } from '../../../server/src/identity/sessions/demo-accounts'
import { readSettings } from '../../../server/src/app/settings'
import { addressKey } from '../../../server/src/identity/accounts/guesses/address-key'
import { hashLanes } from '../../../server/src/identity/accounts/guesses/lanes'
import { type Api, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'

const SIGN_IN = `mutation($username: String!, $password: String!, $code: String) {
  signIn(username: $username, password: $password, code: $code) { __typename ... on Refusal { code } } }`
const GOOD = 'quattro cavalli e un ombrello'
type Jar = Record<string, string>

/** Asks as a browser that keeps its cookies, by https through one proxy. */
async function ask<T>(api: Api, jar: Jar, query: string, variables: object = {}) {
  const response = await api.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: {
      'apollo-require-preflight': '1',
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-proto': 'https',
      cookie: Object.entries(jar)
        .map(([name, value]) => `${name}=${value}`)
        .join('; '),
    },
    payload: { query, variables },
  })
  for (const { name, value } of response.cookies) jar[name] = value
  return { cookies: response.cookies, data: response.json<{ data: T }>().data }
}
const signIn = async (api: Api, jar: Jar, password: string, code?: string) =>
  (await ask<{ signIn: { code?: string } }>(api, jar, SIGN_IN, { username: 'po-promozione', password, code })).data
    .signIn.code ?? 'in'

describe.each(KINDS)('who guesses on %s', (kind) => {
  const start = async () =>
    startApi(await demoDatabase(kind), {
      clock: realClock,
      floodLimit: FLOOD_LIMIT,
      proxy: readSettings({ TRAGUARDO_PROXY: '1' }, '/x').proxy,
    })

  it('[RI17.3] a device is a stranger again after another password, but for the one on which it was chosen', async () => {
    const api = await start()
    const [here, there]: [Jar, Jar] = [{}, {}]
    expect(await signIn(api, here, DEMO_PASSWORD)).toBe('in')
    expect(await signIn(api, there, DEMO_PASSWORD)).toBe('in')
    const CHANGE = `mutation($current: String!, $password: String!) {
      passwordChange(current: $current, password: $password) { __typename } }`
    await ask(api, here, CHANGE, { current: DEMO_PASSWORD, password: GOOD })
    for (let count = 0; count < 6; count++) await signIn(api, {}, `Sbagliata-${count}`)
    expect(await signIn(api, there, GOOD)).toBe('TOO_MANY_ATTEMPTS')
    expect(await signIn(api, here, GOOD)).toBe('in')
    await api.close()
  })

  it('[RI17.2] a device that is known has a count of its own', async () => {
    const api = await start()
    const here: Jar = {}
    expect(await signIn(api, here, DEMO_PASSWORD)).toBe('in')
    for (let count = 0; count < 5; count++) await signIn(api, here, `Sbagliata-${count}`)
    expect(await signIn(api, here, DEMO_PASSWORD)).toBe('TOO_MANY_ATTEMPTS')
    expect(await signIn(api, {}, DEMO_PASSWORD)).toBe('in')
    await api.close()
  })

  it('[RI16.8] wrong codes of the second factor count as wrong passwords do, and asking for the code does not', async () => {
    const api = await start()
    const own = await api.signIn('po-promozione')
    const { totpBegin } = await own.ask<{ totpBegin: { secret: string } }>(
      'mutation($password: String!) { totpBegin(password: $password) { ... on TotpOffer { secret } } }',
      { password: DEMO_PASSWORD },
    )
    const totp = new TOTP({ secret: totpBegin.secret })
    await own.ask('mutation($code: String!) { totpConfirm(code: $code) { __typename } }', { code: totp.generate() })
    for (let count = 0; count < 8; count++) expect(await signIn(api, {}, DEMO_PASSWORD)).toBe('CODE_NEEDED')
    for (let count = 0; count < 5; count++) expect(await signIn(api, {}, DEMO_PASSWORD, '000000')).toBe('WRONG_CODE')
    const right = totp.generate({ timestamp: Date.now() + 30_000 })
    expect(await signIn(api, {}, DEMO_PASSWORD, right)).toBe('TOO_MANY_ATTEMPTS')
    await api.close()
  })

  it('by https the cookies go nowhere without it, and no neighbour of the name writes them', async () => {
    const api = await start()
    const jar: Jar = {}
    const { cookies } = await ask(api, jar, SIGN_IN, { username: 'oiv', password: DEMO_PASSWORD })
    expect(cookies.map(({ name, secure, path, domain }) => ({ name, secure, path, domain }))).toEqual([
      { name: '__Host-traguardo', secure: true, path: '/', domain: undefined },
      { name: '__Host-traguardo-dispositivo', secure: true, path: '/', domain: undefined },
    ])
    expect((await ask(api, jar, '{ me { person } }')).data).toEqual({ me: { person: 'oiv' } })
    // One that was opened before goes on under its plain name.
    expect((await ask(api, { traguardo: jar['__Host-traguardo'] ?? '' }, '{ me { person } }')).data).toEqual({
      me: { person: 'oiv' },
    })
    await api.close()
  })
})

describe('an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:0:7::1', '2001:db8:0:7'],
    ['2001:0DB8:0000:0007:ffff::', '2001:db8:0:7'],
    ['2001:db8:10:20:1:2:3:4', '2001:db8:10:20'],
    ['2001:db8::7:1:2:3:4', '2001:db8:0:7'],
    ['::7:8:1:2:3:4', '0:0:7:8'],
    ['::FFFF:192.0.2.8', '192.0.2.8'],
    ['::1', '0:0:0:0'],
    ['somewhere', 'somewhere'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('[RI18.4] of IPv6 is its network: %s', (address, key) => {
    expect(addressKey(address)).toBe(key)
  })
})

describe('lanes', () => {
  it('[RI18.7] let so many of a key through at a time, in order, and others past them', async () => {
    const lane = hashLanes(2)
    const [begun, waiting]: [string[], (() => void)[]] = [[], []]
    const work = (name: string) => () => {
      begun.push(name)
      return new Promise<void>((resolve) => waiting.push(resolve))
    }
    const all = ['a1', 'a2', 'a3', 'a4', 'b1'].map((name) => lane(name.slice(0, 1), work(name)))
    await Promise.resolve()
    expect(begun).toEqual(['a1', 'a2', 'b1'])
    while (begun.length < 5 || waiting.length > 0) {
      waiting.shift()?.()
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3', 'a4'])
    await Promise.all(all)
  })
})
