import { connect, createServer, type Socket } from 'node:net'
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openOrm } from '../../../../server/src/app/open-orm'
import { type Api, startApi } from '../../../support/api'
import { inFolder } from '../../../support/storages'
import { aFolder } from '../../../support/copies'
import { demoDatabase, freshDatabase, KINDS } from '../../../support/databases'
import { newSite, startSite } from '../../../support/sites'

const PASSWORD = 'Traguardo-2021'
const OTHER_PASSWORD = 'cavallo-lampada-nuvola-treno'
const PO = 'po-registro-imprese'

type Answer = Readonly<Record<string, unknown>> | null
type Ask = (query: string, variables?: object) => Promise<Answer>

/** Speaks HTTP by itself: what is not in the schema is answered with null. */
const asker =
  (api: Api, cookie = ''): Ask =>
  async (query, variables = {}) => {
    const response = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'apollo-require-preflight': '1', ...(cookie ? { cookie } : {}) },
      payload: { query, variables },
    })
    return Object.values(response.json<{ data?: Record<string, Answer> }>().data ?? {})[0] ?? null
  }

/** What lies between a site and the head office, and may be away. */
async function aLine(port: number) {
  const open = new Set<Socket>()
  let isUp = true
  const server = createServer((near) => {
    if (!isUp) return near.destroy()
    const far = connect(port, '127.0.0.1')
    for (const one of [near, far]) open.add(one.on('error', () => undefined).on('close', () => open.delete(one)))
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    down() {
      isUp = false
      for (const one of open) one.destroy()
    },
    up: () => void (isUp = true),
    close: () => server.close(),
  }
}

describe.each(KINDS)('hole 12: the second factor at a site, on %s', (kind) => {
  let head: Api
  let site: Api
  let line: Awaited<ReturnType<typeof aLine>>
  let siteDatabase: Awaited<ReturnType<typeof demoDatabase>>
  let secret = ''
  let codes: readonly string[] = []
  /** Codes: the one that confirmed the factor at the head office, and the next. */
  let used: readonly string[] = []
  const codeAt = (seconds: number) => new TOTP({ secret }).generate({ timestamp: Date.now() + seconds * 1000 })

  const SIGN_IN = `mutation($username: String!, $password: String!, $code: String) {
    signIn(username: $username, password: $password, code: $code) { __typename ... on Refusal { code message } } }`
  async function enter(api: Api, code: string | null = null, password = PASSWORD, username = PO) {
    const response = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'apollo-require-preflight': '1' },
      payload: { query: SIGN_IN, variables: { username, password, code } },
    })
    const { data } = response.json<{ data: { signIn: { __typename: string; code?: string } } }>()
    const [cookie] = response.cookies
    const { __typename, code: refused } = data.signIn
    return { said: refused ?? __typename, ask: asker(api, cookie ? `${cookie.name}=${cookie.value}` : '') }
  }
  const said = async (...asked: Parameters<typeof enter>) => (await enter(...asked)).said
  const exchange = async (ask: Ask) =>
    expect(await ask('mutation { siteSync { ... on SiteStatus { error } } }')).toEqual({ error: null })
  const isIn = async (ask: Ask) => (await ask('{ me { person } }'))?.['person'] === PO

  beforeAll(async () => {
    head = await startApi(await demoDatabase(kind), { storage: inFolder(aFolder()) })
    const url = await head.app.listen({ port: 0, host: '127.0.0.1' })
    line = await aLine(Number(new URL(url).port))
    siteDatabase = await freshDatabase(kind)
    const made = { units: ['RI'], head: line.url }
    const credential = await newSite(await head.signIn('controllo-gestione'), made)
    site = await startSite(credential, { database: siteDatabase })
    // Whoever has no second factor yet signs in with the password.
    await vi.waitFor(async () => expect(await said(site)).toBe('Session'), { timeout: 20_000, interval: 200 })
  })
  afterAll(async () => {
    await site.close()
    line.close()
    await head.close()
  })

  it('[SY55.1] switched on at the head office it is asked at the site, and ends what was open without it', async () => {
    const before = await enter(site)
    expect(await isIn(before.ask)).toBe(true)
    const { ask } = await enter(head)
    const offer = `totpBegin { ... on TotpOffer { secret } }`
    const offered =
      (await ask(`mutation { ${offer.replace('Begin', `Begin(password: "${PASSWORD}")`)} }`)) ??
      (await ask(`mutation { ${offer} }`))
    secret = String(offered?.['secret'])
    const confirm = 'mutation($code: String!) { totpConfirm(code: $code) { ... on RecoveryCodes { codes } } }'
    // Each is made once: half a minute may end between two lines of a test.
    const [first, next] = [codeAt(0), codeAt(30)]
    const confirmed =
      (await ask(confirm, { code: first })) ??
      (await ask(confirm.replace('{ ... on RecoveryCodes { codes } }', '{ __typename }'), { code: first }))
    codes = (confirmed?.['codes'] ?? []) as readonly string[]
    await exchange(before.ask)
    expect(await isIn(before.ask)).toBe(false)
    line.down()
    expect(await said(site)).toBe('CODE_NEEDED')
    expect(await said(site, '000000')).toBe('WRONG_CODE')
    used = [first, next]
    line.up()
  })

  it('[SY55.3] a code counts once at the site, and not after it was used at the head office', async () => {
    const [first = '', next = ''] = used
    line.down()
    // What confirmed it at the head office was used.
    expect(await said(site, first)).toBe('WRONG_CODE')
    const entered = await enter(site, next)
    expect(await isIn(entered.ask)).toBe(true)
    expect(await said(site, next)).toBe('WRONG_CODE')
    line.up()
  })

  it('[SY55.4] a recovery code used at the site is dead there at once, and at the head office after the exchange', async () => {
    line.down()
    expect(await said(site, codes[0])).toBe('Session')
    expect(await said(site, codes[0])).toBe('WRONG_CODE')
    const { ask } = await enter(site, codes[1])
    line.up()
    await exchange(ask)
    expect(await said(head, codes[0])).toBe('WRONG_CODE')
    expect(await said(head, codes[1])).toBe('WRONG_CODE')
    const atHead = await enter(head, codes[2])
    expect(atHead.said).toBe('Session')
    expect(await atHead.ask('{ mySettings { ... on OwnSettings { recoveryLeft } } }')).toEqual({ recoveryLeft: 7 })
    await exchange(ask)
    expect(await isIn(ask)).toBe(true)
    line.down()
    for (const used of codes.slice(0, 3)) expect(await said(site, used)).toBe('WRONG_CODE')
    line.up()
  })

  it('[SY55.2] its secret stands sealed in the database of the site', async () => {
    const orm = await openOrm(siteDatabase)
    const rows: readonly { totp: string }[] = await orm.em.execute('select * from "account"', [], 'all')
    await orm.close(true)
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(secret)
    expect(rows[0]?.totp).toMatch(/^v1\./)
  })

  it('[SY56] a new password, and an account that was switched off, end what was open at the site', async () => {
    const { ask } = await enter(site, codes[3])
    const atHead = await enter(head, codes[4])
    expect(
      await atHead.ask(
        `mutation { passwordChange(current: "${PASSWORD}", password: "${OTHER_PASSWORD}") { __typename } }`,
      ),
    ).toEqual({ __typename: 'Done' })
    // The site does not know it yet: it asks, and takes it in.
    const again = await enter(site, codes[5], OTHER_PASSWORD)
    expect(again.said).toBe('Session')
    expect(await isIn(ask)).toBe(false)
    line.down()
    expect(await said(site, codes[6])).toBe('FIRST_SIGN_IN_NEEDS_LINE')
    line.up()
    expect(await said(site, codes[6])).toBe('WRONG_CREDENTIALS')
    const controller = asker(head, (await head.signIn('controllo-gestione')).cookie)
    await controller(`mutation { accountSwitch(username: "${PO}", on: false) { __typename } }`)
    await exchange(again.ask)
    expect(await isIn(again.ask)).toBe(false)
    expect(await said(site, codes[6], OTHER_PASSWORD)).toBe('WRONG_CREDENTIALS')
  })
})
