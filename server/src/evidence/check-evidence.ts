import { stat } from 'node:fs/promises'
import type { IsoInstant } from '@traguardo/shared/model'
import type { EntityManager } from '../kernel/db/orm'
import { readChunks } from '../kernel/db/rows'
import { completeBrought, keepFile, sayComplete } from '../sync/evidence/bring-evidence'
import { EvidenceFileEntity } from '../sync/evidence/evidence-file.entity'
import { checkFile } from '../sync/evidence/check-file'
import { EvidenceOwnerEntity } from '../sync/evidence/evidence-owner.entity'
import type { CheckedFile, EvidenceStore } from '../sync/evidence/evidence-store'
import { standingOf } from './storage/standing-of'

/** Store and database of one installation, to be compared. */
export interface CheckParts {
  readonly em: EntityManager
  readonly store: EvidenceStore
  /** A site shows as complete what the head office says is complete: those bytes are fetched when they are asked for. */
  readonly isSite: boolean
  /** Reads every byte; otherwise only looks whether each file is there and as long as it should be. */
  readonly byHash: boolean
  now(body: string): IsoInstant
}

/** Findings of a check of the evidence, and what it has put right. */
export interface EvidenceCheck {
  /** Files that should be there. */
  files: number
  /** Of those: not there; and there, but of another length or with other bytes (where every byte was read). */
  missing: number
  damaged: number
  /** Registers that do not count as arrived any more, until their bytes come again. */
  reopened: number
  /** Files that lay in the store, were somebody's, and count again. */
  takenIn: number
  /** Files in the store that are nobody's: uploads that a restored database does not know. They stay. */
  unknown: number
}

const PAGE = 500

/** Files that are said to be here and are not: nothing says so any more. */
async function letGoOfMissing({ em, store, byHash }: CheckParts, found: EvidenceCheck): Promise<void> {
  for (let last = ''; ;) {
    const options = { orderBy: { sha256: 'asc' }, limit: PAGE, disableIdentityMap: true } as const
    const rows = await em.find(EvidenceFileEntity, { sha256: { $gt: last } }, options)
    const gone: string[] = []
    for (const file of rows) {
      const standing = await standingOf(store, file, byHash)
      if (standing === 'whole') continue
      found[standing] += 1
      gone.push(file.sha256)
    }
    found.files += rows.length
    await em.nativeDelete(EvidenceFileEntity, { sha256: { $in: gone } })
    last = rows.at(-1)?.sha256 ?? ''
    if (rows.length < PAGE) return
  }
}

/** At a site only what it says itself is looked at: what nobody above has decided yet. */
const SAID_HERE =
  ' and exists (select 1 from "operation" where "operation"."id" = "register"."head" and "provisional" = ?)'

/** Registers that count as arrived though nothing says that their bytes are here: everybody hears that they do not [SY64]. */
export async function reopenRegisters(
  { em, isSite }: Pick<CheckParts, 'em' | 'isSite'>,
  field = 'evidence/%',
): Promise<number> {
  const sql =
    'select "id", "body" from "register" where "field" like ? and "complete" = ? and "content" is not null and "id" > ? ' +
    'and not exists (select 1 from "evidence_file" where "evidence_file"."sha256" = substr("register"."field", 10))' +
    `${isSite ? SAID_HERE : ''} order by "id" limit ${PAGE}`
  let reopened = 0
  for (let last = ''; ;) {
    const values = [field, true, last, ...(isSite ? [true] : [])]
    const rows = await em.execute<{ id: string; body: string }[]>(sql, values, 'all')
    for (const body of new Set(rows.map((row) => row.body))) {
      const ids = rows.filter((row) => row.body === body).map(({ id }) => id)
      await sayComplete(em, body, ids, { complete: false })
    }
    reopened += rows.length
    last = rows.at(-1)?.id ?? ''
    if (rows.length < PAGE) return reopened
  }
}

/** Looks at the bytes themselves; null where they are not there, or not what their name says. */
const lookAt = (store: EvidenceStore, sha256: string): Promise<CheckedFile | null> =>
  store.withFile(sha256, async (path) => {
    const { size } = await stat(path)
    const checked = await checkFile(path, { type: 'evidence', sha256, size, mime: '', name: sha256 })
    return checked.ok ? { sha256, size, mime: checked.value } : null
  })

/** Takes in one file, for the bodies of those who brought it; false where it is not what its name says. */
async function takeIn({ em, store, now }: CheckParts, sha256: string, bodies: readonly string[]): Promise<boolean> {
  const file = await lookAt(store, sha256)
  if (!file) return false
  await keepFile(em, file, now(bodies[0] ?? ''))
  for (const body of bodies) await completeBrought({ em, store }, body, [sha256])
  return true
}

/** Takes in again what lies in the store and was brought by somebody; what it is, its bytes say [SY64]. */
async function takeInFound(parts: CheckParts, found: EvidenceCheck): Promise<void> {
  const { em, store } = parts
  for await (const hashes of store.hashes()) {
    const rows = await readChunks(hashes, (some) => em.find(EvidenceFileEntity, { sha256: { $in: some } }))
    const known = new Set(rows.map(({ sha256 }) => sha256))
    const others = hashes.filter((sha256) => !known.has(sha256))
    const owners = await readChunks(others, (some) => em.find(EvidenceOwnerEntity, { sha256: { $in: some } }))
    for (const sha256 of others) {
      const bodies = [...new Set(owners.filter((owner) => owner.sha256 === sha256).map(({ body }) => body))]
      if (bodies.length === 0) found.unknown += 1
      else if (await takeIn(parts, sha256, bodies)) found.takenIn += 1
    }
    em.clear()
  }
}

/**
 * Compares store and database, both ways, and puts right what does not agree [SY64]: whether bytes are there is known from
 * the bytes. It reads a part at a time, and may be broken off and run again, also beside servers that serve.
 */
export async function checkEvidenceFiles(parts: CheckParts): Promise<EvidenceCheck> {
  const found = { files: 0, missing: 0, damaged: 0, reopened: 0, takenIn: 0, unknown: 0 }
  await letGoOfMissing(parts, found)
  await takeInFound(parts, found)
  found.reopened = await reopenRegisters(parts)
  return found
}
