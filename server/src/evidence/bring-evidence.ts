import type { IsoInstant } from '@traguardo/shared/model'
import { counterOf } from '@traguardo/shared/sync'
import type { Em } from '../db/orm'
import { insertNew, readChunks, upsert } from '../db/write-rows'
import { ormStore } from '../sync/store/orm-store'
import { RegisterEntity } from '../values/register.entity'
import { EvidenceClaimEntity } from './evidence-claim.entity'
import { EvidenceFileEntity } from './evidence-file.entity'
import { EvidenceOwnerEntity } from './evidence-owner.entity'

/** A file whose bytes are here and were checked. */
export interface CheckedFile {
  readonly sha256: string
  readonly size: number
  readonly mime: string
}

/** Whose bytes they were, in which body, and over which site ('' for none). */
export interface Owner {
  readonly body: string
  readonly person: string
  readonly via: string
}

/** Writes that a file is in the folder. Nobody may read it by that. */
export const keepFile = (em: Em, file: CheckedFile, at: IsoInstant): Promise<void> =>
  upsert(em, 'evidence_file', ['sha256'], [{ ...file, arrived_at: at }])

/** Registers of a body whose bytes were brought by one who put them there [SY40]. */
async function broughtRegisters(em: Em, body: string, hashes: readonly string[]): Promise<readonly string[]> {
  const owners = await readChunks(hashes, (sha256) => em.find(EvidenceOwnerEntity, { body, sha256: { $in: sha256 } }))
  const claims = await readChunks(hashes, (sha256) => em.find(EvidenceClaimEntity, { body, sha256: { $in: sha256 } }))
  const keyOf = ({ sha256, person, via }: EvidenceOwnerEntity | EvidenceClaimEntity) =>
    JSON.stringify([sha256, person, via])
  const owned = new Set(owners.map(keyOf))
  return [...new Set(claims.filter((claim) => owned.has(keyOf(claim))).map(({ register }) => register))]
}

/** Completes the registers that name these files and may count now, and tells everybody who holds them [SY28, SY40]. */
export async function completeBrought(orm: Em, body: string, hashes: readonly string[]): Promise<void> {
  const em = orm.fork()
  const brought = await broughtRegisters(em, body, hashes)
  const rows = await readChunks(brought, (id) => em.find(RegisterEntity, { id: { $in: id }, complete: false }))
  if (rows.length === 0) return
  const files = await readChunks(hashes, (sha256) => em.find(EvidenceFileEntity, { sha256: { $in: sha256 } }))
  const sizes = new Map(files.map(({ sha256, size }) => [sha256, size]))
  await ormStore(em).transaction(async (tx) => {
    const from = await tx.count(counterOf(body), 0)
    const waiting = (await tx.registers(rows.map(({ id }) => id))).filter(
      ({ complete, content }) =>
        !complete &&
        typeof content === 'object' &&
        content?.type === 'evidence' &&
        sizes.get(content.sha256) === content.size,
    )
    await tx.putRegisters(waiting.map((state, at) => ({ ...state, complete: true, stamp: from + at + 1 })))
    await tx.count(counterOf(body), waiting.length)
  })
}

/** Writes that somebody has brought a file: what they put into registers by its hash counts from now on [SY40]. */
export async function bringEvidence(em: Em, owner: Owner, file: CheckedFile, at: IsoInstant): Promise<void> {
  await keepFile(em, file, at)
  const { body, person, via } = owner
  const row = { body, sha256: file.sha256, person, via, brought_at: at, forwarded_at: null }
  await insertNew(em, 'evidence_owner', ['body', 'sha256', 'person', 'via'], [row])
  await completeBrought(em, body, [file.sha256])
}
