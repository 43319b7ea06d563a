import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { IsoInstant } from '@traguardo/shared/model'
import { StartFailure } from '../../kernel/runtime/start-failure'
import type { Database } from '../../kernel/db/database'
import type { InstallationKind } from '../../kernel/db/installation'
import type { NamedFile } from '../../evidence/storage/standing-of'
import { storedAt } from '../../evidence/storage/stored-at'

/** The head of a body's record. */
export interface ChainHead {
  readonly body: string
  readonly seq: number
  readonly hash: string
}

/** Contents of a database: enough to tell another one from it. */
export interface Contents {
  /** Migrations that it has been through, in order. */
  readonly migrations: readonly string[]
  readonly installation: InstallationKind | null
  /** Rows of each table. */
  readonly counts: Readonly<Record<string, number>>
  readonly chains: readonly ChainHead[]
  /** Files whose bytes it says are there, by hash. */
  readonly evidence: readonly NamedFile[]
}

/** Manifest of a copy. It is written last: a folder without it is no copy [RE8]. */
export interface Manifest extends Contents {
  readonly format: 'traguardo-copia'
  readonly version: 1
  /** The program that made it. */
  readonly program: string
  readonly at: IsoInstant
  readonly database: { readonly type: Database['type']; readonly file: string } & NamedFile
  /** Files that the database names and that were not there, by hash. */
  readonly missing: readonly string[]
}

export const MANIFEST = 'manifest.json'
/** Folder of the files that prove values, inside a copy. */
export const EVIDENCE_FOLDER = 'prove'

/** Name of the copied database inside a copy. */
export const fileOf = (type: Database['type']): string => (type === 'sqlite' ? 'database.sqlite' : 'database.dump')

/** Path of a file inside a copy: laid out as every folder of evidence. */
export const evidencePath = (copy: string, sha256: string): string => storedAt(join(copy, EVIDENCE_FOLDER), sha256)

const NO_COPY = (copy: string): string =>
  `${copy} non è una copia intera: manca ${MANIFEST}, che si scrive per ultimo. Indichi la cartella di una copia riuscita.`

const isManifest = (value: unknown): value is Manifest =>
  typeof value === 'object' && value !== null && (value as Partial<Manifest>).format === 'traguardo-copia'

/** Reads what a copy says of itself. Throws `StartFailure` where it is none. */
export async function readManifest(copy: string): Promise<Manifest> {
  const text = await readFile(join(copy, MANIFEST), 'utf8').catch((error: unknown) => {
    throw new StartFailure(NO_COPY(copy), { cause: error })
  })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new StartFailure(`${join(copy, MANIFEST)} è danneggiato: usi un’altra copia.`, { cause: error })
  }
  if (!isManifest(value)) throw new StartFailure(NO_COPY(copy))
  if (value.version !== 1)
    throw new StartFailure(`${copy} è di una versione di Traguardo più nuova di questa: aggiorni il programma.`)
  return value
}
