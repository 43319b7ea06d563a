import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { CompactEncrypt, CompactSign, compactDecrypt, importJWK } from 'jose'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { DEMO_DAY, fixedDayClock } from '../../../../server/src/kernel/runtime/clock'
import { openOrm } from '../../../../server/src/app/open-orm'
import { FLOOD_LIMIT } from '../../../../server/src/identity/accounts/guesses/floods'
import type { Credential } from '../../../../server/src/sites/messages'
import { type Api, startApi } from '../../../support/api'
import { inFolder } from '../../../support/storages'
import { aFolder } from '../../../support/copies'
import { demoDatabase, freshDatabase, KINDS } from '../../../support/databases'
import { newSite, startSite } from '../../../support/sites'

const BODY = 'CCIAA-MS'
const PASSWORD = 'Traguardo-2021'
const PO = 'po-registro-imprese'
const EXCHANGE =
  'mutation($envelope: String!) { siteExchange(envelope: $envelope) { ... on SiteEnvelope { envelope } ... on Refusal { code } } }'
const [pack, unpack] = [promisify(gzip), promisify(gunzip)]

interface Account {
  readonly username: string
  readonly hash: string
}

/** Written here by itself: what a site that lies would write. */
async function envelopeOf(content: object, { id, own, office }: Credential): Promise<string> {
  const signed = await new CompactSign(await pack(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'EdDSA' })
    .sign(await importJWK(own.sign, 'EdDSA'))
  return new CompactEncrypt(new TextEncoder().encode(signed))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: id })
    .encrypt(await importJWK(office.seal, 'ECDH-ES'))
}

async function openedBy({ own }: Credential, envelope: string): Promise<unknown> {
  const { plaintext } = await compactDecrypt(envelope, await importJWK(own.seal, 'ECDH-ES'))
  const payload = new TextDecoder().decode(plaintext).split('.')[1] ?? ''
  return JSON.parse((await unpack(Buffer.from(payload, 'base64url'))).toString())
}

