import { stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { markBackup } from '@traguardo/shared/sync'
import { realClock } from '../../kernel/runtime/clock'
import type { Database } from '../../kernel/db/database'
import type { Em } from '../../kernel/db/orm'
import type { EvidenceStore } from '../../sync/evidence/evidence-store'
import type { NamedFile } from '../../evidence/storage/standing-of'
import { StartFailure } from '../../kernel/runtime/start-failure'
import { CounterEntity } from '../../sync/store/counter.entity'
import { ormStore } from '../../sync/store/orm-store'
import { VERSION } from '../../kernel/runtime/version'
import { copyDatabase } from './copy-database'
import { copyWhole, flush, hashFile, isThere, madeWhole, makeFolder, writeWhole } from '../../kernel/files/files'
import { EVIDENCE_FOLDER, evidencePath, fileOf, MANIFEST, type Manifest } from './manifest'
import { orSayFull } from './or-say-full'

const STAMP = 'stamp/'

/** Copies the files that the copied database names, and says which of them are not there as they should be. */
async function copyEvidence(
  files: readonly NamedFile[],
  store: EvidenceStore,
  copy: string,
): Promise<readonly string[]> {
  const missing: string[] = []
  await makeFolder(join(copy, EVIDENCE_FOLDER))
  for (const { sha256 } of files) {
    const to = evidencePath(copy, sha256)
    await store.withFile(sha256, (path) => copyWhole(path, to))
    if (!(await isThere(to)) || (await hashFile(to)) !== sha256) missing.push(sha256)
  }
  return missing
}

async function fill(em: Em, database: Database, store: EvidenceStore, copy: string): Promise<Manifest> {
  await makeFolder(copy)
  const name = fileOf(database.type)
  const file = join(copy, name)
  // First the database: files of evidence only ever come, so what it names is still there after it.
  const contents = await copyDatabase(em, database, file)
  await flush(file)
  const missing = await copyEvidence(contents.evidence, store, copy)
  const manifest: Manifest = {
    ...{ format: 'traguardo-copia', version: 1, program: VERSION, at: realClock.now() },
    database: { type: database.type, file: name, size: (await stat(file)).size, sha256: await hashFile(file) },
    ...contents,
    missing,
  }
  await writeWhole(join(copy, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`)
  await flush(copy)
  return manifest
}

/**
 * Copies database and evidence into a new folder while they are in use, and remembers up to where the copy reaches:
 * devices keep what they sent until a copy holds it, so that after a restore they can send it again [SY20, RE8].
 */
export async function backUp(em: Em, database: Database, store: EvidenceStore, target: string): Promise<Manifest> {
  const place = resolve(target)
  if (await isThere(place)) throw new StartFailure(`${target} c’è già: scelga un altro nome per la copia.`)
  // What stands now is in the copy; what comes while it is made may be, and is kept a little longer.
  const counters = await em.find(CounterEntity, { name: { $like: `${STAMP}%` } })
  const manifest = await orSayFull(dirname(place), () => madeWhole(place, (copy) => fill(em, database, store, copy)))
  // What is not in it, somebody has still to keep [SY61].
  if (manifest.missing.length > 0) return manifest
  await ormStore(em).transaction(async (tx) => {
    for (const { name, value } of counters) await markBackup(tx, name.slice(STAMP.length), value)
  })
  return manifest
}
