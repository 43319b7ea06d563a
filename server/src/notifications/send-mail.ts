import { romeDay } from '@traguardo/shared/calendar'
import type { IsoInstant } from '@traguardo/shared/model'
import { ACCOUNT_KINDS, LEGAL_KINDS } from '@traguardo/shared/notices'
import { AccountEntity } from '../identity/accounts/account.entity'
import { BodyEntity } from '../identity/organisation/body.entity'
import type { AppPorts } from '../kernel/context'
import { inTransaction } from '../kernel/db/in-transaction'
import type { EntityManager } from '../kernel/db/orm'
import { noticeLetter } from '../kernel/mail/letters'
import type { Mailer } from '../kernel/mail/mailer'
import { NoticeEntity } from '../identity/accounts/notice.entity'

/** Another process that took a notice and died: after this time it is taken again. */
const CLAIM_MINUTES = 10
/** Minutes for which a notification about the account goes out also where it was read. */
const READ_MINUTES = 24 * 60
/** Notices of a body that go out in one go. */
const MOST = 1000
/** Letters in a row that were not taken: then the others of the body wait for the next round. */
const MOST_FAILURES = 5
/** The letter of the day goes out from this hour on, in Rome. */
const MORNING = 7

const earlier = (now: IsoInstant, minutes: number): IsoInstant =>
  new Date(Date.parse(now) - minutes * 60_000).toISOString()

const romeHour = (instant: IsoInstant): number =>
  Number(new Date(instant).toLocaleString('en-GB', { timeZone: 'Europe/Rome', hour: '2-digit', hour12: false }))

/**
 * Returns the moment before which notifications go into the letter of the day: seven o'clock today; empty before it has
 * struck.
 */
function dailyBefore(now: IsoInstant): IsoInstant | '' {
  if (romeHour(now) < MORNING) return ''
  const [summer, winter] = [`${romeDay(now)}T05:00:00.000Z`, `${romeDay(now)}T06:00:00.000Z`]
  return romeHour(summer) === MORNING ? summer : winter
}

/**
 * Returns the notifications to be mailed now, by what each person chose [NO5, RI21]: at once, in the letter of the day,
 * or only what the law wants told; to whoever holds the position today, of what they were told there [RI66]. People to
 * whom nobody can write are not among them, and what failed comes after what was never tried.
 */
async function dueOf(
  em: EntityManager,
  body: string,
  now: IsoInstant,
): Promise<ReadonlyMap<string, readonly NoticeEntity[]>> {
  const always = [...LEGAL_KINDS, ...ACCOUNT_KINDS]
  const places = (kinds: readonly string[]) => kinds.map(() => '?').join(', ')
  const rows = await em.execute<{ id: string; username: string }[]>(
    'select n."id", a."username" from "notice" n ' +
      'join "person" p on p."body_code" = n."body" and p."code" = n."person" ' +
      'join "holder" h on h."person_id" = p."id" and (n."holder" is null or n."holder" = h."id") ' +
      'and ((h."valid_from" is null or h."valid_from" <= ?) and (h."valid_to" is null or h."valid_to" >= ?) ' +
      // A notification about the account is told after the days too.
      `or n."holder" = h."id" and n."kind" in (${places(ACCOUNT_KINDS)})) ` +
      'join "account" a on a."username" = h."account_username" ' +
      'where n."body" = ? and n."mailed_at" is null ' +
      // An intruder with a stolen password must not keep its letter back by reading it in the app.
      `and (n."read_at" is null or (n."kind" in (${places(ACCOUNT_KINDS)}) and n."at" > ?)) ` +
      'and (n."claimed_at" is null or n."claimed_at" < ?) and a."email" is not null and a."disabled_at" is null ' +
      `and (a."mail" = 'each' or n."kind" in (${places(always)}) or (a."mail" = 'daily' and n."at" < ?)) ` +
      'order by case when n."claimed_at" is null then 0 else 1 end, n."at", n."id" limit ?',
    [
      ...[romeDay(now), romeDay(now), ...ACCOUNT_KINDS, body],
      ...ACCOUNT_KINDS,
      earlier(now, READ_MINUTES),
      earlier(now, CLAIM_MINUTES),
      ...always,
      dailyBefore(now),
      MOST,
    ],
    'all',
  )
  const found = await em.find(NoticeEntity, { id: { $in: rows.map(({ id }) => id) } })
  const byId = new Map(found.map((notice) => [notice.id, notice]))
  const due = new Map<string, NoticeEntity[]>()
  for (const { id, username } of rows) {
    const notice = byId.get(id)
    if (notice) due.set(username, [...(due.get(username) ?? []), notice])
  }
  return due
}

/** Takes notices for this process: of two that reach for the same, one gets them. */
async function claim(
  em: EntityManager,
  notices: readonly NoticeEntity[],
  now: IsoInstant,
): Promise<readonly NoticeEntity[]> {
  const taken: NoticeEntity[] = []
  const inOrder = [...notices].sort((a, b) => (a.id < b.id ? -1 : 1))
  // In one transaction and one order: on PostgreSQL the second waits at the first notice, and finds all of them taken.
  await inTransaction(em, async (tx) => {
    for (const notice of inOrder) {
      const where = {
        id: notice.id,
        mailedAt: null,
        $or: [{ claimedAt: null }, { claimedAt: { $lt: earlier(now, CLAIM_MINUTES) } }],
      }
      if ((await tx.nativeUpdate(NoticeEntity, where, { claimedAt: now })) === 1) taken.push(notice)
    }
  })
  return notices.filter((notice) => taken.includes(notice))
}

async function mailBody({ ports, orm, mail, signal }: Post, body: string): Promise<void> {
  const now = ports.clock.now(body)
  const em = orm.fork()
  const due = await dueOf(em, body, now)
  const accounts = await em.find(AccountEntity, { username: { $in: [...due.keys()] } })
  const addresses = new Map(accounts.map(({ username, email }) => [username, email]))
  let failures = 0
  for (const [username, notices] of due) {
    if (signal.aborted || failures === MOST_FAILURES) return
    const to = addresses.get(username)
    const own = to ? await claim(em, notices, now) : []
    if (!to || own.length === 0) continue
    try {
      await mail.send({ to, unsubscribe: `${ports.address}/preferenze`, ...noticeLetter(own, ports.address) })
      await em.nativeUpdate(NoticeEntity, { id: { $in: own.map(({ id }) => id) } }, { mailedAt: now })
      failures = 0
    } catch (error) {
      failures += 1
      ports.log(error)
    }
  }
}

interface Post {
  readonly ports: AppPorts
  readonly orm: EntityManager
  readonly mail: Mailer
  readonly signal: AbortSignal
}

/**
 * Mails what is due: one letter to each person, of everything there is to tell. Whatever fails stays and goes out later, and
 * what goes wrong in one body keeps no other waiting [NO7].
 */
export async function sendMail(ports: AppPorts, orm: EntityManager, mail: Mailer, signal: AbortSignal): Promise<void> {
  for (const { code } of await orm.fork().find(BodyEntity, {}, { orderBy: { code: 'asc' } })) {
    if (signal.aborted) return
    try {
      await mailBody({ ports, orm, mail, signal }, code)
    } catch (error) {
      if (!signal.aborted) ports.log(error)
    }
  }
}
