import { romeDay } from '@traguardo/shared/calendar'
import type { IsoInstant } from '@traguardo/shared/model'
import { ACCOUNT_KINDS, LEGAL_KINDS } from '@traguardo/shared/notices'
import type { Verdict } from '@traguardo/shared/sync'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { EntityManager, Orm } from '../../kernel/db/orm'
import { SiteEntity } from '../../sites/head/site.entity'
import type { Clock } from '../../kernel/runtime/clock'
import { VERSION } from '../../kernel/runtime/version'

/** Ages of the last sign of life. */
const AGES = ['hour', 'day', 'week', 'month', 'older', 'never'] as const
type Age = (typeof AGES)[number]

/** Something that waits: how many, and since when the oldest; null where nothing does. */
interface Waiting {
  readonly count: number
  readonly since: IsoInstant | null
}

/** Counts from the database of who is behind and what waits. Nothing in it is anybody's [RI51]. */
interface WaitingWork {
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

async function waiting(
  em: EntityManager,
  since: string,
  where: string,
  args: readonly unknown[] = [],
): Promise<Waiting> {
  const [row] = await em.execute<{ n: number | string; since: string | null }[]>(
    `select count(*) as "n", min(${since}) as "since" from ${where}`,
    [...args],
    'all',
  )
  return { count: Number(row?.n ?? 0), since: row?.since ?? null }
}

async function devicesBy(em: EntityManager, now: IsoInstant): Promise<ReadonlyMap<Age, number>> {
  const cases = LIMITS.map(([age]) => `when "last_seen" >= ? then '${age}'`).join(' ')
  const rows = await em.execute<{ age: Age; n: number | string }[]>(
    `select (case ${cases} else 'older' end) as "age", count(*) as "n" from "device" ` +
      `where "revoked_at" is null and "person" <> '' group by 1`,
    LIMITS.map(([, limit]) => before(now, limit)),
    'all',
  )
  return new Map(rows.map(({ age, n }) => [age, Number(n)]))
}

async function sitesBy(em: EntityManager, now: IsoInstant): Promise<Pick<WaitingWork, 'sites' | 'atSites'>> {
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
async function waitingWork(em: EntityManager, now: IsoInstant): Promise<WaitingWork> {
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

/** Numbers of one running server, for Prometheus. */
export interface Metrics {
  /** A request was answered. */
  answered(route: string, method: string, status: number, seconds: number): void
  /** Operations were decided. */
  decided(verdicts: readonly Verdict[]): void
  /** All of it, in the text format of Prometheus. */
  text(): Promise<string>
}

/** Milliseconds for which an answer of the database holds: whoever asks more often costs nothing more. */
const FRESH = 10_000
/** A database that does not answer keeps nobody waiting. Milliseconds. */
const PATIENCE = 5_000
const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'OPTIONS'])

/** The part of the pool of connections that is looked at. */
interface Pool {
  numUsed(): number
  numFree(): number
  numPendingAcquires(): number
}

const inTime = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_done, fail) => void setTimeout(() => fail(new Error('no answer')), PATIENCE).unref()),
  ])

/** Makes the two gauges of things that wait: how many, and how old the oldest is. */
function waitingGauges(registers: [Registry], what: string, help: string, now: () => string) {
  const count = new Gauge({ name: `traguardo_${what}_waiting`, help, registers })
  const name = `traguardo_${what}_oldest_seconds`
  const age = new Gauge({ name, help: `${help}: age of the oldest, 0 where none waits`, registers })
  return (waiting: Waiting): void => {
    count.set(waiting.count)
    age.set(waiting.since === null ? 0 : Math.max(0, (Date.parse(now()) - Date.parse(waiting.since)) / 1000))
  }
}

/** Gauges of what the database says. */
function standingGauges(registers: [Registry], now: () => string): (standing: WaitingWork) => void {
  const labelNames = ['heard'] as const
  const heard = (name: string, help: string) => new Gauge({ name, help, labelNames, registers })
  const devices = heard('traguardo_devices', 'Devices of people, by how long ago they were heard of')
  const sites = heard('traguardo_sites', 'Remote sites, by how long ago they were heard of')
  const waits = (what: string, help: string) => waitingGauges(registers, what, help, now)
  const show = {
    atSites: waits('site_operations', 'Operations that wait at sites, as they reported'),
    operations: waits('operations', 'At a site: operations that the head office has still to decide'),
    files: waits('files', 'Pieces of evidence whose bytes have not arrived'),
    mail: waits('mail', 'Notices that are to be mailed'),
    push: waits('push', 'Notices that browsers are to be told'),
  }
  return (standing) => {
    for (const age of AGES) {
      devices.set({ heard: age }, standing.devices.get(age) ?? 0)
      sites.set({ heard: age }, standing.sites.get(age) ?? 0)
    }
    for (const [name, set] of Object.entries(show)) set(standing[name as keyof typeof show])
  }
}

/** Begins to count. Labels come from fixed sets, and no number is anybody's [RI51]. */
export function openMetrics(orm: Orm, clock: Clock, database: string): Metrics {
  const registry = new Registry()
  const registers: [Registry] = [registry]
  collectDefaultMetrics({ register: registry })
  const asked = new Histogram({
    name: 'traguardo_http_request_seconds',
    help: 'Requests, by route, method and status',
    labelNames: ['route', 'method', 'status'],
    buckets: SECONDS,
    registers,
  })
  const statements = new Counter({ name: 'traguardo_sql_statements_total', help: 'SQL statements', registers })
  const verdicts = new Counter({
    name: 'traguardo_sync_verdicts_total',
    help: 'Operations decided here, by verdict',
    labelNames: ['verdict'],
    registers,
  })
  const pool = new Gauge({
    name: 'traguardo_db_connections',
    help: 'Connections to the database, by what they do; waiting: requests for one',
    labelNames: ['state'],
    registers,
  })
  const up = new Gauge({ name: 'traguardo_database_up', help: '1 where the database answers', registers })
  const build = new Gauge({
    name: 'traguardo_build_info',
    help: 'What runs here',
    labelNames: ['version', 'node', 'database'],
    registers,
  })
  build.set({ version: VERSION, node: process.version, database }, 1)
  const show = standingGauges(registers, () => clock.now())
  const knex = orm.em.getConnection().getKnex()
  knex.on('query', () => statements.inc())

  async function look(): Promise<void> {
    try {
      show(await inTime(waitingWork(orm.em.fork(), clock.now())))
      up.set(1)
    } catch {
      // Values that were true before are not told any longer as if they were.
      up.set(0)
    }
  }
  let [looking, lookedAt] = [Promise.resolve(), Number.NEGATIVE_INFINITY]
  return {
    answered: (route, method, status, seconds) =>
      asked.observe({ route, method: METHODS.has(method) ? method : 'other', status }, seconds),
    decided: (all) => all.forEach(({ type }) => verdicts.inc({ verdict: type })),
    async text() {
      const now = performance.now()
      if (now - lookedAt > FRESH) [looking, lookedAt] = [look(), now]
      await looking
      const connections = (knex.client as { readonly pool: Pool }).pool
      pool.set({ state: 'used' }, connections.numUsed())
      pool.set({ state: 'free' }, connections.numFree())
      pool.set({ state: 'waiting' }, connections.numPendingAcquires())
      return registry.metrics()
    },
  }
}
