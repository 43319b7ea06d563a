import { createECDH, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Agent, createServer as createTlsServer } from 'node:https'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../../server/src/app/open-orm'
import type { Orm } from '../../../../server/src/kernel/db/orm'
import { type Api, type Caller, startApi } from '../../../support/api'
import { CERTIFICATE, KEY } from '../../../support/certificate'
import { demoDatabase, KINDS } from '../../../support/databases'
import { type Mailbox, openMailbox } from '../../../support/mailbox'

const SUBSCRIBE =
  'mutation($input: PushSubscriptionInput!) { pushSubscribe(input: $input) { __typename ... on Refusal { code } } }'
const PERSON = 'po-registro-imprese'
/** A notice that the law wants told goes out at once, by mail and to browsers. */
const ASSIGN = 'mutation { sheetStep(year: 2021, sheet: "PO2", step: "assigned", remarks: "") { __typename } }'
const DISCUSS = 'mutation { sheetStep(year: 2021, sheet: "PO2", step: "discussed", remarks: "") { __typename } }'

function aBrowser(endpoint: string) {
  const ecdh = createECDH('prime256v1')
  ecdh.generateKeys()
  return {
    endpoint,
    p256dh: ecdh.getPublicKey().toString('base64url'),
    auth: randomBytes(16).toString('base64url'),
  }
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port

async function said(who: Caller, endpoint: string): Promise<string> {
  const { pushSubscribe } = await who.ask<{ pushSubscribe: { __typename: string; code?: string } }>(SUBSCRIBE, {
    input: aBrowser(endpoint),
  })
  return pushSubscribe.code ?? pushSubscribe.__typename
}

const endpointsIn = async (orm: Orm): Promise<readonly string[]> =>
  (
    await orm.em
      .fork()
      .execute<{ endpoint: string }[]>('select "endpoint" from "push_subscription" order by "endpoint"', [], 'all')
  ).map(({ endpoint }) => endpoint)

describe.each(KINDS)('addresses of browsers on %s', (kind) => {
  let api: Api
  let orm: Orm
  let inside: Server
  let connections = 0

  beforeAll(async () => {
    const database = await demoDatabase(kind)
    inside = createServer((socket) => {
      connections += 1
      socket.destroy()
    })
    inside.listen(0, '127.0.0.1')
    await once(inside, 'listening')
    api = await startApi(database, { tickSeconds: 1, log: () => {} })
    orm = await openOrm(database)
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
    inside.close()
  })

  it('[NO6.1] [NO6.3] of the internet are taken, those of the inside are refused and nothing of them is kept', async () => {
    const person = await api.signIn(PERSON)
    expect(await said(person, 'https://updates.push.services.mozilla.com/wpush/v2/abc')).toBe('Done')
    const before = await endpointsIn(orm)
    for (const endpoint of [
      'https://127.0.0.1/a',
      'https://0x7f.1/a',
      'https://2130706433/a',
      'https://[::1]/a',
      'https://[::ffff:10.0.0.1]/a',
      'https://[::127.0.0.1]/a',
      'https://[64:ff9b::a00:1]/a',
      'https://[2002:a00:1::]/a',
      'https://[fd00::1]/a',
      'https://[fe80::1]/a',
      'https://169.254.169.254/latest/meta-data',
      'https://10.1.2.3/a',
      'https://172.16.0.1/a',
      'https://192.168.1.1/a',
      'https://100.64.0.1/a',
      'https://224.0.0.1/a',
      'https://0.0.0.0/a',
      'https://localhost/a',
      'https://localhost./a',
      'https://protocollo/a',
      'https://dc01.ente.local/a',
      'https://metadata.google.internal/a',
    ])
      expect([endpoint, await said(person, endpoint)]).toEqual([endpoint, 'PUSH_ADDRESS'])
    expect(await endpointsIn(orm)).toEqual(before)
  })

  it('[NO6.2] are those of https on its own port', async () => {
    const person = await api.signIn(PERSON)
    const before = await endpointsIn(orm)
    expect(await said(person, 'https://updates.push.services.mozilla.com:8443/a')).toBe('PUSH_ADDRESS')
    for (const endpoint of ['http://updates.push.services.mozilla.com/a', 'https://a:b@fcm.googleapis.com/a', 'pippo'])
      expect([endpoint, await said(person, endpoint)]).toEqual([endpoint, 'BAD_SUBSCRIPTION'])
    expect(await endpointsIn(orm)).toEqual(before)
  })

  it('[NO6.8] are ten of an account at most: the oldest goes', async () => {
    const person = await api.signIn('po-promozione')
    const names = Array.from({ length: 12 }, (_, at) => `https://fcm.googleapis.com/fcm/send/${kind}-${at + 10}`)
    for (const name of names) expect(await said(person, name)).toBe('Done')
    const kept = (await endpointsIn(orm)).filter((endpoint) => endpoint.includes(`/${kind}-`))
    expect(kept).toHaveLength(10)
    expect(kept).toContain(names.at(-1))
    await orm.em.fork().execute('delete from "push_subscription"')
  })

  it('[NO6.4] that stand in the data and lead inside are not contacted', async () => {
    const { p256dh, auth } = aBrowser('')
    await orm.em
      .fork()
      .execute(
        'insert into "push_subscription" ("endpoint", "account_username", "keys", "created_at") values (?, ?, ?, ?)',
        [`https://localhost:${portOf(inside)}/a`, PERSON, JSON.stringify({ p256dh, auth }), '2021-09-05T08:00:00.000Z'],
      )
    const sg = await api.signIn('segretario-generale')
    await sg.ask(ASSIGN)
    const told = async () =>
      Number(
        (
          await orm.em
            .fork()
            .execute<{ many: number }[]>(
              `select count(*) as "many" from "notice" where "kind" = 'sheet.assigned' and "pushed_at" is not null`,
              [],
              'all',
            )
        )[0]?.many,
      )
    await expect.poll(told, { timeout: 15_000 }).toBeGreaterThan(0)
    await new Promise((wait) => setTimeout(wait, 1500))
    expect(connections).toBe(0)
  })
})

describe.each(KINDS)('a browser’s service that never answers, on %s', (kind) => {
  const got: string[] = []
  let api: Api
  let orm: Orm
  let mailbox: Mailbox
  let service: ReturnType<typeof createTlsServer>

  beforeAll(async () => {
    service = createTlsServer({ key: KEY, cert: CERTIFICATE }, (request, response) => {
      got.push(request.url ?? '')
      request.resume()
      if (request.url !== '/never') response.writeHead(201).end()
    })
    service.listen(0, '127.0.0.1')
    await once(service, 'listening')
    mailbox = await openMailbox()
    const database = await demoDatabase(kind)
    api = await startApi(database, {
      tickSeconds: 1,
      pushAgent: new Agent({ ca: CERTIFICATE }),
      mail: { url: mailbox.url, from: 'traguardo@ente.it' },
      log: () => {},
    })
    orm = await openOrm(database)
    await orm.em.fork().execute(`update "account" set "email" = "username" || '@ente.it', "mail" = 'none'`)
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
    service.closeAllConnections()
    service.close()
    await mailbox.close()
  })

  it('[NO7.1] stops neither mail nor the browsers of others', async () => {
    const never = `https://localhost:${portOf(service)}/never`
    const good = `https://localhost:${portOf(service)}/good`
    const person = await api.signIn(PERSON)
    expect(await said(person, never)).toBe('Done')
    const sg = await api.signIn('segretario-generale')
    await sg.ask(ASSIGN)
    await mailbox.until(1)
    await expect.poll(() => got, { timeout: 15_000 }).toContain('/never')
    // While it is still waited for, more happens.
    expect(await said(person, good)).toBe('Done')
    await sg.ask(DISCUSS)
    await sg.ask(ASSIGN)
    await mailbox.until(2)
    await expect.poll(() => got, { timeout: 25_000 }).toContain('/good')
  }, 60_000)
})
