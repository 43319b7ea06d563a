import { existsSync } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Database } from '../../kernel/db/database'
import { migrations } from '../../kernel/db/migrations'
import { openPlain } from '../opening/open-plain'
import type { EvidenceStore } from '../../sync/evidence/evidence-store'
import { verifyRecords } from '../../kernel/audit/read-record'
import { StartFailure } from '../../kernel/runtime/start-failure'
import { brokenPages, contentsOf, differencesOf, tablesOf } from './contents'
import { copyWhole, flushFile, hashFile, isThere, makeFolder } from '../../kernel/files/files'
import { evidencePath, type Manifest, readManifest } from './manifest'
import { orSayFull } from './or-say-full'
import { runTool } from './postgres-tools'
import { hasMark, setMark, takeMark, underRestore } from './restore-mark'

/** Target of a restore. */
export interface RestoreTarget {
  readonly database: Database
  readonly evidence: EvidenceStore
}

const damaged = (what: string): StartFailure =>
  new StartFailure(
    `La copia è danneggiata (${what}): il ripristino non è riuscito e il server non parte da qui. Lo ripeta con un’altra copia.`,
  )

/** A copy that this program can read, for this kind of database. */
async function readable(copy: string, { database }: RestoreTarget): Promise<Manifest> {
  const manifest = await readManifest(copy)
  if (manifest.database.type !== database.type)
    throw new StartFailure(
      manifest.database.type === 'postgresql'
        ? 'Questa copia viene da PostgreSQL: indichi con DATABASE_URL un database vuoto.'
        : 'Questa copia viene da SQLite: tolga DATABASE_URL, e indichi con TRAGUARDO_DATA una cartella vuota.',
    )
  const known = new Set(migrations.map(({ name }) => name))
  if (manifest.migrations.some((name) => !known.has(name)))
    throw new StartFailure(
      `La copia è di una versione di Traguardo più nuova di questa (${manifest.program}): aggiorni il programma, poi ripeta.`,
    )
  return manifest
}

const notEmpty = (what: string, remedy: string): StartFailure =>
  new StartFailure(`${what} non è vuoto: ${remedy}. Non è stato toccato nulla.`)

/** Was a restore into this place begun before, and not ended? */
const isBegun = ({ database }: RestoreTarget): boolean =>
  database.type === 'sqlite' && existsSync(underRestore(database.file))

async function checkEvidenceEmpty({ evidence }: RestoreTarget): Promise<void> {
  if (!(await evidence.isEmpty()))
    throw notEmpty(`Il posto degli allegati ${evidence.name}`, 'lo svuoti, o ne indichi un altro con TRAGUARDO_PROVE')
}

async function checkFileEmpty(file: string): Promise<void> {
  const size = (await stat(file).catch(() => null))?.size ?? 0
  if (size > 0 || existsSync(`${file}-wal`))
    throw notEmpty(file, 'lo sposti altrove, o indichi con TRAGUARDO_DATA una cartella vuota')
}

async function checkDump(copy: string, { database }: Manifest): Promise<string> {
  const file = join(copy, database.file)
  const size = (await stat(file).catch(() => null))?.size
  if (size !== database.size || (await hashFile(file)) !== database.sha256) throw damaged(database.file)
  return file
}

/** Puts the files that the copy holds where they belong; what is there already with the right bytes stays. */
async function putEvidence(copy: string, manifest: Manifest, store: EvidenceStore): Promise<number> {
  const missing = new Set(manifest.missing)
  const files = manifest.evidence.filter(({ sha256 }) => !missing.has(sha256))
  for (const { sha256 } of files) {
    const from = evidencePath(copy, sha256)
    if (!(await isThere(from))) throw damaged(`manca l’allegato ${sha256}`)
    if ((await hashFile(from)) !== sha256) throw damaged(`l’allegato ${sha256} non è intero`)
    await store.scratch.with(async (path) => {
      await copyWhole(from, path)
      await store.take(path, sha256)
    })
    if ((await store.withFile(sha256, hashFile)) !== sha256) throw damaged(`l’allegato ${sha256} non è intero`)
  }
  return files.length
}

/** Does the database hold what the copy says, with its chains whole? */
async function prove(database: Database, manifest: Manifest): Promise<number> {
  const orm = await openPlain(database)
  try {
    const em = orm.em.fork()
    if (database.type === 'sqlite') {
      const [fault] = await brokenPages(em)
      if (fault !== undefined) throw damaged(fault)
    }
    const [difference] = differencesOf(manifest, await contentsOf(em, database.type))
    if (difference) throw damaged(difference)
    const hasRecord = 'record' in manifest.counts
    const broken = hasRecord ? (await verifyRecords(em)).find(({ fault }) => fault !== null) : undefined
    if (broken) throw damaged(`il registro di ${broken.body || '(installazione)'} si rompe`)
    return manifest.chains.length
  } finally {
    await orm.close(true)
  }
}

/** Proofs about a restored copy. */
export interface Proved {
  readonly manifest: Manifest
  readonly tables: number
  readonly rows: number
  readonly chains: number
  readonly files: number
}

type Put = (manifest: Manifest) => Promise<Pick<Proved, 'chains' | 'files'>>

/** The file has its name only when everything is proved: until then no server opens it. */
const intoFile =
  (copy: string, file: string, place: RestoreTarget): Put =>
  async (manifest) => {
    await checkFileEmpty(file)
    if (!isBegun(place)) await checkEvidenceEmpty(place)
    const part = underRestore(file)
    await rm(part, { force: true })
    await makeFolder(dirname(file))
    await copyWhole(await checkDump(copy, manifest), part)
    const chains = await prove({ type: 'sqlite', file: part }, manifest)
    const files = await putEvidence(copy, manifest, place.evidence)
    await rm(file, { force: true })
    await rename(part, file)
    await flushFile(dirname(file))
    return { chains, files }
  }

/** All tables come in one transaction, beside a mark that no server starts with. */
const intoServer =
  (copy: string, database: Extract<Database, { type: 'postgresql' }>, place: RestoreTarget): Put =>
  async (manifest) => {
    const orm = await openPlain(database)
    try {
      const em = orm.em.fork()
      const isAgain = await hasMark(em)
      if ((await tablesOf(em, 'postgresql')).length > (isAgain ? 1 : 0))
        throw notEmpty('Il database di DATABASE_URL', 'ne crei uno nuovo (createdb) e lo indichi')
      if (!isAgain) await checkEvidenceEmpty(place)
      const dump = await checkDump(copy, manifest)
      if (!isAgain) await setMark(em)
      const args = ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges', dump]
      await runTool('pg_restore', args, { url: database.url, place: 'PostgreSQL' })
      const files = await putEvidence(copy, manifest, place.evidence)
      const marked = { ...manifest, counts: { ...manifest.counts, ripristino_in_corso: 0 } }
      const chains = await prove(database, marked)
      await takeMark(em)
      return { chains, files }
    } finally {
      await orm.close(true)
    }
  }

/** Puts a copy into an empty place and proves it; what was begun and not ended does not start [RE9]. */
export async function restoreCopy(copy: string, place: RestoreTarget): Promise<Proved> {
  const manifest = await readable(copy, place)
  const { database } = place
  const put = database.type === 'sqlite' ? intoFile(copy, database.file, place) : intoServer(copy, database, place)
  const folder = database.type === 'sqlite' ? dirname(database.file) : place.evidence.name
  const { chains, files } = await orSayFull(folder, () => put(manifest))
  const counts = Object.values(manifest.counts)
  return { manifest, tables: counts.length, rows: counts.reduce((sum, n) => sum + n, 0), chains, files }
}
