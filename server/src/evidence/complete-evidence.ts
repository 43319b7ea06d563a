import type { IsoInstant } from '@traguardo/shared/model'
import { counterOf } from '@traguardo/shared/sync'
import type { Em } from '../db/orm'
import { ormStore } from '../sync/store/orm-store'
import { upsert } from '../db/write-rows'
import { RegisterEntity } from '../values/register.entity'
import { EvidenceFileEntity } from './evidence-file.entity'

/** A file that was checked. */
export interface ArrivedFile {
  readonly sha256: string
  readonly size: number
  readonly mime: string
  readonly at: IsoInstant
}

/** Writes that a file has arrived, and tells everybody who holds a register that names it [SY28]. */
export async function completeEvidence(em: Em, { at, ...file }: ArrivedFile): Promise<void> {
  await upsert(em, 'evidence_file', ['sha256'], [{ ...file, arrived_at: at }])
  const field = `evidence/${file.sha256}` as const
  const rows = await em.fork().find(RegisterEntity, { field, complete: false })
  for (const body of new Set(rows.map((row) => row.body)))
    await ormStore(em).transaction(async (tx) => {
      const from = await tx.count(counterOf(body), 0)
      const ids = rows.filter((row) => row.body === body).map(({ id }) => id)
      const waiting = (await tx.registers(ids)).filter(({ complete }) => !complete)
      await tx.putRegisters(waiting.map((state, at) => ({ ...state, complete: true, stamp: from + at + 1 })))
      await tx.count(counterOf(body), waiting.length)
    })
}

/** Which of these files have arrived? One statement. */
export async function arrivedAmong(em: Em, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set()
  const rows = await em.find(EvidenceFileEntity, { sha256: { $in: [...hashes] } })
  return new Set(rows.map(({ sha256 }) => sha256))
}

/** Files that operations name. */
export const hashesIn = (operations: readonly { readonly content?: unknown }[]): readonly string[] =>
  operations.flatMap(({ content }) => {
    const { sha256 } = (typeof content === 'object' && content !== null ? content : {}) as { readonly sha256?: unknown }
    return typeof sha256 === 'string' ? [sha256] : []
  })
