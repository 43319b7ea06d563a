import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { v7 } from 'uuid'
import { SiteLetterSchema } from '@traguardo/shared/sync'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { DEMO_DAY, fixedDayClock } from '../../../../server/src/kernel/runtime/clock'
import { newKeys, openEnvelope, sealEnvelope } from '../../../../server/src/sites/envelope'
import type { Credential } from '../../../../server/src/sites/messages'
import { type Api, type Caller, startApi } from '../../../support/api'
import { inFolder } from '../../../support/storages'
import { aFolder } from '../../../support/copies'
import { demoDatabase, KINDS } from '../../../support/databases'
import { newSite, signInAt, startSite } from '../../../support/sites'
import { massaCarrara } from '../../../support/massa-carrara'
import { edit } from '../../../support/push'

const BODY = 'CCIAA-MS'
const PASSWORD = 'una password qualunque 17'
/** Of that password (argon2id). */
const HASH = '$argon2id$v=19$m=8192,p=4,t=2$vVD0T/t4JuoLfO1HHROSfQ$IUgjVDvKbLuqv3nPZMXyxctFfwa3qTik2NcRXkQBrMo'
const PERSON = 'po-registro-imprese'
const STATUS = '__typename ... on SiteStatus { error waiting lastSync } ... on Refusal { code }'
const SYNC = `mutation($push: PushInput!) { sync(push: $push) { __typename ... on SyncAnswer {
  verdicts { type } registers { content key { unit measure } } } ... on Refusal { code } } }`

interface Status {
  readonly error: string | null
  readonly waiting: number
}

const sync = async (who: Caller) =>
  (await who.ask<{ siteSync: Status }>(`mutation { siteSync { ${STATUS} } }`)).siteSync

const push = (node: string, operations: readonly object[]) => ({
  push: {
    body: BODY,
    node,
    protocol: 2,
    at: { view: null, stamp: 0, tray: 0, behind: null },
    operations,
  },
})

describe.each(KINDS)('a site whose name somebody uses at a head office on %s', (kind) => {
  let head: Api
  let site: Api
  let credential: Credential
  let atSite: Caller

  beforeAll(async () => {
    head = await startApi(await demoDatabase(kind), { storage: inFolder(aFolder()) })
    const url = await head.app.listen({ port: 0, host: '127.0.0.1' })
    const controller = await head.signIn('controllo-gestione')
    credential = await newSite(controller, { units: ['RI'], head: url })
    site = await startSite(credential)
    atSite = await signInAt(site, PERSON)
  })
  afterAll(async () => {
    await site.close()
    await head.close()
  })

  it('[SY34.10] exchanges as before: nobody makes a copy of it by using its name', async () => {
    const operation = { ...edit('Percent_LibriRI.num', 'RI', { type: 'number', number: 12 }), person: PERSON }
    await atSite.ask(SYNC, push('test-node', [operation]))
    expect(await sync(atSite)).toMatchObject({ error: null, waiting: 0 })
    const liar = await head.signIn('po-promozione')
    const dismissal = {
      ...edit('mis_pola_ind_rilevat', 'PROM', null),
      ...{ id: v7(), person: 'po-promozione', kind: 'dismiss', about: operation.id, node: credential.id, seq: 1 },
    }
    await liar.ask(SYNC, push(credential.id, [dismissal]))
    const next = { ...edit('Percent_LibriRI.den', 'RI', { type: 'number', number: 20 }), person: PERSON }
    await atSite.ask(SYNC, push('test-node', [next]))
    const status = await Promise.race([
      sync(atSite),
      new Promise<string>((done) => setTimeout(() => done('still at it'), 10_000)),
    ])
    expect(status).toMatchObject({ error: null, waiting: 0 })
  }, 30_000)
})

describe('a site of a head office that says the same for ever', () => {
  let office: Server
  let site: Api
  let atSite: Caller
  let asked = 0
  let notice = 'none'
  let more = false

  beforeAll(async () => {
    const [own, heads] = [await newKeys(), await newKeys()]
    const hash = HASH
    const directory = {
      body: { code: BODY, name: 'Camera' },
      plans: [massaCarrara],
      people: [{ code: 'anna', title: 'Anna' }],
      grants: [{ person: 'anna', unit: 'RI', role: 'unit-head' }],
      accounts: [{ username: 'anna', hash, person: 'anna' }],
    }
    office = createServer((request, response) => {
      let text = ''
      request.on('data', (part: Buffer) => (text += part.toString()))
      request.on('end', () => {
        asked += 1
        void answerTo(text).then((envelope) => {
          // Who signs in at the site is asked about here too, and this office says nothing of that.
          if (envelope === null) return response.destroy()
          response.setHeader('content-type', 'application/json')
          response.end(JSON.stringify({ data: { siteExchange: { __typename: 'SiteEnvelope', envelope } } }))
        })
      })
    })
    async function answerTo(text: string): Promise<string | null> {
      const { variables } = JSON.parse(text) as { variables: { envelope: string } }
      const request = await openEnvelope(SiteLetterSchema, variables.envelope, heads.own, own.open)
      if (!('push' in request)) return null
      const answer = {
        ...{ notice, epoch: 'e', verdicts: [], registers: [], tray: [], cursor: request.push.cursor, view: null, more },
        ...{ checksum: null, sums: null, safe: 0, serverTime: '2021-09-05T09:00:00.000Z' },
      }
      const said = {
        ...{ purpose: 'answer', to: credential.id, at: fixedDayClock(DEMO_DAY).now(), nonce: v7() },
        ...{ answers: request.nonce ?? null, answer, directoryHash: 'd' },
        directory: request.directory === 'd' ? null : directory,
      } as const
      return sealEnvelope(said as never, 'office', heads.own, own.open)
    }
    office.listen(0, '127.0.0.1')
    await once(office, 'listening')
    const credential: Credential = {
      ...{ format: 'traguardo-sede', id: v7(), name: 'Sede', body: BODY, units: ['RI'], day: DEMO_DAY },
      ...{ head: `http://127.0.0.1:${(office.address() as AddressInfo).port}`, own: own.own, office: heads.open },
    } as Credential
    site = await startSite(credential)
    atSite = await vi.waitFor(() => site.signIn('anna', PASSWORD), {
      timeout: 20_000,
      interval: 200,
    })
  })
  afterAll(async () => {
    await site.close()
    office.closeAllConnections()
    office.close()
  })

  it.each([
    ['cloned', false, 'un’altra installazione'],
    ['new-epoch', false, 'aver perso dei dati'],
    ['none', true, 'non va avanti'],
  ] as const)('[SY50.3] «%s», more: %s: it ends after a few requests, and says so', async (says, isMore, words) => {
    ;[notice, more] = ['none', false]
    expect((await sync(atSite)).error).toBeNull()
    ;[notice, more, asked] = [says, isMore, 0]
    const status = await Promise.race([sync(atSite), new Promise<null>((done) => setTimeout(() => done(null), 5000))])
    const many = asked
    ;[notice, more] = ['none', false]
    expect(many).toBeLessThan(6)
    expect(status?.error).toContain(words)
  })
})
