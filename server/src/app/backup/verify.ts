import { join } from 'node:path'
import { existsSync } from 'node:fs'
import type { EvidenceStore } from '../../sync/evidence/evidence-store'
import { type NamedFile, standingOf } from '../../evidence/storage/standing-of'
import type { Database } from '../../kernel/db/database'
import { migrations } from '../../kernel/db/migrations'
import type { EntityManager } from '../../kernel/db/orm'
import { folderStore } from '../../evidence/storage/folder-store'
import { verifyRecords } from '../../kernel/audit/read-record'
import { tellChains } from '../../kernel/audit/tell-chains'
import { checkItems } from '../../plans/items/items'
import { keyFits } from '../../kernel/secrets/check-key'
import { keyringOf } from '../../kernel/secrets/keyring'
import { awaitedEvidence, brokenPages, contentsOf } from './contents'
import { hashFile } from '../../kernel/files/files'
import { EVIDENCE_FOLDER, readManifest } from './manifest'

/** Difference between a store of evidence and the files that the database names, by hash. */
interface EvidenceDifference {
  readonly missing: readonly string[]
  readonly damaged: readonly string[]
  /** Files in the store that the database does not name. */
  readonly unnamed: readonly string[]
}

/** Compares a store with what the database names, in both directions; every file is read, nothing is changed [RE10]. */
async function compareEvidence(files: readonly NamedFile[], store: EvidenceStore): Promise<EvidenceDifference> {
  const found = { whole: [] as string[], missing: [] as string[], damaged: [] as string[] }
  for (const file of files) found[await standingOf(store, file, true)].push(file.sha256)
  const named = new Set(files.map(({ sha256 }) => sha256))
  const unnamed: string[] = []
  for await (const hashes of store.hashes()) unnamed.push(...hashes.filter((sha256) => !named.has(sha256)))
  return { missing: found.missing, damaged: found.damaged, unnamed }
}

/** Findings of a check, good and bad: sentences for whoever runs the server. */
export interface Findings {
  readonly good: readonly string[]
  readonly bad: readonly string[]
}

/** The same of data as they stand. */
interface PlaceFindings extends Findings {
  /** Store and database differ, and the database is of today's form: it can say what is there. */
  readonly mendable: boolean
}

const LOST =
  'senza di lei non si leggono più i secondi fattori, gli indirizzi dei calendari, le chiavi delle sedi e degli avvisi; valori, piani, allegati e registro sì'

/** Sentence about evidence that was here once: as long as it is away, by whoever looks. */
export const AWAY = 'c’era, e non c’è più: lo rimanda da sé chi lo ha; se non arriva, va allegato di nuovo'

/** Does the key fit? A sentence, and whether it does [RE11]. */
export async function tellKey(em: EntityManager, secret: Buffer | null): Promise<Findings> {
  const said = (bad: string): Findings => ({ good: [], bad: [bad] })
  if (!secret)
    return said(
      `Manca la chiave segreta, che non sta nelle copie: rimetta il file «chiave-…» accanto ai dati, o la scriva in TRAGUARDO_CHIAVE (${LOST}).`,
    )
  const fits = await keyFits(em, keyringOf(secret))
  if (fits === false)
    return said(
      `La chiave segreta non è quella di questi dati, e il server non parte: rimetta quella giusta (${LOST}).`,
    )
  return { good: [fits ? 'La chiave segreta è quella dei dati.' : 'Nulla è ancora protetto da una chiave.'], bad: [] }
}

const SHOWN = 20
export const list = (what: string, hashes: readonly string[]): readonly string[] => [
  ...hashes.slice(0, SHOWN).map((sha256) => `Allegato ${sha256}: ${what}.`),
  ...(hashes.length > SHOWN ? [`… e altri ${hashes.length - SHOWN} allegati: ${what}.`] : []),
]

async function faultsOfFile(em: EntityManager, { type }: Database): Promise<readonly string[]> {
  if (type !== 'sqlite') return []
  const broken = await em.execute<object[]>('pragma foreign_key_check')
  return [
    ...(await brokenPages(em)),
    ...broken.map((row) => `Una riga senza ciò a cui si riferisce: ${JSON.stringify(row)}.`),
  ]
}

/** Compares database, record, items of plans and evidence as they stand, while they are in use [RE10]. */
export async function verifyPlace(em: EntityManager, database: Database, store: EvidenceStore): Promise<PlaceFindings> {
  const damaged = await faultsOfFile(em, database)
  const found = await contentsOf(em, database.type)
  const due = migrations.filter(({ name }) => !found.migrations.includes(name)).length
  const chains = 'record' in found.counts ? await verifyRecords(em) : []
  const items = due === 0 ? await checkItems(em) : { good: [], bad: [] }
  const { missing, damaged: changed, unnamed } = await compareEvidence(found.evidence, store)
  const rows = Object.values(found.counts).reduce((sum, n) => sum + n, 0)
  const told = tellChains(chains)
  const whole = found.evidence.length - missing.length - changed.length
  return {
    mendable: due === 0 && missing.length + changed.length + unnamed.length > 0,
    good: [
      `Base dati: ${Object.keys(found.counts).length} tabelle, ${rows} righe.`,
      ...(due > 0 ? [`Migrazioni da fare al prossimo avvio: ${due}.`] : []),
      ...told.good,
      ...items.good,
      `Allegati interi: ${whole} su ${found.evidence.length}.`,
      ...(unnamed.length > 0 ? [`Ci sono ${unnamed.length} allegati che la base dati non nomina.`] : []),
    ],
    bad: [
      ...damaged.map((line) => `Base dati: ${line}`),
      ...told.bad,
      ...items.bad,
      ...list('non c’è', missing),
      ...list('è cambiato', changed),
      ...list(AWAY, await awaitedEvidence(em, database.type)),
    ],
  }
}

/** Is a copy what it was when it was made? Its files are read, its database is not opened. */
export async function verifyCopy(copy: string): Promise<Findings> {
  const { database, evidence, missing, at } = await readManifest(copy)
  const dump = join(copy, database.file)
  const isSame = existsSync(dump) && (await hashFile(dump)) === database.sha256
  const gone = new Set(missing)
  const held = evidence.filter(({ sha256 }) => !gone.has(sha256))
  const found = await compareEvidence(held, folderStore(join(copy, EVIDENCE_FOLDER)))
  return {
    good: [
      `Copia del ${at}.`,
      ...(isSame ? ['La base dati è com’era.'] : []),
      `Allegati interi: ${held.length - found.missing.length - found.damaged.length} su ${evidence.length}.`,
    ],
    bad: [
      ...(isSame ? [] : ['La base dati della copia manca o è cambiata.']),
      ...list('già mancava quando la copia è stata fatta', missing),
      ...list('nella copia non c’è', found.missing),
      ...list('nella copia è cambiato', found.damaged),
    ],
  }
}
