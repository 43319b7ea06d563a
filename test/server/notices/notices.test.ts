import { romeDay } from '@traguardo/shared/calendar'
import type { MeasureValue } from '@traguardo/shared/model'
import { type Review, WHOLE_PERIOD } from '@traguardo/shared/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedDayClock } from '../../../server/src/kernel/runtime/clock'
import type { AppPorts } from '../../../server/src/kernel/context'
import { KEY_BYTES, keyringOf } from '../../../server/src/kernel/secrets/keyring'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { openMailer } from '../../../server/src/kernel/mail/mailer'
import { publicGate } from '../../../server/src/notifications/push-gate'
import { roundsOf, startScheduler } from '../../../server/src/app/scheduler'
import { planDesk } from '../../../server/src/plans/desk/plan-desk'
import { planShelf } from '../../../server/src/plans/plan-shelf'
import { lookOf } from '../../../server/src/kernel/db/look'
import { treeShelf } from '../../../server/src/scoring/tree-shelf'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { type Mailbox, openMailbox } from '../../support/mailbox'
import { aPush, edit, type PushAnswer, verdictsIn } from '../../support/push'

const NOTICES = '{ notices { ... on Notices { unread notices { id kind subject text link } } } }'
interface Notices {
  readonly notices: {
    readonly unread: number
    readonly notices: readonly {
      readonly id: string
      readonly kind: string
      readonly subject: string
      readonly text: string
    }[]
  }
}

