import {
  afterFailure,
  type DelayPolicy,
  FORGOTTEN_AFTER,
  NO_TRIES,
  type FailedTries,
  waitOf,
} from '@traguardo/shared/people'
import { inTransaction } from '../../../kernel/db/in-transaction'
import type { EntityManager } from '../../../kernel/db/orm'

/** Counter of tries: under a key that tells nobody what was typed. */
export interface TryCounter {
  readonly key: string
  readonly policy: DelayPolicy
}

interface Row {
  readonly failures: number | string
  readonly until: number | string
  readonly last: number | string
}

/** PostgreSQL gives large integers as texts. */
const triesOf = (row: Row | undefined): FailedTries =>
  row ? { failures: Number(row.failures), until: Number(row.until), last: Number(row.last) } : NO_TRIES

/** Reads a counter and keeps everybody else from it until the transaction ends. */
async function hold(tx: EntityManager, key: string): Promise<FailedTries> {
  const rows = await tx.execute<Row[]>(
    'insert into "attempt" ("key", "failures", "until", "last") values (?, 0, 0, 0) ' +
      'on conflict ("key") do update set "failures" = "attempt"."failures" returning "failures", "until", "last"',
    [key],
    'all',
  )
  return triesOf(rows[0])
}

/** A try that was let through and counted beforehand as a failure, or how many milliseconds it has to wait. */
export type Admission =
  { readonly wait: number } | { readonly wait: 0; readonly before: FailedTries; readonly after: FailedTries }

/**
 * Lets a try through and counts it as if it had failed, in one step: of fifty that come at once none gets past the count.
 * What succeeds is taken out again.
 */
export const admitTry = (em: EntityManager, { key, policy }: TryCounter, now: number): Promise<Admission> =>
  inTransaction(em, async (tx) => {
    const before = await hold(tx, key)
    const wait = waitOf(before, now)
    if (wait > 0) return { wait }
    const after = afterFailure(before, policy, now)
    await tx.execute('update "attempt" set "failures" = ?, "until" = ?, "last" = ? where "key" = ?', [
      after.failures,
      after.until,
      after.last,
      key,
    ])
    return { wait: 0, before, after }
  })

/**
 * Counts something within a span that begins with the first of it, and gives how many it were: one statement, so of fifty
 * that come at once, to whatever server, none gets past the count.
 * @param span milliseconds
 */
export async function countWithin(em: EntityManager, key: string, span: number, now: number): Promise<number> {
  const rows = await em.execute<Row[]>(
    'insert into "attempt" ("key", "failures", "until", "last") values (?, 1, ?, ?) on conflict ("key") do update set ' +
      '"failures" = case when "attempt"."until" > ? then "attempt"."failures" + 1 else 1 end, ' +
      '"until" = case when "attempt"."until" > ? then "attempt"."until" else ? end, "last" = ? ' +
      'returning "failures", "until", "last"',
    [key, now + span, now, now, now, now + span, now],
    'all',
  )
  return triesOf(rows[0]).failures
}

/** Milliseconds that this one has to wait: nothing is counted. */
export async function waitFor(em: EntityManager, key: string, now: number): Promise<number> {
  const rows = await em.execute<Row[]>(
    'select "failures", "until", "last" from "attempt" where "key" = ?',
    [key],
    'all',
  )
  return waitOf(triesOf(rows[0]), now)
}

/** Forgets what was counted: whoever it was is in. */
export async function clear(em: EntityManager, key: string): Promise<void> {
  await em.execute('delete from "attempt" where "key" = ?', [key], 'run')
}

/** Takes one try out again that was no failure. Those that came meanwhile stay. */
export async function takeBack(em: EntityManager, key: string, before: FailedTries, after: FailedTries): Promise<void> {
  const { affectedRows } = await em.execute<{ affectedRows: number }>(
    'update "attempt" set "failures" = ?, "until" = ?, "last" = ? where "key" = ? and "failures" = ? and "last" = ?',
    [before.failures, before.until, before.last, key, after.failures, after.last],
    'run',
  )
  if (affectedRows === 0)
    await em.execute(
      'update "attempt" set "failures" = "failures" - 1 where "key" = ? and "failures" > 0',
      [key],
      'run',
    )
}

/** Forgets whatever counts no more, or was counted by a clock that was set back since. */
export async function sweepTries(em: EntityManager, now: number): Promise<void> {
  await em.execute(
    'delete from "attempt" where "last" < ? or "last" > ?',
    [now - FORGOTTEN_AFTER, now + FORGOTTEN_AFTER],
    'run',
  )
}