describe.each(KINDS)('hole 16: the directory of a site, on %s', (kind) => {
  let head: Api
  let site: Api
  let credential: Credential
  let siteDatabase: Awaited<ReturnType<typeof demoDatabase>>

  async function accountsIn(database: typeof siteDatabase): Promise<readonly Account[]> {
    const orm = await openOrm(database)
    const rows: readonly Account[] = await orm.em.execute('select "username", "hash" from "account"', [], 'all')
    await orm.close(true)
    return rows
  }
  const signIn = async (api: Api, username: string, password = PASSWORD): Promise<string> => {
    const { signIn } = await api.nobody.ask<{ signIn: { __typename: string; code?: string } }>(
      `mutation($username: String!, $password: String!) {
        signIn(username: $username, password: $password) { __typename ... on Refusal { code message } } }`,
      { username, password },
    )
    return signIn.code ?? signIn.__typename
  }
  /** What the head office answers to who has the keys of the site, in clear. */
  async function answered(content: object, to = credential): Promise<string> {
    const letter = {
      ...{ purpose: 'exchange', to: 'office', nonce: v7(), answers: null },
      at: fixedDayClock(DEMO_DAY).now(),
      push: {
        ...{ body: BODY, node: to.id, protocol: 2, epoch: null, lastSeq: 0, lastDecided: null, verify: false },
        cursor: { view: null, stamp: 0, tray: 0, behind: null },
        operations: [],
      },
      ...{ directory: null, report: { waiting: 0, refused: 0 }, whole: false },
      ...content,
    }
    const { siteExchange } = await head.nobody.ask<{ siteExchange: { envelope?: string; code?: string } }>(EXCHANGE, {
      envelope: await envelopeOf(letter, to),
    })
    return siteExchange.envelope === undefined
      ? String(siteExchange.code)
      : JSON.stringify(await openedBy(to, siteExchange.envelope))
  }
  /** Whose hashes are in an answer: every hash in it is one of these. */
  function namesIn(text: string): readonly string[] {
    const { directory, person } = JSON.parse(text) as {
      readonly directory?: { readonly accounts: readonly Account[] }
      readonly person?: { readonly account: Account } | null
    }
    const accounts = directory?.accounts ?? (person ? [person.account] : [])
    expect(text.split('$argon2id$').length - 1).toBe(accounts.length)
    return accounts.map(({ username }) => username)
  }
  const aSite = async (name: string, url: string) =>
    newSite(await head.signIn('controllo-gestione'), { name, units: ['RI', 'PROM'], head: url })

  beforeAll(async () => {
    head = await startApi(await demoDatabase(kind), { storage: inFolder(aFolder()), floodLimit: FLOOD_LIMIT })
    const url = await head.app.listen({ port: 0, host: '127.0.0.1' })
    credential = await aSite('Carrara', url)
    siteDatabase = await freshDatabase(kind)
    site = await startSite(credential, { database: siteDatabase })
    await vi.waitFor(async () => expect(await signIn(site, PO)).toBe('Session'), { timeout: 20_000, interval: 200 })
  })
  afterAll(async () => {
    await site.close()
    await head.close()
  })

  it('[SY53.1] a new site is given no hash; its people and their roles it is', async () => {
    const text = await answered({ accounts: [], spent: [] }, await aSite('Pontremoli', 'http://localhost'))
    expect(text).toContain(PO)
    expect(namesIn(text)).toEqual([])
  })

  it('[SY53.1] a site holds the hashes of who signed in there, and of nobody else', async () => {
    const held = (await accountsIn(siteDatabase)).map(({ username }) => username)
    expect(held).toEqual([PO])
    expect(await signIn(site, 'po-regolazione')).toBe('WRONG_CREDENTIALS')
    const text = await answered({ accounts: [PO, 'po-promozione', 'controllo-gestione'], spent: [] })
    expect(namesIn(text)).toEqual([PO])
    expect(namesIn(await answered({}))).toEqual([PO])
  })

  it('[SY54.2] at the head office the site gets in nobody who holds no role there, and learns of nobody whether they are', async () => {
    const ask = async (username: string, password = PASSWORD) => {
      const text = await answered({ purpose: 'sign-in', username, password, code: null })
      return { names: namesIn(text), code: (JSON.parse(text) as { refusal: { code: string } | null }).refusal?.code }
    }
    expect(await ask(PO)).toEqual({ names: [PO], code: undefined })
    for (const [username, password] of [
      ['po-regolazione', PASSWORD],
      ['controllo-gestione', PASSWORD],
      ['po-promozione', 'sbagliata'],
      [PO, 'sbagliata'],
      ['nessuno', PASSWORD],
    ] as const)
      expect(await ask(username, password)).toEqual({ names: [], code: 'WRONG_CREDENTIALS' })
    expect(namesIn(await answered({ accounts: [PO, 'po-promozione', 'controllo-gestione'] }))).toEqual([PO])
    for (const odd of [{ username: 7 }, { username: PO, password: null }, {}])
      expect(await answered({ purpose: 'sign-in', ...odd })).toBe('SITE_ENVELOPE')
  })

  it('[SY54.5] tries over a site are counted at the head office with its own', async () => {
    const code = async (password: string) => {
      const text = await answered({ purpose: 'sign-in', username: PO, password, code: null })
      return (JSON.parse(text) as { refusal: { code: string } | null }).refusal?.code
    }
    const codes = new Set<string | undefined>()
    for (let time = 0; time < 6; time++) codes.add(await code(`sbagliata ${time}`))
    expect([...codes]).toEqual(['WRONG_CREDENTIALS', 'TOO_MANY_ATTEMPTS'])
    expect(await code(PASSWORD)).toBe('TOO_MANY_ATTEMPTS')
  })

  it('[SY54.1] who is unknown at the site is asked about at the head office, and gets in', async () => {
    expect((await accountsIn(siteDatabase)).map(({ username }) => username)).not.toContain('po-promozione')
    expect(await signIn(site, 'po-promozione')).toBe('Session')
    expect((await accountsIn(siteDatabase)).map(({ username }) => username)).toContain('po-promozione')
  })

  it('[SY54.3] without the line who was there before gets in', async () => {
    await head.app.close()
    expect(await signIn(site, PO)).toBe('Session')
  })

  it('[SY54.4] without the line unknown and wrong are one', async () => {
    expect(await signIn(site, PO, 'sbagliata')).toBe('FIRST_SIGN_IN_NEEDS_LINE')
    expect(await signIn(site, 'organi')).toBe('FIRST_SIGN_IN_NEEDS_LINE')
    expect(await signIn(site, 'nessuno')).toBe('FIRST_SIGN_IN_NEEDS_LINE')
  })
})