describe.each(KINDS)('notices on %s', (kind) => {
  let api: Api
  let orm: Orm
  let mailbox: Mailbox
  let ports: AppPorts
  let day = '2021-09-05'
  let hour = '03'
  const at = () => `${day}T${hour}:30:00.000Z`
  const callers = new Map<string, Caller>()
  const as = async (name: string) => {
    const caller = callers.get(name) ?? (await api.signIn(name))
    callers.set(name, caller)
    return caller
  }
  beforeAll(async () => {
    const database = await demoDatabase(kind)
    mailbox = await openMailbox()
    const clock = { now: () => at() }
    api = await startApi(database, { clock })
    orm = await openOrm(database)
    // Before anybody can write to them: a sign-in from a new device would be news.
    for (const name of ['po-registro-imprese', 'segretario-generale']) await as(name)
    await orm.em
      .fork()
      .execute(
        `update "account" set "email" = "username" || '@ente.it' where "username" in ('po-registro-imprese', 'segretario-generale')`,
      )
    const errors: unknown[] = []
    const look = lookOf(orm.em, true)
    ports = {
      clock,
      demo: true,
      keyring: keyringOf(Buffer.alloc(KEY_BYTES)),
      readerOf: async (em) => em,
      look,
      trees: treeShelf({ clock, plans: planShelf(clock), look, em: orm.em, forgets: false }),
      plans: planShelf(clock),
      desk: planDesk(null),
      site: null,
      evidence: null,
      address: 'https://traguardo.ente.it',
      mail: openMailer({ url: mailbox.url, from: 'traguardo@ente.it' }),
      oidc: null,
      pushKey: null,
      pushGate: publicGate(),
      log: (error) => errors.push(error),
      decided: () => undefined,
      plansChanged: () => Promise.resolve(),
      readerOfPass: () => Promise.resolve(null),
      mayTry: () => Promise.resolve(true),
      guesses: null,
      afterwards: (work) => void work(),
    }
  })
  afterAll(async () => {
    ports.mail?.close()
    await orm.close(true)
    await api.close()
    await mailbox.close()
  })
  const round = async () => {
    for (const one of roundsOf(ports, orm.em, null)) await one.run(new AbortController().signal)
  }
  const told = async (who: string) => (await (await as(who)).ask<Notices>(NOTICES)).notices
  const kinds = async (who: string) => (await told(who)).notices.map(({ kind: one }) => one)

  it('[NO1.1] [NO1.2] [NO4.2] remind who owes something, once, however many processes do it', async () => {
    day = '2021-09-02'
    await round()
    expect(await kinds('po-registro-imprese')).toEqual(['open'])
    day = '2021-09-05'
    await Promise.all([round(), round(), round()])
    // The second quadrimestre opened on the 1st and its deadline is the 15th: ten days before is today.
    expect(await kinds('po-registro-imprese')).toEqual(expect.arrayContaining(['open', 'due']))
    const first = await told('po-registro-imprese')
    await round()
    expect(await told('po-registro-imprese')).toEqual(first)
    expect(first.notices.find(({ kind: one }) => one === 'due')?.text).toMatch(
      /mancano 19 misure; la scadenza è il 15\/09\/2021/,
    )
    expect(await kinds('segretario-generale')).toEqual([])
  })

  it('[NO1.5] [NO2.1] [NO2.2] tell those above once it is late, also where the day itself was missed', async () => {
    day = '2021-09-18'
    await round()
    expect(await kinds('po-registro-imprese')).toContain('late')
    expect(await kinds('segretario-generale')).toContain('late')
    expect(await kinds('controllo-gestione')).toContain('late')
    day = '2021-09-05'
  })

  it('[NO3.1] [NO3.2] [NO3.3] tell what others did: handed in, sent back, opened again', async () => {
    const head = await as('po-registro-imprese')
    const { plan } = await head.ask<{
      plan: {
        document: {
          measures: { code: string; kind: string; steps?: unknown[]; levels?: unknown[]; entry: { units?: string[] } }[]
        }
      }
    }>('{ plan(body: "CCIAA-MS", year: 2021) { ... on PlanDocument { document } } }')
    const own = plan.document.measures.filter(({ entry }) => entry.units?.includes('RI'))
    const valueOf = (of: string): MeasureValue =>
      of === 'date' ? { type: 'date', date: '2021-03-01' } : { type: 'number', number: 1 }
    const values = own.map(({ code, kind: of }) => edit(code, 'RI', valueOf(of)))
    const verdicts = verdictsIn(await head.ask<PushAnswer>(...aPush(values)))
    expect(new Set(verdicts)).toEqual(new Set(['applied']))
    const sending = edit(WHOLE_PERIOD, 'RI', { type: 'sending' }, { field: 'sending' })
    expect(verdictsIn(await head.ask<PushAnswer>(...aPush([sending])))).toEqual(['applied'])
    await round()
    expect(await kinds('segretario-generale')).toContain('sending.edit')
    const manager = await as('segretario-generale')
    const [value] = values
    if (!value) throw new Error('RI owes something')
    const review = (state: Review['state'], reason: string, base: string | null = null) =>
      edit(value.key.measure, 'RI', { type: 'review', state, of: value.id, reason }, { field: 'review', base })
    const confirmed = review('confirmed', '')
    const opened = review('reopened', 'Errore di battitura', confirmed.id)
    const said = await manager.ask<PushAnswer>(...aPush([confirmed, opened], 'segretario-generale'))
    expect(verdictsIn(said)).toEqual(['applied', 'applied'])
    await round()
    const text = (await told('po-registro-imprese')).notices.find(({ kind: one }) => one === 'review.edit')?.text
    expect(text).toContain('Errore di battitura')
    expect(await kinds('controllo-gestione')).toContain('review.edit')
    // Nobody is told what they did themselves.
    expect(await kinds('segretario-generale')).not.toContain('review.edit')
  })

  it('are read one by one, by their person alone', async () => {
    const { notices, unread } = await told('po-registro-imprese')
    const READ = 'mutation($ids: [String!]!) { noticesRead(ids: $ids) { ... on Notices { unread } } }'
    const ids = notices.slice(0, 2).map(({ id }) => id)
    await (await as('po-promozione')).ask(READ, { ids })
    expect((await told('po-registro-imprese')).unread).toBe(unread)
    expect(await (await as('po-registro-imprese')).ask(READ, { ids })).toEqual({ noticesRead: { unread: unread - 2 } })
  })

  it('[NO5.6] wait for a mail server that is out of order, and none is lost', async () => {
    expect(mailbox.letters).toEqual([])
    day = '2021-09-06'
    hour = '03'
    await round()
    expect(mailbox.letters).toEqual([])
    hour = '08'
    mailbox.fail(true)
    await round()
    expect(mailbox.letters).toEqual([])
    mailbox.fail(false)
    // A process that took notices and did not send them leaves them to the others after a while.
    hour = '09'
    await Promise.all([round(), round()])
    const to = mailbox.letters.map((letter) => letter.to?.[0]?.address)
    expect(to.sort()).toEqual(['po-registro-imprese@ente.it', 'segretario-generale@ente.it'])
  })

  it('[NO5.2] go out in one letter a day', async () => {
    const own = mailbox.letters.find((letter) => letter.to?.[0]?.address === 'po-registro-imprese@ente.it')
    expect(own?.subject).toMatch(/avvisi$/)
    expect(own?.text).toContain('https://traguardo.ente.it/misure')
    expect(own?.headers.find(({ key }) => key === 'list-unsubscribe')?.value).toContain('/preferenze')
    await round()
    expect(mailbox.letters).toHaveLength(2)
  })

  it('[NO5.5] go out at seven in Rome, in winter as in summer', async () => {
    const write = (id: string, at: string) =>
      orm.em
        .fork()
        .execute(
          `insert into "notice" ("id", "body", "person", "key", "kind", "subject", "text", "link", "at") values (?, 'CCIAA-MS', 'po-registro-imprese', ?, 'x', ?, 'x', '/', ?)`,
          [id, id, id, at],
        )
    const mailed = () => mailbox.letters.flatMap(({ text }) => text?.match(/^\* winter-\d/gm) ?? [])
    const before = [day, hour] as const
    await write('winter-1', '2021-12-10T05:30:00.000Z')
    day = '2021-12-10'
    hour = '05'
    await round()
    expect(mailed()).toEqual([])
    await write('winter-2', '2021-12-10T06:10:00.000Z')
    hour = '06'
    await round()
    expect(mailed()).toEqual(['* winter-1'])
    ;[day, hour] = before
  })

  it('[NO5.4] whoever wants no mail gets what the law wants told', async () => {
    await orm.em.fork().execute(`update "account" set "mail" = 'none' where "username" = 'po-registro-imprese'`)
    const before = mailbox.letters.length
    const sg = await as('segretario-generale')
    await sg.ask('mutation { sheetStep(year: 2021, sheet: "PO2", step: "assigned", remarks: "") { __typename } }')
    await round()
    expect(mailbox.letters).toHaveLength(before + 1)
    expect(mailbox.letters.at(-1)?.text).toContain('obiettivi individuali')
  })

  it('[NO5.3] whoever wants no mail gets nothing else', async () => {
    const before = mailbox.letters.length
    day = '2021-09-12'
    await round()
    day = '2021-09-13'
    await round()
    expect(mailbox.letters.slice(before).map((letter) => letter.to?.[0]?.address)).not.toContain(
      'po-registro-imprese@ente.it',
    )
    day = '2021-09-05'
  })

  it('[NO5.1] go out at once to whoever wants each', async () => {
    const em = orm.em.fork()
    await em.execute(`update "account" set "mail" = 'each' where "username" = 'segretario-generale'`)
    await round()
    const before = mailbox.letters.length
    await em.execute(
      `insert into "notice" ("id", "body", "person", "key", "kind", "subject", "text", "link", "at") values ('e', 'CCIAA-MS', 'segretario-generale', 'e', 'x', 'Subito', 'x', '/', '2021-09-05T03:00:00.000Z')`,
    )
    await round()
    expect(mailbox.letters.slice(before).map(({ text }) => text?.includes('Subito'))).toEqual([true])
    await round()
    expect(mailbox.letters).toHaveLength(before + 1)
  })

  it('[NO5.7] of a thousand that nobody can mail hold up none that somebody waits for', async () => {
    const many = Array.from({ length: 1001 }, (_, at) => at)
    const em = orm.em.fork()
    for (const one of many)
      await em.execute(
        `insert into "notice" ("id", "body", "person", "key", "kind", "subject", "text", "link", "at") values ('z${one}', 'CCIAA-MS', 'po-promozione', 'z${one}', 'x', 'x', 'x', '/', '2021-01-01T08:00:00.000Z')`,
      )
    const before = mailbox.letters.length
    await em.execute(`update "account" set "mail" = 'each' where "username" = 'segretario-generale'`)
    await em.execute(
      `insert into "notice" ("id", "body", "person", "key", "kind", "subject", "text", "link", "at") values ('y', 'CCIAA-MS', 'segretario-generale', 'y', 'x', 'Da leggere', 'x', '/', '2021-09-05T03:00:00.000Z')`,
    )
    await round()
    expect(mailbox.letters.slice(before).map(({ text }) => text?.includes('Da leggere'))).toEqual([true])
    await em.execute(`delete from "notice" where "id" like 'z%'`)
  })

  it('are also a calendar that any program reads, whose address is the secret', async () => {
    const head = await as('po-registro-imprese')
    const { mySettings } = await head.ask<{ mySettings: { feed: string } }>(
      '{ mySettings { ... on OwnSettings { feed } } }',
    )
    const get = (url: string) => api.app.inject({ method: 'GET', url })
    const feed = await get(new URL(mySettings.feed).pathname)
    expect(feed.headers['content-type']).toContain('text/calendar')
    expect(feed.body).toContain('BEGIN:VEVENT')
    expect(feed.body).toMatch(/DTSTART;VALUE=DATE:20210915/)
    expect(feed.body).toContain('II quadrimestre 2021: scade')
    // Long lines go on in the next one (RFC 5545).
    const linesOf = (body: string) => body.replaceAll('\r\n ', '').split('\r\n')
    const own = linesOf(feed.body)
    expect(own.filter((line) => /^URL.*\/misure$/.test(line)).length).toBeGreaterThan(3)
    expect(own.filter((line) => line.startsWith('UID:')).length).toBe(
      new Set(own.filter((line) => line.startsWith('UID:'))).size,
    )
    expect(feed.headers['cache-control']).toBe('private, max-age=3600')
    const above = await (
      await as('segretario-generale')
    ).ask<{ mySettings: { feed: string } }>('{ mySettings { ... on OwnSettings { feed } } }')
    const validated = linesOf((await get(new URL(above.mySettings.feed).pathname)).body)
    // The day after the deadline of the first quadrimestre.
    expect(validated).toContain('SUMMARY:I quadrimestre 2021: da validare')
    expect(validated).toContain('DTSTART;VALUE=DATE:20210516')
    expect(validated.filter((line) => /^URL.*\/rilevazione$/.test(line)).length).toBeGreaterThan(3)
    expect((await get('/calendario/nessuno-ha-questo-indirizzo-qui.ics')).statusCode).toBe(404)
  })

  it('count as many statements for many notices as for few', async () => {
    const ask = () => told('po-registro-imprese')
    await ask()
    api.statements()
    await ask()
    const few = api.statements().length
    for (let one = 0; one < 30; one++)
      await orm.em
        .fork()
        .execute(
          `insert into "notice" ("id", "body", "person", "key", "kind", "subject", "text", "link", "at") values ('n${one}', 'CCIAA-MS', 'po-registro-imprese', 'k${one}', 'x', 'x', 'x', '/', '2021-09-05T08:00:00.000Z')`,
        )
    api.statements()
    await ask()
    expect(api.statements()).toHaveLength(few)
  })
})

it('[NO7.2] a round that takes longer than its time is left, and the next one begins', async () => {
  const errors: unknown[] = []
  let begun = 0
  let isOver = false
  const run = (signal: AbortSignal) => {
    begun += 1
    signal.addEventListener('abort', () => (isOver = true))
    return new Promise<void>(() => undefined)
  }
  const stop = startScheduler({ name: 'x', limit: 100, run }, 0.05, (error) => errors.push(error), {
    debug: () => undefined,
  } as never)
  await expect.poll(() => begun).toBeGreaterThan(1)
  expect(isOver).toBe(true)
  expect(String(errors[0])).toContain('took longer')
  void stop()
})

it('days pass by themselves on a clock that is fixed', () =>
  expect(romeDay(fixedDayClock('2021-09-05').now())).toBe('2021-09-05'))
