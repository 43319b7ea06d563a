import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../../server/src/app/open-orm'
import { readCredential } from '../../../../server/src/sites/node/read-credential'
import { backUp } from '../../../../server/src/app/backup/commands'
import { folderStore } from '../../../../server/src/evidence/storage/folder-store'
import { type Api, type Caller, startApi } from '../../../support/api'
import { demoDatabase, KINDS } from '../../../support/databases'

const PASSWORD = 'Traguardo-2021'
const OTHER = 'quattro cavalli e un ombrello'
const FEED = '{ mySettings { ... on OwnSettings { feed } } }'

/** Where the calendar of who asks is, without the name of the server. */
async function feedOf(caller: Caller): Promise<string> {
  const { mySettings } = await caller.ask<{ mySettings: { feed: string } }>(FEED)
  return new URL(mySettings.feed).pathname
}

describe.each(KINDS)('hole 16: the address of a calendar, on %s', (kind) => {
  let api: Api
  let again: Caller
  beforeAll(async () => {
    api = await startApi(await demoDatabase(kind))
  })
  afterAll(() => api.close())
  const status = async (url: string) => (await api.app.inject({ method: 'GET', url })).statusCode

  it('[RI27.2] ends with the password', async () => {
    const own = await api.signIn('po-promozione')
    const first = await feedOf(own)
    expect(await status(first)).toBe(200)
    await own.ask(`mutation { passwordChange(current: "${PASSWORD}", password: "${OTHER}") { __typename } }`)
    expect(await status(first)).toBe(404)
    again = await api.signIn('po-promozione', OTHER)
    const second = await feedOf(again)
    expect(second).not.toBe(first)
    expect(await status(second)).toBe(200)
  })

  it('[RI27.1] is renewed by its person', async () => {
    const second = await feedOf(again)
    await again.ask('mutation { feedRenew { __typename } }')
    expect(await status(second)).toBe(404)
    const third = await feedOf(again)
    expect(await status(third)).toBe(200)
  })

  it('[RI27.3] ends when the account is switched off, and stays ended', async () => {
    const third = await feedOf(again)
    expect(await status(third)).toBe(200)
    const controller = await api.signIn('controllo-gestione')
    const turn = (on: boolean) =>
      controller.ask('mutation($on: Boolean!) { accountSwitch(username: "po-promozione", on: $on) { __typename } }', {
        on,
      })
    await turn(false)
    expect(await status(third)).toBe(404)
    await turn(true)
    expect(await status(third)).toBe(404)
  })
})

describe.each(KINDS)('hole 16: secrets in the database, on %s', (kind) => {
  it('[RI29.2] are not readable by who has a copy of it without the key', async () => {
    const database = await demoDatabase(kind)
    const api = await startApi(database, { tickSeconds: 60 })
    const own = await api.signIn('oiv')
    const feed = (await feedOf(own)).split('/').at(-1)?.replace('.ics', '') ?? ''
    const post = async (query: string) =>
      (
        await api.app.inject({
          method: 'POST',
          url: '/graphql',
          headers: { 'apollo-require-preflight': '1', cookie: own.cookie },
          payload: { query },
        })
      ).json<{ data?: { it: { secret: string } } }>().data?.it
    const offer =
      (await post(`mutation { it: totpBegin(password: "${PASSWORD}") { ... on TotpOffer { secret } } }`)) ??
      (await post('mutation { it: totpBegin { ... on TotpOffer { secret } } }'))
    const secret = offer?.secret ?? ''
    const code = new TOTP({ secret }).generate()
    const pending = await everything()
    await own.ask(`mutation { totpConfirm(code: "${code}") { __typename } }`)
    const controller = await api.signIn('controllo-gestione')
    await controller.ask(
      'mutation { siteCreate(body: "CCIAA-MS", name: "Sede", units: ["RI"], head: "https://x.it") { __typename } }',
    )
    const kept = await everything()
    expect([feed.length, secret.length].every((length) => length > 20)).toBe(true)
    const plain = [feed, secret, '"privateKey"', '\\"privateKey\\"', '"d":', '\\"d\\":']
    expect(plain.filter((text) => pending.includes(text) || kept.includes(text))).toEqual([])
    // Who is entitled still gets in with it.
    expect(await feedOf(own)).toContain(feed)
    await api.close()

    /** Every byte of the file and what lies beside it; of PostgreSQL every row. */
    async function everything(): Promise<string> {
      if (database.type === 'sqlite')
        return ['', '-wal']
          .map((end) => `${database.file}${end}`)
          .filter((path) => existsSync(path))
          .map((path) => readFileSync(path, 'latin1'))
          .join('')
      const orm = await openOrm(database)
      const rows = [
        await orm.em.execute('select * from "account"'),
        await orm.em.execute('select * from "setting"'),
        await orm.em.execute('select * from "record"'),
      ]
      await orm.close(true)
      return JSON.stringify(rows)
    }
  })
})

describe('hole 16: files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'traguardo-modes-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

  it('[RI30.1] of the data are their owner’s alone, and so is a backup', async () => {
    // As a server with the usual mask writes them.
    const before = process.umask(0o022)
    const data = join(folder, 'data')
    const file = join(data, 'traguardo.sqlite')
    const api = await startApi({ type: 'sqlite', file })
    await api.signIn('oiv')
    expect([data, file, `${file}-wal`, `${file}-shm`].map(modeOf)).toEqual(['700', '600', '600', '600'])
    const orm = await openOrm({ type: 'sqlite', file })
    await backUp(orm.em.fork(), { type: 'sqlite', file }, folderStore(join(folder, 'prove')), join(folder, 'copia'))
    const copy = join(folder, 'copia', 'database.sqlite')
    await orm.close(true)
    await api.close()
    process.umask(before)
    expect(modeOf(copy)).toBe('600')
    expect(statSync(copy).size).toBeGreaterThan(100_000)
    // The copy opens.
    const restored = await startApi({ type: 'sqlite', file: copy })
    await restored.signIn('oiv')
    await restored.close()
  })

  it('[RI30.2] that were there before are made so at the next start', async () => {
    const file = join(folder, 'data', 'traguardo.sqlite')
    const { chmodSync } = await import('node:fs')
    chmodSync(join(folder, 'data'), 0o755)
    chmodSync(file, 0o644)
    const api = await startApi({ type: 'sqlite', file })
    await api.close()
    expect(modeOf(file)).toBe('600')
    expect(modeOf(join(folder, 'data'))).toBe('700')
    const kept = join(folder, 'sede.json')
    writeFileSync(kept, JSON.stringify({ format: 'traguardo-sede' }), { mode: 0o644 })
    chmodSync(kept, 0o644)
    readCredential('', folder)
    expect(modeOf(kept)).toBe('600')
  })
})
