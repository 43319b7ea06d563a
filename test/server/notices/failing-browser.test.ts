import { createECDH, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Agent, createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, describe, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { AppPorts } from '../../../server/src/kernel/context'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { KEY_BYTES, keyringOf } from '../../../server/src/kernel/secrets/keyring'
import { type PushKeys, pushKeys, sendPush } from '../../../server/src/notifications/push'
import { gateOf } from '../../../server/src/notifications/push-gate'
import { CERTIFICATE, KEY } from '../../support/certificate'
import { demoDatabase, KINDS } from '../../support/databases'

const PERSON = 'po-registro-imprese'
const BEGUN = Date.parse('2021-09-05T08:00:00.000Z')
const DAY = 86_400_000
const after = (days: number) => new Date(BEGUN + days * DAY).toISOString()

describe.each(KINDS)('a browser whose service takes nothing, on %s', (kind) => {
  let orm: Orm
  let keys: PushKeys
  let service: ReturnType<typeof createServer>
  let status = 500
  let manner: 'plain' | 'silent' | 'elsewhere' | 'endless' = 'plain'
  let asked = 0
  let days = 0
  let notices = 0

  beforeAll(async () => {
    service = createServer({ key: KEY, cert: CERTIFICATE }, (request, response) => {
      asked += 1
      request.resume()
      if (manner === 'silent') return
      response.writeHead(status, manner === 'elsewhere' ? { location: '/b' } : {})
      // An answer without an end: whoever reads it waits for ever.
      if (manner === 'endless') response.write('x')
      else response.end()
    })
    service.listen(0, '127.0.0.1')
    await once(service, 'listening')
    orm = await openOrm(await demoDatabase(kind))
    keys = await pushKeys(orm.em, keyringOf(Buffer.alloc(KEY_BYTES)))
  })
  afterAll(async () => {
    await orm.close(true)
    service.closeAllConnections()
    service.close()
  })
  beforeEach(async () => {
    const ecdh = createECDH('prime256v1')
    ecdh.generateKeys()
    const own = { p256dh: ecdh.getPublicKey().toString('base64url'), auth: randomBytes(16).toString('base64url') }
    const em = orm.em.fork()
    await em.execute('delete from "push_subscription"')
    await em.execute(
      'insert into "push_subscription" ("endpoint", "account_username", "keys", "created_at") values (?, ?, ?, ?)',
      [`https://localhost:${(service.address() as AddressInfo).port}/a`, PERSON, JSON.stringify(own), after(0)],
    )
    status = 500
    manner = 'plain'
  })

  /** A notice that comes after so many days, and what is known of the browser then: how often it failed, since when. */
  async function told(on: number) {
    days = on
    const em = orm.em.fork()
    const id = `failing-${(notices += 1)}`
    await em.execute(
      'insert into "notice" ("id", "body", "person", "key", "kind", "subject", "text", "link", "at") values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      [id, 'CCIAA-MS', PERSON, id, 'x', 'Avviso', 'Da leggere.', '/', after(0)],
    )
    const ports = {
      clock: { now: () => after(days) },
      address: 'https://traguardo.ente.it',
      pushGate: gateOf(new Agent({ ca: CERTIFICATE })),
      log: () => undefined,
    }
    await sendPush(ports as unknown as AppPorts, orm.em, keys, new AbortController().signal)
    const [row] = await orm.em
      .fork()
      .execute<{ failures: number; since: string | null }[]>(
        'select "failures", "failing_since" as "since" from "push_subscription"',
      )
    return row ? [row.failures, row.since] : null
  }

  it('[NO6.9] is forgotten once it has failed five times, for a week', async () => {
    for (const count of [1, 2, 3, 4, 5, 6]) expect(await told(0)).toEqual([count, after(0)])
    expect(await told(6.99)).toEqual([7, after(0)])
    expect(await told(7)).toBeNull()
    // Whoever is forgotten is not asked again.
    const before = asked
    await told(8)
    expect(asked).toBe(before)
  })

  it('[NO6.9] is kept while it has failed less than five times, however long', async () => {
    for (const [at, day] of [0, 3, 8, 20].entries()) expect(await told(day)).toEqual([at + 1, after(0)])
    expect(await told(20)).toBeNull()
  })

  it('[NO6.9] begins anew where it took one in between', async () => {
    for (const count of [1, 2, 3, 4]) expect(await told(0)).toEqual([count, after(0)])
    status = 201
    expect(await told(5)).toEqual([0, null])
    status = 500
    expect(await told(9)).toEqual([1, after(9)])
  })

  it('[NO6.5] is waited for ten seconds and no longer', async () => {
    manner = 'silent'
    expect(await told(0)).toEqual([1, after(0)])
  }, 30_000)

  it('[NO6.6] is followed nowhere', async () => {
    manner = 'elsewhere'
    status = 307
    const before = asked
    expect(await told(0)).toEqual([1, after(0)])
    expect(asked).toBe(before + 1)
  })

  it('[NO6.7] has an answer that is not read', async () => {
    manner = 'endless'
    status = 201
    expect(await told(0)).toEqual([0, null])
  })

  it.each([404, 410])('[NO6.10] is forgotten at once where its service knows it no more: %d', async (gone) => {
    status = gone
    expect(await told(0)).toBeNull()
  })
})
