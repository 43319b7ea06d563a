import { romeDay } from '@traguardo/shared/calendar'
import type { IsoInstant } from '@traguardo/shared/model'
import { ACCOUNT_KINDS, LEGAL_KINDS } from '@traguardo/shared/notices'
import type { Em } from '../../kernel/db/orm'
import { SiteEntity } from '../../sites/head/site.entity'

/** How long ago somebody was heard of. */
export const AGES = ['hour', 'day', 'week', 'month', 'older', 'never'] as const
export type Age = (typeof AGES)[number]

/** Something that waits: how many, and since when the oldest; null where nothing does. */
export interface Waiting {
  readonly count: number
  readonly since: IsoInstant | null
}

/** What the database says about who is behind and what waits. Nothing in it is anybody's [RI51]. */
export interface WaitingWork {
  readonly devices: ReadonlyMap<Age, number>
  readonly sites: ReadonlyMap<Age, number>
  /** Operations that sites hold back, as they reported; since when the site that holds any was not heard of. */
  readonly atSites: Waiting
  /** At a site: operations that the head office has still to decide. */
  readonly operations: Waiting
  /** Pieces of evidence whose bytes have not arrived. */
  readonly files: Waiting
  readonly mail: Waiting
  readonly push: Waiting
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const LIMITS = [
  ['hour', HOUR],
  ['day', DAY],
  ['week', 7 * DAY],
  ['month', 30 * DAY],
] as const

const before = (now: IsoInstant, milliseconds: number): IsoInstant =>
  new Date(Date.parse(now) - milliseconds).toISOString()

function ageOf(lastSeen: IsoInstant | null, now: IsoInstant): Age {
  if (lastSeen === null) return 'never'
  return LIMITS.find(([, limit]) => lastSeen >= before(now, limit))?.[0] ?? 'older'
}

async function waiting(em: Em, since: string, where: string, args: readonly unknown[] = []): Promise<Waiting> {
  const [row] = await em.execute<{ n: number | string; since: string | null }[]>(
    `select count(*) as "n", min(${since}) as "since" from ${where}`,
    [...args],
    'all',
  )
  return { count: Number(row?.n ?? 0), since: row?.since ?? null }
}

async function devicesBy(em: Em, now: IsoInstant): Promise<ReadonlyMap<Age, number>> {
  const cases = LIMITS.map(([age]) => `when "last_seen" >= ? then '${age}'`).join(' ')
  const rows = await em.execute<{ age: Age; n: number | string }[]>(
    `select (case ${cases} else 'older' end) as "age", count(*) as "n" from "device" ` +
      `where "revoked_at" is null and "person" <> '' group by 1`,
    LIMITS.map(([, limit]) => before(now, limit)),
    'all',
  )
  return new Map(rows.map(({ age, n }) => [age, Number(n)]))
}

async function sitesBy(em: Em, now: IsoInstant): Promise<Pick<WaitingWork, 'sites' | 'atSites'>> {
  const found = await em.find(SiteEntity, { revokedAt: null }, { fields: ['lastSeen', 'report'] })
  const sites = new Map<Age, number>()
  let atSites: Waiting = { count: 0, since: null }
  for (const { lastSeen, report } of found) {
    const age = ageOf(lastSeen, now)
    sites.set(age, (sites.get(age) ?? 0) + 1)
    if (!report || report.waiting === 0) continue
    const since = atSites.since === null || (lastSeen ?? '') < atSites.since ? lastSeen : atSites.since
    atSites = { count: atSites.count + report.waiting, since }
  }
  return { sites, atSites }
}

/** Letters that would go out at some time: unread, to somebody who has an address and wants them, or must have them. */
const LETTERS =
  '"notice" n join "person" p on p."body_code" = n."body" and p."code" = n."person" ' +
  'join "holder" h on h."person_id" = p."id" and (n."holder" is null or n."holder" = h."id") ' +
  'and (h."valid_from" is null or h."valid_from" <= ?) and (h."valid_to" is null or h."valid_to" >= ?) ' +
  'join "account" a on a."username" = h."account_username" where n."mailed_at" is null and n."read_at" is null ' +
  'and a."email" is not null and a."disabled_at" is null '
const BROWSERS =
  '"notice" n where n."pushed_at" is null and n."read_at" is null and exists (select 1 from "person" p ' +
  'join "holder" h on h."person_id" = p."id" and (n."holder" is null or n."holder" = h."id") ' +
  'and (h."valid_from" is null or h."valid_from" <= ?) and (h."valid_to" is null or h."valid_to" >= ?) ' +
  'join "push_subscription" s on s."account_username" = h."account_username" ' +
  'where p."body_code" = n."body" and p."code" = n."person")'

/** Asks the database, in as many statements for a large installation as for a small one. */
export async function waitingWork(em: Em, now: IsoInstant): Promise<WaitingWork> {
  const today = romeDay(now)
  const always = [...LEGAL_KINDS, ...ACCOUNT_KINDS]
  const wanted = `and (a."mail" <> 'none' or n."kind" in (${always.map(() => '?').join(', ')}))`
  return {
    devices: await devicesBy(em, now),
    ...(await sitesBy(em, now)),
    operations: await waiting(em, '"received_at"', '"operation" where "provisional" = ?', [true]),
    files: await waiting(em, '"at"', '"register" where "complete" = ?', [false]),
    mail: await waiting(em, 'n."at"', LETTERS + wanted, [today, today, ...always]),
    push: await waiting(em, 'n."at"', BROWSERS, [today, today]),
  }
}
