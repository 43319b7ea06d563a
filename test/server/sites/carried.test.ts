import { randomBytes } from 'node:crypto'
import { type Operation, PROTOCOL, type RegisterKey, registerId } from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { newSite, signInAt, startSite } from '../../support/sites'
import { anOperation, NOWHERE } from '../../support/sync'

const BODY = 'CCIAA-MS'
const AUTHOR = 'po-registro-imprese'
const SYNC = `mutation($push: PushInput!) { sync(push: $push) { __typename ... on SyncAnswer {
  verdicts { type provisional } registers { head content } } ... on Refusal { code } } }`
const REQUEST = '{ siteRequest { ... on SiteEnvelope { envelope } } }'
const EXCHANGE = `mutation($envelope: String!) { siteExchange(envelope: $envelope) { ... on SiteEnvelope { envelope } ... on Refusal { code } } }`
const TAKE = `mutation($envelope: String!) { siteTake(envelope: $envelope) { ... on SiteStatus { errorCode waiting } ... on Refusal { code } } }`

const MEGABYTE = 1_000_000
/** Edits of one note, each over the one before: more than fits one file. */
const EDITS = 900
const IN_A_PUSH = 60

interface Answer {
  readonly verdicts: readonly { readonly type: string; readonly provisional: boolean }[]
  readonly registers: readonly { readonly head: string }[]
}

function edits(): readonly Operation[] {
  const key: RegisterKey = {
    body: BODY,
    measure: 'Percent_LibriRI.num',
    unit: 'RI',
    year: 2021,
    period: 2,
    field: 'note',
  }
  const made: Operation[] = []
  for (let at = 0; at < EDITS; at++) {
    const content = randomBytes(1400).toString('base64')
    const base = made.at(-1)?.id ?? null
    const about = { node: 'telefono', seq: at + 1, person: AUTHOR, key, register: registerId(key), content, base }
    made.push(anOperation({ id: v7(), ...about }))
  }
  return made
}

describe.each(KINDS)('months of work of a site in files carried by hand, to a head office on %s', (kind) => {
  let head: Api
  let site: Api
  let person: Caller
  let controller: Caller
  beforeAll(async () => {
    head = await startApi(await demoDatabase(kind))
    const url = await head.app.listen({ port: 0, host: '127.0.0.1' })
    controller = await head.signIn('controllo-gestione')
    site = await startSite(await newSite(controller, { units: ['RI'], head: url }))
    person = await signInAt(site, AUTHOR)
  })
  afterAll(async () => {
    await site.close()
    await head.close()
  })

  const send = async (who: Caller, operations: readonly Operation[], node: string): Promise<Answer> => {
    const push = { body: BODY, node, protocol: PROTOCOL, at: NOWHERE, operations }
    return (await who.ask<{ sync: Answer }>(SYNC, { push })).sync
  }

  it('[SY52.3] a file of more than a megabyte is taken whole, what does not fit goes in the next, and all is decided in order', async () => {
    const work = edits()
    for (let at = 0; at < work.length; at += IN_A_PUSH) {
      const { verdicts } = await send(person, work.slice(at, at + IN_A_PUSH), 'telefono')
      expect(verdicts.every(({ type, provisional }) => type === 'applied' && provisional)).toBe(true)
    }
    const sizes: number[] = []
    for (let waiting = EDITS; waiting > 0 && sizes.length < 5;) {
      const { siteRequest } = await person.ask<{ siteRequest: { envelope: string } }>(REQUEST)
      sizes.push(siteRequest.envelope.length)
      const { siteExchange } = await controller.ask<{ siteExchange: { envelope?: string; code?: string } }>(EXCHANGE, {
        envelope: siteRequest.envelope,
      })
      expect(siteExchange.code).toBeUndefined()
      const { siteTake } = await person.ask<{ siteTake: { waiting: number; code?: string } }>(TAKE, {
        envelope: siteExchange.envelope,
      })
      expect(siteTake.code).toBeUndefined()
      expect(siteTake.waiting).toBeLessThan(waiting)
      waiting = siteTake.waiting
    }
    expect(Math.max(...sizes)).toBeGreaterThan(MEGABYTE)
    expect(sizes.length).toBe(2)
    const atOffice = await send(await head.signIn(AUTHOR), [], 'ufficio')
    expect(atOffice.registers.map((register) => register.head)).toEqual([work.at(-1)?.id])
  })
})
