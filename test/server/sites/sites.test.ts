import { createHash, randomBytes } from 'node:crypto'
import {
  type Content,
  type Cursor,
  type Operation,
  PROTOCOL,
  type RegisterKey,
  registerId,
} from '@traguardo/shared/sync'
import * as tus from 'tus-js-client'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Credential } from '../../../server/src/sites/messages'
import { type Api, type Caller, startApi } from '../../support/api'
import { inFolder } from '../../support/storages'
import { aFolder } from '../../support/copies'
import { demoDatabase, KINDS } from '../../support/databases'
import { newSite, signInAt, startSite } from '../../support/sites'
import { anOperation, NOWHERE } from '../../support/sync'

const BODY = 'CCIAA-MS'
const SYNC = `mutation($push: PushInput!) { sync(push: $push) { ... on SyncAnswer {
  verdicts { type provisional refusal { code } } registers { id content person complete scope key { unit field } }
  tray { operation { id } verdict { type provisional current { content } } } at { view stamp tray } } ... on Refusal { code } } }`
const CREATE = `mutation($body: String!, $name: String!, $units: [String!]!, $head: String!) {
  siteCreate(body: $body, name: $name, units: $units, head: $head) { __typename
    ... on SiteCredential { fileName text } ... on Refusal { code } } }`
const STATUS_FIELDS = '__typename ... on SiteStatus { name lastSync error waiting refused } ... on Refusal { code }'
const number = (value: number): Content => ({ type: 'number', number: value })

interface Answer {
  readonly code?: string
  readonly verdicts: readonly { readonly type: string; readonly provisional: boolean }[]
  readonly registers: readonly {
    readonly content: Content
    readonly complete: boolean
    readonly key: { unit: string }
  }[]
  readonly tray: readonly {
    readonly operation: { readonly id: string }
    readonly verdict: {
      readonly type: string
      readonly provisional: boolean
      readonly current: { content: Content } | null
    }
  }[]
  readonly at: Cursor
}
interface Status {
  readonly error: string | null
  readonly waiting: number
  readonly refused: number
  readonly lastSync: string | null
}

const keyOf = (measure: string, unit = 'RI', field: RegisterKey['field'] = 'value'): RegisterKey => ({
  body: BODY,
  measure,
  unit,
  year: 2021,
  period: 2,
  field,
})

let seq = 0
const edit = (
  person: string,
  node: string,
  key: RegisterKey,
  content: Content,
  base: string | null = null,
): Operation => {
  seq += 1
  return anOperation({ id: v7(), node, seq, person, key, register: registerId(key), content, base })
}

const send = async (
  who: Caller,
  node: string,
  operations: readonly Operation[] = [],
  at: Cursor = NOWHERE,
): Promise<Answer> =>
  (await who.ask<{ sync: Answer }>(SYNC, { push: { body: BODY, node, protocol: PROTOCOL, at, operations } })).sync

