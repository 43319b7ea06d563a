import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../../../server/src/app/settings'
import { type Api, startApi } from '../../../support/api'
import { demoDatabase } from '../../../support/databases'
import { planText } from '../../../support/plan-files'

interface Errors {
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[]
}

describe('what cannot be read', () => {
  let api: Api
  let port: number
  beforeAll(async () => {
    api = await startApi(await demoDatabase('sqlite'))
    port = Number(new URL(await api.app.listen({ port: 0, host: '127.0.0.1' })).port)
  })
  afterAll(() => api.close())

  /** Writes on a line of its own and gives all that comes back. */
  const talk = (text: string) =>
    new Promise<string>((done) => {
      let said = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(text))
      socket.on('data', (chunk) => (said += chunk.toString()))
      socket.on('error', () => done(said))
      socket.on('close', () => done(said))
    })

  it('[RI13.2] a good request of the same kind is answered', async () => {
    expect(await talk('GET /salute HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).toMatch(/^HTTP\/1.1 200 /)
  })

  it.each([
    ['an address', 400, 'GET /%ff HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'],
    ['an address below', 400, 'GET /prove/%E0%A4%A HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'],
    ['a header', 431, `GET / HTTP/1.1\r\nhost: x\r\ncookie: ${'x'.repeat(40_000)}\r\n\r\n`],
    ['a line', 400, 'so non è HTTP\r\n\r\n'],
    ['a method', 400, 'NOSUCH / HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['a length', 400, 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: due\r\n\r\n'],
  ])('[RI13.2] %s: an error of the same form as all', async (_what, status, text) => {
    const said = await talk(text)
    expect(said).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(said.toLowerCase()).toContain('content-type: application/json')
    const { errors } = JSON.parse(said.slice(said.indexOf('\r\n\r\n') + 4)) as Errors
    expect(errors?.[0]?.extensions.code).toMatch(/^[A-Z]+(_[A-Z]+)+$/)
    expect(errors?.[0]?.message).toMatch(/ (è|ha) /)
  })
})

describe('headers', () => {
  it('[RI13.3] by https a browser is told to stay there, by http nothing is said of it', async () => {
    const api = await startApi(await demoDatabase('sqlite'), {
      proxy: readSettings({ TRAGUARDO_PROXY: '1' }, '/x').proxy,
    })
    const get = (headers: Record<string, string>) => api.app.inject({ url: '/salute', headers })
    const plain = await get({})
    expect(plain.headers['strict-transport-security']).toBeUndefined()
    const safe = await get({ 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' })
    expect(safe.headers['strict-transport-security']).toMatch(/^max-age=\d{8}/)
    await api.close()
  })

  it('[RI13.4] what no page uses is switched off', async () => {
    const api = await startApi(await demoDatabase('sqlite'))
    const { headers } = await api.app.inject({ url: '/salute' })
    for (const name of ['camera', 'microphone', 'geolocation', 'payment', 'usb'])
      expect(headers['permissions-policy']).toContain(`${name}=()`)
    await api.close()
  })

  it('[RI13.5] every answer says that a page loads nothing from elsewhere and stands in no frame', async () => {
    const api = await startApi(await demoDatabase('sqlite'))
    for (const url of ['/salute', '/graphql', '/no-such-page']) {
      const { headers } = await api.app.inject({ url })
      const policy = String(headers['content-security-policy']).split('; ')
      expect(policy, url).toEqual(
        expect.arrayContaining(["default-src 'self'", "script-src 'self'", "frame-ancestors 'none'"]),
      )
      expect(policy.filter((one) => /https?:|\*|unsafe/.test(one))).toEqual([])
      expect(headers).toMatchObject({
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
    }
    await api.close()
  })
})

describe('a number beyond what anybody counts', () => {
  it('[PL7.4] is a fault of the plan file, and the plan in force stays', async () => {
    const api = await startApi(await demoDatabase('sqlite'))
    const controller = await api.signIn('controllo-gestione')
    const IMPORT = `mutation($text: String!) { planImport(text: $text) { __typename ... on PlanFaults { faults { path code } } } }`
    const imported = (text: string) =>
      controller.ask<{ planImport: { __typename: string; faults?: { path: string }[] } }>(IMPORT, { text })
    const plan = JSON.parse(planText('cciaa-ms-2021-2023')) as { indicators: object[] }
    const hash = async () => controller.ask('{ plan(body: "CCIAA-MS", year: 2021) { ... on PlanDocument { hash } } }')
    expect((await imported(JSON.stringify(plan))).planImport.__typename).toBe('PlanImported')
    const before = await hash()
    const [first, ...others] = plan.indicators
    const targets = [{ year: 2021, printed: '>= 1', type: 'at-least', value: 1 }]
    const text = JSON.stringify({ ...plan, indicators: [{ ...first, targets }, ...others] }).replace(
      '"value":1}',
      '"value":1e308}',
    )
    expect(text).toContain('1e308')
    expect((await imported(text)).planImport.faults?.map(({ path }) => path)).toEqual([
      'indicators[0].targets[0].value',
    ])
    expect(await hash()).toEqual(before)
    await api.close()
  })
})
