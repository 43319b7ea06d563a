import type { SyncStore, SyncTransaction } from '@traguardo/shared/sync'
import type { Em } from '../db/orm'
import { RegisterEntity } from '../values/register.entity'
import { OperationEntity } from './operation.entity'
import { operationRow, recordOf, registerOf, registerRow } from './rows'
import { SettingEntity } from './setting.entity'
import { chunksOf, upsert } from './upsert'

/** Rows are read as they stand: what was written a moment ago in the same transaction included. */
const asItStands = { disableIdentityMap: true } as const

/** What waits: never decided or put off, or a conflict or refusal that nobody has dealt with. */
const PENDING = {
  $or: [
    { verdictType: null },
    { verdictType: 'deferred' },
    { verdictType: { $in: ['conflict', 'rejected'] }, settled: false },
  ],
} as const

function transactionOn(em: Em): SyncTransaction {
  return {
    async operations(ids) {
      const pages = []
      for (const chunk of chunksOf(ids))
        pages.push(await em.find(OperationEntity, { id: { $in: [...chunk] } }, asItStands))
      return pages.flat().map(recordOf)
    },
    async pending() {
      const rows = await em.find(OperationEntity, { $or: [...PENDING.$or] }, { ...asItStands, orderBy: { seq: 'asc' } })
      return rows.map(recordOf)
    },
    putOperations: (records) => upsert(em, 'operation', 'id', records.map(operationRow)),
    async removeOperation(id) {
      await em.nativeDelete(OperationEntity, { id })
    },
    async takenSeqs(node, seqs) {
      const pages = []
      for (const chunk of chunksOf(seqs))
        pages.push(await em.find(OperationEntity, { node, seq: { $in: [...chunk] } }, asItStands))
      return pages.flat().map(recordOf)
    },
    async registers(ids) {
      const pages = []
      for (const chunk of chunksOf(ids))
        pages.push(await em.find(RegisterEntity, { id: { $in: [...chunk] } }, asItStands))
      return pages.flat().map(registerOf)
    },
    async registersSince(body, stamp, limit) {
      const where = { body, stamp: { $gt: stamp } }
      const rows = await em.find(RegisterEntity, where, { ...asItStands, orderBy: { stamp: 'asc' }, limit })
      return rows.map(registerOf)
    },
    putRegisters: (states) => upsert(em, 'register', 'id', states.map(registerRow)),
    async count(name, add) {
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
    putSetting: (name, value) => upsert(em, 'setting', 'name', [{ name, value }]),
  }
}

/** The store port on the database. The commit is on the disk when a transaction resolves. */
export function ormStore(em: Em): SyncStore {
  return { transaction: (work) => em.fork().transactional((tx) => work(transactionOn(tx as Em))) }
}
