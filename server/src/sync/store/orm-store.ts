import { IsolationLevel } from '@mikro-orm/core'
import type { QBFilterQuery } from '@mikro-orm/knex'
import { PostgreSqlDriver } from '@mikro-orm/postgresql'
import type { HeadStore, HeadTransaction, OperationRecord, RegisterState } from '@traguardo/shared/sync'
import { inTransaction } from '../../kernel/db/in-transaction'
import type { EntityManager } from '../../kernel/db/orm'
import { type Actor, appendEntry, type ActedEvent } from '../../kernel/audit/append'
import { eventsOf, operationRow, readTexts, recordOf, registerOf, registerRow, nodesOn } from './rows'
import { RegisterEntity } from './register.entity'
import { CounterEntity } from './counter.entity'
import { OperationEntity } from './operation.entity'
import { ScopeSumEntity } from './scope-sum.entity'
import { SettingEntity } from '../../kernel/db/setting.entity'
import { chunksOf, upsertAll } from '../../kernel/db/rows'

/** Rows are read as they stand: what was written a moment ago in the same transaction included. */
const asItStands = { disableIdentityMap: true } as const

/** Never decided, or put off. */
const UNDECIDED = [{ verdictType: null }, { verdictType: 'deferred' }] as const
const REFUSED = ['conflict', 'rejected'] as const
/** Conditions of pending operations: never decided or put off, or a conflict or refusal that nobody has dealt with. */
const PENDING = [...UNDECIDED, { verdictType: { $in: [...REFUSED] }, settlement: null }] as const
const DECIDED = [
  { verdictType: { $in: ['applied', 'merged'] } },
  { verdictType: { $in: [...REFUSED] }, settlement: { $ne: null } },
] as const

type Where = QBFilterQuery<OperationEntity>

interface Order {
  readonly orderBy: { readonly seq: 'asc' } | { readonly stamp: 'asc' }
  readonly limit?: number
}

const BY_SEQ: Order = { orderBy: { seq: 'asc' } }

function transactionOn(
  em: EntityManager,
  mayWrite: boolean,
  tell?: (records: readonly OperationRecord[]) => void,
): HeadTransaction {
  /** Rows without entities: thousands are read at once, and nothing of them is watched. */
  async function records(where: Where, { orderBy, limit }: Order): Promise<OperationRecord[]> {
    const query = em.createQueryBuilder(OperationEntity).select('*').where(where).orderBy(orderBy)
    const rows = await (limit === undefined ? query : query.limit(limit)).execute<OperationEntity[]>('all')
    return rows.map((row) => recordOf(readTexts(row, ['key', 'content', 'verdict', 'decision', 'settlement'])))
  }
  async function states(where: QBFilterQuery<RegisterEntity>, limit?: number): Promise<RegisterState[]> {
    const query = em.createQueryBuilder(RegisterEntity).select('*').where(where).orderBy({ stamp: 'asc' })
    const rows = await (limit === undefined ? query : query.limit(limit)).execute<RegisterEntity[]>('all')
    return rows.map((row) => registerOf(readTexts(row, ['content'])))
  }
  return {
    async operations(ids) {
      const pages = []
      for (const chunk of chunksOf(ids)) pages.push(await records({ id: { $in: [...chunk] } }, BY_SEQ))
      return pages.flat()
    },
    pending: () => records({ $or: [...PENDING] } as Where, BY_SEQ),
    pendingOn: (register) => records({ register, $or: [...PENDING] } as Where, BY_SEQ),
    outbox: (limit) => records({ $or: [...UNDECIDED] } as Where, { ...BY_SEQ, limit }),
    decided: () => records({ $or: [...DECIDED] } as Where, BY_SEQ),
    provisional: (limit) => records({ provisional: true }, { orderBy: { stamp: 'asc' }, limit }),
    async markSent(ids) {
      for (const chunk of chunksOf(ids))
        await em.nativeUpdate(OperationEntity, { id: { $in: [...chunk] } }, { sent: true })
    },
    putOperations(rows) {
      tell?.(rows)
      return upsertAll(em, OperationEntity, rows.map(operationRow))
    },
    async removeOperations(ids) {
      for (const chunk of chunksOf(ids)) await em.nativeDelete(OperationEntity, { id: { $in: [...chunk] } })
    },
    async takenSeqs(node, seqs) {
      const pages = []
      for (const chunk of chunksOf(seqs)) pages.push(await records({ node, seq: { $in: [...chunk] } }, BY_SEQ))
      return pages.flat()
    },
    async lastSeq(node) {
      const [last] = await em.find(OperationEntity, { node }, { ...asItStands, orderBy: { seq: 'desc' }, limit: 1 })
      return last?.seq ?? 0
    },
    tray(body, stamp, { persons, lateIn }, limit) {
      const told = [{ relayed: true }, { verdictType: { $in: [...REFUSED] } }]
      const own = { person: { $in: [...persons] }, $or: told }
      const late = { late: true, scope: { $in: [...lateIn] } }
      const where = { body, stamp: { $gt: stamp }, $or: lateIn.length > 0 ? [own, late] : [own] }
      return records(where as Where, { orderBy: { stamp: 'asc' }, limit })
    },
    async registers(ids) {
      const pages = []
      for (const chunk of chunksOf(ids)) pages.push(await states({ id: { $in: [...chunk] } }))
      return pages.flat()
    },
    registersSince: (body, stamp, scopes, limit) =>
      states({ body, stamp: { $gt: stamp }, ...(scopes ? { scope: { $in: [...scopes] } } : {}) }, limit),
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
      const rows = await em.find(ScopeSumEntity, { body }, { ...asItStands, orderBy: { scope: 'asc' } })
      return rows.map(({ scope, sum }) => ({ scope, sum }))
    },
    putScopeSums: (body, sums) =>
      upsertAll(
        em,
        ScopeSumEntity,
        sums.map((sum) => ({ body, ...sum })),
      ),
    async count(name, add) {
      if (!mayWrite) return (await em.findOne(CounterEntity, { name }, asItStands))?.value ?? 0
      // One statement that makes the row or locks it: on PostgreSQL other writers of the body wait here for the commit.
      const sql =
        'insert into "counter" ("name", "value") values (?, ?) ' +
        'on conflict ("name") do update set "value" = "counter"."value" + excluded."value" returning "value"'
      const rows = await em.execute<{ value: number }[]>(sql, [name, add], 'all')
      return Number(rows[0]?.value)
    },
    async setting(name) {
      return (await em.findOne(SettingEntity, { name }, asItStands))?.value ?? null
    },
    async putSetting(name, value) {
      await em.upsert(SettingEntity, { name, value })
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
