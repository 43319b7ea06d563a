import { IsolationLevel } from '@mikro-orm/core'
import { PostgreSqlDriver } from '@mikro-orm/postgresql'
import type { HeadStore, HeadTransaction, OperationRecord, RegisterState } from '@traguardo/shared/sync'
import { inTransaction } from '../../kernel/db/in-transaction'
import type { EntityManager } from '../../kernel/db/orm'
import { type Actor, appendEntry, type ActedEvent } from '../../kernel/audit/append'
import { eventsOf, operationRow, recordOf, registerOf, registerRow, nodesOn } from './rows'
import { RegisterEntity } from './register.entity'
import { CounterEntity } from './counter.entity'
import { OperationEntity } from './operation.entity'
import { ScopeSumEntity } from './scope-sum.entity'
import { SettingEntity } from '../../kernel/db/setting.entity'
import { chunksOf, questionMarks, readAll, readChunks, upsertAll } from '../../kernel/db/rows'

/** Never decided, or put off. */
const UNDECIDED = `("verdict_type" is null or "verdict_type" = 'deferred')`
const REFUSED = `"verdict_type" in ('conflict', 'rejected')`
/** Conditions of pending operations: never decided or put off, or a conflict or refusal that nobody has dealt with. */
const PENDING = `(${UNDECIDED} or (${REFUSED} and "settlement" is null))`
const DECIDED = `("verdict_type" in ('applied', 'merged') or (${REFUSED} and "settlement" is not null))`
const BY_SEQ = 'order by "seq"'
const BY_STAMP = 'order by "stamp"'

function transactionOn(
  em: EntityManager,
  mayWrite: boolean,
  tell?: (records: readonly OperationRecord[]) => void,
): HeadTransaction {
  const records = async (rest: string, values: readonly unknown[] = []): Promise<OperationRecord[]> =>
    (await readAll(em, OperationEntity, rest, values)).map(recordOf)
  const states = async (rest: string, values: readonly unknown[]): Promise<RegisterState[]> =>
    (await readAll(em, RegisterEntity, rest, values)).map(registerOf)
  /** Reads by any number of keys: so many at a time as one statement takes. */
  const some = <T, R>(keys: readonly T[], read: (places: string, chunk: readonly T[]) => Promise<R[]>) =>
    readChunks(keys, (chunk) => read(questionMarks(chunk), chunk)).then((found) => [...found])
  return {
    operations: (ids) => some(ids, (places, chunk) => records(`where "id" in (${places}) ${BY_SEQ}`, chunk)),
    pending: () => records(`where ${PENDING} ${BY_SEQ}`),
    pendingOn: (register) => records(`where "register" = ? and ${PENDING} ${BY_SEQ}`, [register]),
    outbox: (limit) => records(`where ${UNDECIDED} ${BY_SEQ} limit ?`, [limit]),
    decided: () => records(`where ${DECIDED} ${BY_SEQ}`),
    provisional: (limit) => records(`where "provisional" = ? ${BY_STAMP} limit ?`, [true, limit]),
    async markSent(ids) {
      for (const chunk of chunksOf(ids))
        await em.execute(
          `update "operation" set "sent" = ? where "id" in (${questionMarks(chunk)})`,
          [true, ...chunk],
          'run',
        )
    },
    putOperations(rows) {
      tell?.(rows)
      return upsertAll(em, OperationEntity, rows.map(operationRow))
    },
    async removeOperations(ids) {
      for (const chunk of chunksOf(ids)) await em.nativeDelete(OperationEntity, { id: { $in: [...chunk] } })
    },
    takenSeqs: (node, seqs) =>
      some(seqs, (places, chunk) => records(`where "node" = ? and "seq" in (${places}) ${BY_SEQ}`, [node, ...chunk])),
    async lastSeq(node) {
      const sql = 'select max("seq") as "last" from "operation" where "node" = ?'
      const [row] = await em.execute<{ last: number | null }[]>(sql, [node])
      return row?.last ?? 0
    },
    tray(body, stamp, { persons, lateIn }, limit) {
      const own = `("person" in (${questionMarks(persons)}) and ("relayed" = ? or ${REFUSED}))`
      const late = lateIn.length > 0 ? ` or ("late" = ? and "scope" in (${questionMarks(lateIn)}))` : ''
      return records(`where "body" = ? and "stamp" > ? and (${own}${late}) ${BY_STAMP} limit ?`, [
        ...[body, stamp, ...persons, true],
        ...(lateIn.length > 0 ? [true, ...lateIn] : []),
        limit,
      ])
    },
    registers: (ids) => some(ids, (places, chunk) => states(`where "id" in (${places}) ${BY_STAMP}`, chunk)),
    registersSince: (body, stamp, scopes, limit) =>
      states(
        `where "body" = ? and "stamp" > ?${scopes ? ` and "scope" in (${questionMarks(scopes)})` : ''} ${BY_STAMP} limit ?`,
        [body, stamp, ...(scopes ?? []), limit],
      ),
    putRegisters: (states) => upsertAll(em, RegisterEntity, states.map(registerRow)),
    async removeRegisters(ids) {
      for (const chunk of chunksOf(ids)) await em.nativeDelete(RegisterEntity, { id: { $in: [...chunk] } })
    },
    async removeScopes(body, scopes) {
      for (const chunk of chunksOf(scopes)) {
        await em.nativeDelete(RegisterEntity, { body, scope: { $in: [...chunk] } })
        await em.nativeDelete(ScopeSumEntity, { body, scope: { $in: [...chunk] } })
      }
    },
    async scopeSums(body) {
      const rows = await readAll(em, ScopeSumEntity, 'where "body" = ? order by "scope"', [body])
      return rows.map(({ scope, sum }) => ({ scope, sum }))
    },
    putScopeSums: (body, sums) =>
      upsertAll(
        em,
        ScopeSumEntity,
        sums.map((sum) => ({ body, ...sum })),
      ),
    async count(name, add) {
      if (!mayWrite) return (await readAll(em, CounterEntity, 'where "name" = ?', [name]))[0]?.value ?? 0
      // One statement that makes the row or locks it: on PostgreSQL other writers of the body wait here for the commit.
      const sql =
        'insert into "counter" ("name", "value") values (?, ?) ' +
        'on conflict ("name") do update set "value" = "counter"."value" + excluded."value" returning "value"'
      const rows = await em.execute<{ value: number }[]>(sql, [name, add], 'all')
      return Number(rows[0]?.value)
    },
    async setting(name) {
      return (await readAll(em, SettingEntity, 'where "name" = ?', [name]))[0]?.value ?? null
    },
    async putSetting(name, value) {
      await upsertAll(em, SettingEntity, [{ name, value }])
    },
    ...nodesOn(em),
  }
}

/**
 * The store port on the database. The commit is on the disk when a transaction resolves.
 * @param by who brings their own, as the record tells of them
 */
export function ormStore(em: EntityManager, by?: Pick<Actor, 'person' | 'holder'>): HeadStore {
  // SQLite reads one moment by itself; PostgreSQL has to be asked to.
  const oneMoment = em.getDriver() instanceof PostgreSqlDriver ? { isolationLevel: IsolationLevel.REPEATABLE_READ } : {}
  return {
    transaction: (work) =>
      inTransaction(em, async (tx) => {
        const events: ActedEvent[] = []
        const done = await work(transactionOn(tx, true, (records) => events.push(...eventsOf(records, by))))
        if (events.length > 0) await appendEntry(tx, events)
        return done
      }),
    reading: (work) => inTransaction(em, (tx) => work(transactionOn(tx, false)), oneMoment),
  }
}