describe.each(KINDS)('a remote site of a head office on %s', (kind) => {
  let head: Api
  let site: Api
  let url: string
  let credential: Credential
  let controller: Caller
  let poAtSite: Caller

  const sync = async (who: Caller = poAtSite) =>
    (await who.ask<{ siteSync: Status }>(`mutation { siteSync { ${STATUS_FIELDS} } }`)).siteSync

  beforeAll(async () => {
    head = await startApi(await demoDatabase(kind), { storage: inFolder(aFolder()) })
    url = await head.app.listen({ port: 0, host: '127.0.0.1' })
    controller = await head.signIn('controllo-gestione')
    credential = await newSite(controller, { name: 'Sede di Carrara', units: ['RI'], head: url })
    site = await startSite(credential)
    poAtSite = await signInAt(site, 'po-registro-imprese')
  })
  afterAll(async () => {
    await site.close()
    await head.close()
  })

  it('[SY32.2] is given its own people, with their own passwords, and nobody else', async () => {
    expect(await poAtSite.ask('{ me { person body roles { role unit } } }')).toMatchObject({
      me: { person: 'po-registro-imprese', body: BODY },
    })
    await expect(site.signIn('po-promozione')).rejects.toThrow()
    await expect(site.signIn('controllo-gestione')).rejects.toThrow()
    const { plan } = await poAtSite.ask<{
      plan: { document: { people: { code: string }[]; sheets: { person: string }[] } }
    }>(`{ plan(body: "${BODY}", year: 2021) { ... on PlanDocument { document } } }`)
    const people = new Set(plan.document.people.map(({ code }) => code))
    expect(people).toContain('po-registro-imprese')
    expect(people).not.toContain('po-promozione')
    expect(plan.document.sheets.every(({ person }) => people.has(person))).toBe(true)
  })

  it('[SY30.4] gives a provisional verdict, and after the exchange the final one stands at both ends', async () => {
    const operation = edit('po-registro-imprese', 'phone', keyOf('Percent_LibriRI.num'), number(12))
    const first = await send(poAtSite, 'phone', [operation])
    expect(first.verdicts).toMatchObject([{ type: 'applied', provisional: true }])
    expect((await send(controller, 'office')).registers).toEqual([])
    expect(await sync()).toMatchObject({ error: null, waiting: 0 })
    expect((await send(controller, 'office')).registers).toMatchObject([
      { content: number(12), person: 'po-registro-imprese' },
    ])
    const told = await send(poAtSite, 'phone', [], first.at)
    expect(told.tray).toMatchObject([
      { operation: { id: operation.id }, verdict: { type: 'applied', provisional: false } },
    ])
  })

  it('[SY30.5] a value that was other at the head office becomes a conflict in the tray of its author, at the site too', async () => {
    const key = keyOf('Percent_VerbaliRI.num')
    const atOffice = await head.signIn('po-registro-imprese')
    await send(atOffice, 'desk', [edit('po-registro-imprese', 'desk', key, number(7))])
    const mine = edit('po-registro-imprese', 'phone', key, number(8))
    const first = await send(poAtSite, 'phone', [mine])
    expect(first.verdicts).toMatchObject([{ type: 'applied', provisional: true }])
    expect(await sync()).toMatchObject({ error: null, waiting: 0, refused: 1 })
    const told = await send(poAtSite, 'phone', [], first.at)
    expect(told.tray).toMatchObject([
      { verdict: { type: 'conflict', provisional: false, current: { content: number(7) } } },
    ])
    expect(told.registers.map(({ content }) => content)).toContainEqual(number(7))
    const list = await controller.ask<{ sites: { sites: object[] } }>(
      `{ sites(body: "${BODY}") { ... on SiteList { sites { name units lastSeen waiting refused revokedAt } } } }`,
    )
    expect(list.sites.sites).toMatchObject([{ name: 'Sede di Carrara', units: ['RI'], revokedAt: null }])
  })

  it('[SY32.1] the site never receives values of other units', async () => {
    const other = await head.signIn('po-promozione')
    const key = keyOf('mis_pola_ind_rilevat', 'PROM')
    expect((await send(other, 'prom', [edit('po-promozione', 'prom', key, number(3))])).verdicts).toMatchObject([
      { type: 'applied' },
    ])
    await sync()
    const units = (await send(poAtSite, 'reader')).registers.map(({ key: { unit } }) => unit)
    expect(new Set(units)).toEqual(new Set(['RI']))
  })

  const request = async () =>
    (await poAtSite.ask<{ siteRequest: { envelope: string } }>('{ siteRequest { ... on SiteEnvelope { envelope } } }'))
      .siteRequest
  const bring = async (envelope: string) =>
    (
      await head.nobody.ask<{ siteExchange: { envelope?: string; code?: string } }>(
        'mutation($envelope: String!) { siteExchange(envelope: $envelope) { ... on SiteEnvelope { envelope } ... on Refusal { code } } }',
        { envelope },
      )
    ).siteExchange
  const take = async (envelope: string) =>
    (
      await poAtSite.ask<{ siteTake: Status & { code?: string } }>(
        `mutation($envelope: String!) { siteTake(envelope: $envelope) { ${STATUS_FIELDS} } }`,
        { envelope },
      )
    ).siteTake

  it('[SY31.1] the same goes through a file that is carried by hand, both ways, and a second time changes nothing', async () => {
    const key = keyOf('Percent_LibriRI.den')
    await send(poAtSite, 'phone', [edit('po-registro-imprese', 'phone', key, number(20))])
    const siteRequest = await request()
    const answer = await bring(siteRequest.envelope)
    expect((await bring(siteRequest.envelope)).envelope).toBeTruthy()
    expect((await send(controller, 'office')).registers.map(({ content }) => content)).toContainEqual(number(20))
    expect(await take(answer.envelope ?? '')).toMatchObject({ waiting: 0, error: null })
  })

  it('[SY51.2] a site takes the answer to what it asked, once, and no other', async () => {
    const [first, second] = [await request(), await request()]
    const [early, answer] = [await bring(first.envelope), await bring(second.envelope)]
    expect(await take(early.envelope ?? '')).toMatchObject({ code: 'SITE_ANSWER' })
    expect(await take(answer.envelope ?? '')).toMatchObject({ error: null })
    expect(await take(answer.envelope ?? '')).toMatchObject({ code: 'SITE_ANSWER' })
  })

  it('[SY31.4] what was changed on the way is taken by neither end', async () => {
    const siteRequest = await request()
    const answer = await bring(siteRequest.envelope)
    expect(await take(`${(answer.envelope ?? '').slice(0, -9)}AAAAAAAAA`)).toMatchObject({ code: 'SITE_ANSWER' })
    const forged = siteRequest.envelope.replace(/\.[\w-]{8}/, '.AAAAAAAA')
    expect((await bring(forged)).code).toBe('SITE_ENVELOPE')
    expect((await bring('nulla')).code).toBe('SITE_UNKNOWN')
  })

  it('[SY28.2] brings files to the head office, and fetches those that came there', async () => {
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(90_000), Buffer.from('\n%%EOF\n')])
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const evidence = {
      type: 'evidence',
      sha256,
      size: bytes.length,
      mime: 'application/pdf',
      name: 'verbale.pdf',
    } as const
    const key = keyOf('Percent_LibriRI.num', 'RI', `evidence/${sha256}`)
    await send(poAtSite, 'phone', [edit('po-registro-imprese', 'phone', key, evidence)])
    const at = await site.app.listen({ port: 0, host: '127.0.0.1' })
    await new Promise<void>((done, failed) =>
      new tus.Upload(bytes, {
        endpoint: `${at}/prove/carico`,
        retryDelays: null,
        headers: { cookie: poAtSite.cookie },
        metadata: { sha256 },
        onSuccess: () => done(),
        onError: failed,
      }).start(),
    )
    await sync()
    await sync()
    const response = await fetch(`${url}/prove/${sha256}`, { headers: { cookie: controller.cookie } })
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
    const found = (await send(poAtSite, 'reader')).registers.filter(
      ({ content }) => typeof content === 'object' && content?.type === 'evidence',
    )
    expect(found).toMatchObject([{ complete: true }])
  })

  it('[RI6.4] is no place to change plan, people or sites', async () => {
    const { sites } = await poAtSite.ask<{ sites: { code: string } }>(
      `{ sites(body: "${BODY}") { ... on Refusal { code } } }`,
    )
    expect(sites.code).toBe('AT_SITE')
    expect(await controller.ask(`{ siteStatus { ${STATUS_FIELDS} } }`)).toMatchObject({
      siteStatus: { code: 'NOT_A_SITE' },
    })
  })

  it('[SY31.3] once its access is taken away it gets nothing, and keeps what it has', async () => {
    await controller.ask('mutation($body: String!, $id: ID!) { siteRevoke(body: $body, id: $id) { __typename } }', {
      body: BODY,
      id: credential.id,
    })
    await send(poAtSite, 'phone', [edit('po-registro-imprese', 'phone', keyOf('T_medi_C1.1.1'), number(2))])
    const status = await sync()
    expect(status).toMatchObject({ waiting: 1 })
    expect(status.error).toContain('è stato tolto l’accesso')
  })

  it('refuses what makes no site, each with its code', async () => {
    const create = async (changes: object) =>
      (
        await controller.ask<{ siteCreate: { code?: string } }>(CREATE, {
          body: BODY,
          name: 'Sede',
          units: ['RI'],
          head: url,
          ...changes,
        })
      ).siteCreate.code
    expect(await create({ name: ' ' })).toBe('SITE_NAME')
    expect(await create({ units: [] })).toBe('SITE_UNITS')
    expect(await create({ units: ['RI', 'NESSUNA'] })).toBe('SITE_UNITS')
    expect(await create({ head: 'pippo' })).toBe('SITE_ADDRESS')
  })
})
