import { createECDH, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Agent, createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedDayClock } from '../../../server/src/kernel/runtime/clock'
import type { AppPorts } from '../../../server/src/kernel/context'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { openMailer } from '../../../server/src/kernel/mail/mailer'
import { pushKeys } from '../../../server/src/notifications/push'
import { gateOf } from '../../../server/src/notifications/push-gate'
import { roundsOf } from '../../../server/src/app/scheduler'
import { planDesk } from '../../../server/src/plans/desk/plan-desk'
import { planShelf } from '../../../server/src/plans/plan-shelf'
import { lookOf } from '../../../server/src/kernel/db/look'
import { treeShelf } from '../../../server/src/scoring/tree-shelf'
import { KEY_BYTES, keyringOf } from '../../../server/src/kernel/secrets/keyring'
import { type Api, startApi } from '../../support/api'
import { CERTIFICATE, KEY } from '../../support/certificate'
import { demoDatabase, KINDS } from '../../support/databases'
import { type Mailbox, openMailbox } from '../../support/mailbox'

const BODY = 'CCIAA-MS'
const PERSON = 'po-registro-imprese'
const AT = '2021-09-05T06:00:00.000Z'
const CLOCK = fixedDayClock('2021-09-05')

describe.each(KINDS)('two servers of one database on %s', (kind) => {
  let api: Api
  let mailbox: Mailbox
  let service: ReturnType<typeof createServer>
  let orms: readonly Orm[] = []
  let told = 0
  const errors: unknown[] = []
  const agent = new Agent({ ca: CERTIFICATE })

  beforeAll(async () => {
    service = createServer({ key: KEY, cert: CERTIFICATE }, (request, response) => {
      told += 1
      request.resume()
      response.writeHead(201).end()
    })
    service.listen(0, '127.0.0.1')
    await once(service, 'listening')
    mailbox = await openMailbox()
    const database = await demoDatabase(kind)
    api = await startApi(database)
    orms = [await openOrm(database), await openOrm(database)]
  })
  afterAll(async () => {
    for (const orm of orms) await orm.close(true)
    await api.close()
    await mailbox.close()
    service.closeAllConnections()
    service.close()
  })

  const portsOf = ({ em }: Orm, look = lookOf(em, true)): AppPorts => ({
    clock: CLOCK,
    demo: true,
    keyring: keyringOf(Buffer.alloc(KEY_BYTES)),
    readerOf: async (em) => em,
    look,
    trees: treeShelf({ clock: CLOCK, plans: planShelf(CLOCK), look, em, forgets: false }),
    plans: planShelf(CLOCK),
    desk: planDesk(null),
    site: null,
    evidence: null,
    address: 'https://traguardo.ente.it',
    mail: openMailer({ url: mailbox.url, from: 'traguardo@ente.it' }),
    oidc: null,
    pushKey: null,
    pushGate: gateOf(agent),
    log: (error) => errors.push(error),
    decided: () => undefined,
    plansChanged: () => Promise.resolve(),
    readerOfPass: () => Promise.resolve(null),
    mayTry: () => Promise.resolve(true),
    guesses: null,
    afterwards: (work) => void work(),
  })

  it('[NO4.2] tell each notice once, by mail and in the browser, whoever comes to it and when', async () => {
    const [one, other] = orms
    if (!one || !other) throw new Error('Two servers')
    const ecdh = createECDH('prime256v1')
    ecdh.generateKeys()
    const keys = { p256dh: ecdh.getPublicKey().toString('base64url'), auth: randomBytes(16).toString('base64url') }
    const em = one.em.fork()
    await em.execute(`update "account" set "email" = 'po@ente.it', "mail" = 'each' where "username" = '${PERSON}'`)
    await em.execute(
      'insert into "push_subscription" ("endpoint", "account_username", "keys", "created_at") values (?, ?, ?, ?)',
      [`https://localhost:${(service.address() as AddressInfo).port}/a`, PERSON, JSON.stringify(keys), AT],
    )
    const vapid = await pushKeys(one.em, keyringOf(Buffer.alloc(KEY_BYTES)))
    const ports = [portsOf(one), portsOf(other)] as const
    const roundAt = async (at: 0 | 1, orm: Orm) => {
      for (const { run } of roundsOf(ports[at], orm.em, vapid)) await run(new AbortController().signal)
    }
    // What waits already goes out first, so that only what comes now is counted.
    await roundAt(0, one)
    const [told0, letters0] = [told, mailbox.letters.length]
    const ROUNDS = 12
    for (let number = 1; number <= ROUNDS; number++) {
      await em.execute(
        'insert into "notice" ("id", "body", "person", "key", "kind", "subject", "text", "link", "at") values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        [`two-${number}`, BODY, PERSON, `two-${number}`, 'x', `Avviso ${number}`, 'Da leggere.', '/', AT],
      )
      await Promise.all([roundAt(0, one), roundAt(1, other)])
      expect([number, told - told0, mailbox.letters.length - letters0]).toEqual([number, number, number])
    }
    for (const { mail } of ports) mail?.close()
    expect(errors).toEqual([])
  }, 60_000)
})
