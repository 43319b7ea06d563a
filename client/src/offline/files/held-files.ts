import type { Refusal } from '@traguardo/shared/refusals'
import { evidenceIn, type FileStatus, fileStatuses, type DeviceOwner } from '@traguardo/shared/sync'
import type { FileRow } from '../store/database'
import { engineOn, type WholeTransaction } from '../leave/owner'

/** Standings of files whose bytes have still to go out. */
const TO_SEND: readonly FileStatus[] = ['send', 'wait']
/** Those of files that the one above may still miss after a restore, so that they outlast their person's absence [SY61]. */
const OWED: readonly FileStatus[] = [...TO_SEND, 'owed', 'aside']

/** The row as it is to be kept where it stands so. */
function rowAt(row: FileRow, standing: FileStatus): FileRow {
  if (standing === 'unknown') return row
  if (TO_SEND.includes(standing)) return { ...row, waiting: row.refusal ? 0 : 1 }
  const { tries: _tries, notBefore: _notBefore, problem: _problem, ...kept } = row
  return { ...kept, waiting: 0 }
}

/**
 * Looks where each file stands whose bytes are here, and writes down which have to go. What nobody names any more, and
 * nobody will, is let go of [SY60].
 */
export async function lookAtFiles(tx: WholeTransaction, owner: DeviceOwner): Promise<ReadonlyMap<string, FileStatus>> {
  const files = tx.objectStore('files')
  const hashes = await files.getAllKeys()
  if (hashes.length === 0) return new Map()
  const standings = await fileStatuses(engineOn(tx), owner, hashes)
  for (const [sha256, standing] of standings) {
    const row = await files.get(sha256)
    if (!row) continue
    const kept = rowAt(row, standing)
    if (standing === 'gone') await files.delete(sha256)
    else if (Object.keys(kept).length !== Object.keys(row).length || kept.waiting !== row.waiting) await files.put(kept)
  }
  return standings
}

/** Files that are to outlast the leaving of their person. */
export async function owedFiles(tx: WholeTransaction, owner: DeviceOwner): Promise<FileRow[]> {
  const standings = await lookAtFiles(tx, owner)
  const rows = await tx.objectStore('files').getAll()
  return rows.filter(({ sha256, waiting }) => waiting === 1 || OWED.includes(standings.get(sha256) ?? 'unknown'))
}

/**
 * Counts of what has not gone out: values (notes and the like among them), and files; and why files do not go, never or
 * not now.
 */
export interface UnsentWork {
  readonly values: number
  readonly files: number
  readonly refusals: readonly FileRefusal[]
  readonly problems: readonly FileRefusal[]
}

/** A file that does not go, and why. */
export interface FileRefusal {
  readonly sha256: string
  readonly name: string
  readonly refusal: Refusal
}

/** Counts what has not gone out [SY66]. A piece of evidence whose bytes are not here is a value like others. */
export async function unsentIn(tx: WholeTransaction, owner: DeviceOwner): Promise<UnsentWork> {
  const standings = await lookAtFiles(tx, owner)
  const rows = await tx.objectStore('files').getAll()
  const named = rows.filter(({ sha256 }) => TO_SEND.includes(standings.get(sha256) ?? 'unknown'))
  const values = (await engineOn(tx).outbox(Number.MAX_SAFE_INTEGER)).filter(({ operation }) => {
    const evidence = evidenceIn(operation.content)
    return evidence === null || !standings.has(evidence.sha256)
  })
  const going = named.filter((row) => !row.refusal)
  return {
    values: values.length,
    files: going.length,
    refusals: named.flatMap(({ sha256, name, refusal }) => (refusal ? { sha256, name, refusal } : [])),
    problems: going.flatMap(({ sha256, name, problem }) => (problem ? { sha256, name, refusal: problem } : [])),
  }
}
