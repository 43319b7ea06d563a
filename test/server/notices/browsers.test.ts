import { once } from 'node:events'
import { Agent, createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { AppPorts } from '../../../server/src/kernel/context'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { KEY_BYTES, keyringOf } from '../../../server/src/kernel/secrets/keyring'
import { type PushKeys, pushKeys, sendPush } from '../../../server/src/notifications/push'
import { gateOf } from '../../../server/src/notifications/push-gate'
import { CERTIFICATE, KEY } from '../../support/certificate'
import { demoDatabase } from '../../support/databases'
import { pushBrowser } from '../../support/push-browser'
import { putNotice } from '../../support/told'

const PO = 'po-registro-imprese'
const NOW = '2021-09-05T08:00:00.000Z'

interface Got {
  readonly url: string
  readonly told: unknown
  readonly claims: { readonly aud?: string; readonly sub?: string }
}

describe('what a browser is told', () => {
  const got: Got[] = []
  const errors: unknown[] = []
  const browser = pushBrowser()
  let orm: Orm
  let keys: PushKeys
  let service: ReturnType<typeof createServer>
  let status = 201
  let address = 'https://traguardo.ente.it'

  beforeAll(async () => {
    service = createServer({ key: KEY, cert: CERTIFICATE }, (request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        const token = /t=([^,]+)/.exec(request.headers.authorization ?? '')?.[1]?.split('.')[1] ?? ''
        const claims = JSON.parse(Buffer.from(token, 'base64url').toString()) as Got['claims']
        got.push({ url: request.url ?? '', told: JSON.parse(browser.read(Buffer.concat(parts))), claims })
        response.writeHead(status, { location: `https://localhost/elsewhere` }).end()
      })
    })
    service.listen(0, '127.0.0.1')
    await once(service, 'listening')
    orm = await openOrm(await demoDatabase('sqlite'))
    keys = await pushKeys(orm.em, keyringOf(Buffer.alloc(KEY_BYTES)))
  })
  afterAll(async () => {
    await orm.close(true)
    service.closeAllConnections()
    service.close()
  })
  beforeEach(async () => {
    await orm.em.fork().execute('delete from "notice"')
    await orm.em.fork().execute('delete from "push_subscription"')
    await subscribe('/a')
    got.splice(0)
    errors.splice(0)
    ;[status, address] = [201, 'https://traguardo.ente.it']
  })

  const origin = () => `https://localhost:${(service.address() as AddressInfo).port}`
  const subscribe = (path: string, failures = 0, username = PO) =>
    orm.em
      .fork()
      .execute(
        'insert into "push_subscription" ("endpoint", "account_username", "keys", "created_at", "failures") values (?, ?, ?, ?, ?)',
        [origin() + path, username, JSON.stringify({ p256dh: browser.p256dh, auth: browser.auth }), NOW, failures],
      )
  async function round(signal = new AbortController().signal): Promise<readonly unknown[]> {
    const from = got.length
    const ports = {
      ...{ clock: { now: () => NOW }, address, pushGate: gateOf(new Agent({ ca: CERTIFICATE })) },
      log: (error: unknown) => errors.push(error),
    }
    await sendPush(ports as unknown as AppPorts, orm.em, keys, signal)
    return got.slice(from).map(({ told }) => told)
  }
  const put = (changes: Parameters<typeof putNotice>[1]) => putNotice(orm.em, changes)

  it('[NO4.2] one notice as it stands, once, to every browser of the account', async () => {
    await subscribe('/b')
    await put({ id: 'a', subject: 'Scade domani', text: 'Mancano due misure.', link: '/misure' })
    const told = { title: 'Scade domani', text: 'Mancano due misure.', link: '/misure' }
    expect(await round()).toEqual([told, told])
    expect(got.map(({ url }) => url).sort()).toEqual(['/a', '/b'])
    expect(got[0]?.claims).toMatchObject({ aud: origin(), sub: 'https://traguardo.ente.it' })
    expect(await round()).toEqual([])
  })

  it('[NO6.11] several as their number, with the text of the oldest, and the page of all', async () => {
    await put({ id: 'a', text: 'La seconda.', at: '2021-09-05T05:00:00.000Z' })
    await put({ id: 'b', text: 'La prima.', at: '2021-09-05T04:00:00.000Z' })
    expect(await round()).toEqual([{ title: '2 avvisi', text: 'La prima.', link: '/avvisi' }])
  })

  it('[NO4.4] neither what was read nor what somebody else was told', async () => {
    await put({ id: 'a', read_at: NOW })
    await put({ id: 'b', person: 'po-promozione' })
    await put({ id: 'c', body: 'ISR' })
    await put({ id: 'd', holder: 'somebody-else' })
    expect(await round()).toEqual([])
    const [{ id } = expect.fail('none')] = await orm.em
      .fork()
      .execute<{ id: string }[]>(`select "id" from "holder" where "account_username" = ?`, [PO])
    await put({ id: 'e', holder: id })
    expect(await round()).toMatchObject([{ title: 'e' }])
  })

  it('long texts are cut, letter by letter, and short ones are whole', async () => {
    await put({ id: 'a', subject: '😀'.repeat(121), text: 'à'.repeat(401) })
    expect(await round()).toEqual([{ title: `${'😀'.repeat(119)}…`, text: `${'à'.repeat(399)}…`, link: '/misure' }])
    await put({ id: 'b', subject: '😀'.repeat(120), text: 'à'.repeat(400) })
    expect(await round()).toMatchObject([{ title: '😀'.repeat(120), text: 'à'.repeat(400) }])
  })

  it('[NO6.6] is followed nowhere, and what its service did not take is not told again', async () => {
    status = 301
    await put({ id: 'a' })
    expect(await round()).toHaveLength(1)
    const failures = () => orm.em.fork().execute<object[]>('select "failures" from "push_subscription"')
    expect(await failures()).toEqual([{ failures: 1 }])
    status = 299
    expect(await round()).toEqual([])
    await put({ id: 'b' })
    expect(await round()).toHaveLength(1)
    expect(await failures()).toEqual([{ failures: 0 }])
    expect(errors).toEqual([])
  })

  it('[NO7.1] who answered last time comes first', async () => {
    await orm.em.fork().execute('delete from "push_subscription"')
    for (const at of [7, 3, 1, 2, 6, 4, 5, 8, 9, 0]) await subscribe(`/${at}`, at)
    await put({ id: 'a' })
    await round()
    // Eight at a time: the last two wait for a place.
    expect(got.slice(-2).map(({ url }) => url)).toEqual(['/8', '/9'])
  })

  it('[NO7.2] a round that is over goes to nobody any more', async () => {
    await put({ id: 'a' })
    expect(await round(AbortSignal.abort())).toEqual([])
    expect(errors).toEqual([])
  })

  it('[NO6.9] a service that nobody finds is written down, and counts as one that took nothing', async () => {
    await orm.em.fork().execute(`update "push_subscription" set "endpoint" = 'https://localhost:1/a'`)
    await put({ id: 'a' })
    expect(await round()).toEqual([])
    expect(errors).toMatchObject([{ code: 'ECONNREFUSED' }])
    expect(await orm.em.fork().execute('select "failures", "failing_since" from "push_subscription"')).toEqual([
      { failures: 1, failing_since: NOW },
    ])
  })

  it('is told that it comes from this machine where people open it without https', async () => {
    address = 'http://traguardo.ente.it'
    await put({ id: 'a' })
    await round()
    expect(got[0]?.claims.sub).toBe('https://localhost')
  })

  it('[RI66.1] nothing before the first day of its holder, nor after the last', async () => {
    const days = (from: string | null, to: string | null) =>
      orm.em
        .fork()
        .execute(`update "holder" set "valid_from" = ?, "valid_to" = ? where "account_username" = ?`, [from, to, PO])
    await put({ id: 'a' })
    await days('2021-09-06', null)
    expect(await round()).toEqual([])
    await days(null, '2021-09-04')
    expect(await round()).toEqual([])
    await days('2021-09-05', '2021-09-05')
    expect(await round()).toHaveLength(1)
    await days(null, null)
  })
})
