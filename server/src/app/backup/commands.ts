import { stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { markBackup } from '@traguardo/shared/sync'
import { realClock } from '../../kernel/runtime/clock'
import { installationKind } from '../../kernel/db/installation'
import type { EntityManager } from '../../kernel/db/orm'
import { checkEvidenceFiles } from '../../evidence/check-evidence'
import type { EvidenceStore } from '../../sync/evidence/evidence-store'
import type { Database } from '../../kernel/db/database'
import type { NamedFile } from '../../evidence/storage/standing-of'
import { StartFailure } from '../../kernel/runtime/start-failure'
import { CounterEntity } from '../../sync/store/counter.entity'
import { ormStore } from '../../sync/store/orm-store'
import { VERSION } from '../../kernel/runtime/version'
import { copyDatabase } from './copy-database'
import { copyWhole, flushFile, hashFile, isThere, madeWhole, makeFolder, writeWhole } from '../../kernel/files/files'
import { EVIDENCE_FOLDER, evidencePath, fileOf, MANIFEST, type Manifest } from './manifest'
import { orSayFull } from './or-say-full'
import type { Command } from '../commands'
import { onData } from '../opening/on-data'
import { openStore } from '../../evidence/storage/open-store'
import { findSecretKey } from '../../kernel/secrets/secret-key'
import type { Settings } from '../settings'
import { awaitedEvidence } from './contents'
import { restoreCopy } from './restore-copy'
import { AWAY, type Findings, list, tellKey, verifyCopy, verifyPlace } from './verify'

/** Lets the database say what is in the store, by every byte, and tells what that changed [SY64]. */
export async function mendEvidence(em: EntityManager, store: EvidenceStore): Promise<readonly string[]> {
  const isSite = (await installationKind(em)) === 'site'
  const now = () => realClock.now()
  const { reopened, takenIn } = await checkEvidenceFiles({ em, store, isSite, byHash: true, now })
  return [
    ...(takenIn > 0 ? [`Allegati ritrovati che valgono di nuovo: ${takenIn}.`] : []),
    ...(reopened > 0
      ? [
          `Valori che aspettano di nuovo un allegato: ${reopened}. I dispositivi e le sedi che lo hanno lo inviano da soli.`,
        ]
      : []),
  ]
}

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

async function fill(em: EntityManager, database: Database, store: EvidenceStore, copy: string): Promise<Manifest> {
  await makeFolder(copy)
  const name = fileOf(database.type)
  const file = join(copy, name)
  // First the database: files of evidence only ever come, so what it names is still there after it.
  const contents = await copyDatabase(em, database, file)
  await flushFile(file)
  const missing = await copyEvidence(contents.evidence, store, copy)
  const manifest: Manifest = {
    ...{ format: 'traguardo-copia', version: 1, program: VERSION, at: realClock.now() },
    database: { type: database.type, file: name, size: (await stat(file)).size, sha256: await hashFile(file) },
    ...contents,
    missing,
  }
  await writeWhole(join(copy, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`)
  await flushFile(copy)
  return manifest
}

/**
 * Copies database and evidence into a new folder while they are in use, and remembers up to where the copy reaches:
 * devices keep what they sent until a copy holds it, so that after a restore they can send it again [SY20, RE8].
 */
export async function backUp(
  em: EntityManager,
  database: Database,
  store: EvidenceStore,
  target: string,
): Promise<Manifest> {
  const place = resolve(target)
  if (await isThere(place)) throw new StartFailure(`${target} c’è già: scelga un altro nome per la copia.`)
  // Everything that stands now is in the copy; what comes while it is made may be, and is kept a little longer.
  const counters = await em.find(CounterEntity, { name: { $like: `${STAMP}%` } })
  const manifest = await orSayFull(dirname(place), () => madeWhole(place, (copy) => fill(em, database, store, copy)))
  // Evidence that the copy lacks, somebody has still to keep [SY61].
  if (manifest.missing.length > 0) return manifest
  await ormStore(em).transaction(async (tx) => {
    for (const { name, value } of counters) await markBackup(tx, name.slice(STAMP.length), value)
  })
  return manifest
}

const keyOf = ({ givenKey, keyFile }: Settings) => findSecretKey(givenKey, keyFile)

/** Prints what was found. Answers the exit code. */
function tell({ good, bad }: Findings): number {
  for (const line of good) console.log(line)
  for (const line of bad) console.error(line)
  return bad.length > 0 ? 1 : 0
}

const seconds = (from: number): string => ((performance.now() - from) / 1000).toFixed(1).replace('.', ',')

const backup: Command = {
  name: 'backup',
  required: 1,
  run: (settings, [target = '']) =>
    onData(settings, async (em) => {
      const from = performance.now()
      const store = await openStore(settings.storage)
      const { database, evidence, missing } = await backUp(em, settings.database, store, target)
      console.log(
        `Copiati in ${target}: base dati (${database.size} byte) e ${evidence.length - missing.length} allegati, in ${seconds(from)} s.`,
      )
      console.log('La chiave segreta non è nella copia: la conservi a parte.')
      const bad = [
        ...list('non c’è o è cambiato, la copia è senza', missing),
        ...list(`${AWAY}. La copia è senza`, await awaitedEvidence(em, settings.database.type)),
      ]
      return tell({ good: [], bad })
    }),
}

const restore: Command = {
  name: 'ripristina',
  required: 1,
  async run(settings, [copy = '']) {
    const from = performance.now()
    const evidence = await openStore(settings.storage)
    const { database } = settings
    const { manifest, tables, rows, chains, files } = await restoreCopy(resolve(copy), { database, evidence })
    console.log(
      [
        `Ripristinata la copia del ${manifest.at} (Traguardo ${manifest.program}), in ${seconds(from)} s. Provato che:`,
        `- la base dati ha ${tables} tabelle e ${rows} righe, come quando è stata copiata, e le sue ${manifest.migrations.length} migrazioni`,
        `- le ${chains} catene del registro sono integre e finiscono dove finivano`,
        `- ${files} allegati ci sono, ognuno con la sua impronta`,
      ].join('\n'),
    )
    const lost = manifest.missing.map((sha256) => `Allegato ${sha256}: nella copia non c’era.`)
    const key = await onData(settings, (em) => tellKey(em, keyOf(settings)))
    console.log('Ora avvii il server: dispositivi e sedi inviano di nuovo ciò che è venuto dopo la copia.')
    return tell({ good: key.good, bad: [...lost, ...key.bad] })
  },
}

const verify: Command = {
  name: 'verifica',
  required: 0,
  async run(settings, [copy]) {
    if (copy !== undefined) return tell(await verifyCopy(resolve(copy)))
    const { database } = settings
    return onData(settings, async (em) => {
      const store = await openStore(settings.storage)
      const found = await verifyPlace(em, database, store)
      const mended = found.mendable ? await mendEvidence(em, store) : []
      const key = await tellKey(em, keyOf(settings))
      return tell({ good: [...found.good, ...mended, ...key.good], bad: [...found.bad, ...key.bad] })
    })
  },
}

export const copyCommands: readonly Command[] = [backup, restore, verify]
