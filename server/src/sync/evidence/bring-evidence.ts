import type { IsoInstant } from '@traguardo/shared/model'
import { counterOf, evidenceIn, putWithSums } from '@traguardo/shared/sync'
import type { EntityManager } from '../../kernel/db/orm'
import { insertNew, readChunks } from '../../kernel/db/rows'
import { ormStore } from '../store/orm-store'
import { RegisterEntity } from '../store/register.entity'
import { EvidenceClaimEntity } from './evidence-claim.entity'
import { EvidenceFileEntity } from './evidence-file.entity'
import { EvidenceOwnerEntity } from './evidence-owner.entity'
import type { CheckedFile, EvidenceStore } from './evidence-store'

/** Place of evidence: its records, and its bytes; no store where none is taken. */
export interface EvidencePlace {
  readonly em: EntityManager
  readonly store: EvidenceStore | null
}

/** Owner of the bytes: person, body, and site over which they came ('' for none). */
export interface EvidenceOwner {
  readonly body: string
  readonly person: string
  readonly via: string
}

/** Writes that a file is in the store. Nobody may read it by that. */
export const keepFile = (em: EntityManager, file: CheckedFile, at: IsoInstant): Promise<unknown> =>
  em.upsert(EvidenceFileEntity, { ...file, arrivedAt: at })

/** Of these files those that are here, with their sizes: what was written down counts only where the bytes are there [SY64]. */
export async function filesHere(
  { em, store }: EvidencePlace,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (!store) return new Map()
  const rows = await readChunks(hashes, (some) => em.find(EvidenceFileEntity, { sha256: { $in: some } }))
  const sizes = await Promise.all(rows.map(({ sha256 }) => store.sizeOf(sha256)))
  return new Map(rows.flatMap(({ sha256, size }, at) => (sizes[at] === size ? [[sha256, size] as const] : [])))
}

/** Registers of a body whose bytes were brought by one who put them there [SY40]. */
async function broughtRegisters(
  em: EntityManager,
  body: string,
  hashes: readonly string[],
): Promise<readonly string[]> {
  const owners = await readChunks(hashes, (sha256) => em.find(EvidenceOwnerEntity, { body, sha256: { $in: sha256 } }))
  const claims = await readChunks(hashes, (sha256) => em.find(EvidenceClaimEntity, { body, sha256: { $in: sha256 } }))
  const keyOf = ({ sha256, person, via }: EvidenceOwnerEntity | EvidenceClaimEntity) =>
    JSON.stringify([sha256, person, via])
  const owned = new Set(owners.map(keyOf))
  return [...new Set(claims.filter((claim) => owned.has(keyOf(claim))).map(({ register }) => register))]
}

/**
 * Says of registers of evidence that their bytes are here, or that they are not, each with a new stamp: everybody who holds
 * them hears it, and the checksums of their scopes say it too [SY62].
 * @param fits which of them, as they stand in the transaction
 */
export async function sayComplete(
  em: EntityManager,
  body: string,
  registers: readonly string[],
  { complete, fits = () => true }: { readonly complete: boolean; fits?(sha256: string, size: number): boolean },
): Promise<void> {
  await ormStore(em).transaction(async (tx) => {
    const from = await tx.count(counterOf(body), 0)
    const changed = (await tx.registers(registers)).filter((state) => {
      const evidence = evidenceIn(state.content)
      return state.complete !== complete && evidence !== null && fits(evidence.sha256, evidence.size)
    })
    const states = changed.map((state, at) => ({ ...state, complete, stamp: from + at + 1 }))
    await putWithSums(tx, body, states, changed)
    await tx.count(counterOf(body), states.length)
  })
}

/** Completes the registers that name these files and may count now, and tells everybody who holds them [SY28, SY40]. */
export async function completeBrought(
  { em, store }: EvidencePlace,
  body: string,
  hashes: readonly string[],
): Promise<void> {
  const brought = await broughtRegisters(em, body, hashes)
  const rows = await readChunks(brought, (id) => em.find(RegisterEntity, { id: { $in: id }, complete: false }))
  if (rows.length === 0) return
  const sizes = await filesHere({ em, store }, hashes)
  const ids = rows.map(({ id }) => id)
  await sayComplete(em, body, ids, { complete: true, fits: (sha256, size) => sizes.get(sha256) === size })
}

/** Writes that somebody has brought a file: what they put into registers by its hash counts from now on [SY40]. */
export async function bringEvidence(
  { em, store }: EvidencePlace,
  owner: EvidenceOwner,
  file: CheckedFile,
  at: IsoInstant,
): Promise<void> {
  await keepFile(em, file, at)
  const { body, person, via } = owner
  const row = { body, sha256: file.sha256, person, via, broughtAt: at, forwardedAt: null, refused: null }
  await insertNew(em, EvidenceOwnerEntity, [row])
  await completeBrought({ em, store }, body, [file.sha256])
}
