import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartFailure } from '../../kernel/runtime/start-failure'
import { codeOf } from '../../kernel/db/trouble'
import type { Database } from '../../kernel/db/database'

const RESTORE = '«npm run traguardo ripristina <copia>»'

const mayWrite = (path: string): boolean => {
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Is there no room left where this stands? */
export function isFull(path: string): boolean {
  try {
    return statfsSync(path).bavail === 0
  } catch {
    return false
  }
}

const damaged = (file: string): string =>
  `Il file dei dati ${file} è danneggiato, oppure non è di Traguardo: lo sposti altrove, non lo cancelli, e rimetta l’ultima copia di sicurezza con ${RESTORE}.`
const readOnly = (path: string): string =>
  `Non posso scrivere i dati in ${path}: dia il permesso di scrittura all’utente che avvia il server, oppure indichi un’altra cartella con TRAGUARDO_DATA. I dati non sono stati toccati.`
/** Said of a disk without room, by whoever finds it. */
export const diskIsFull = (path: string): string =>
  `Il disco di ${path} è pieno: liberi spazio e riprovi. Ciò che era già scritto è intero.`
const inUse = (file: string): string =>
  `Il file dei dati ${file} è tenuto occupato da un altro programma: lo chiuda e riprovi.`
const unknown = (file: string): string =>
  `Non riesco ad aprire i dati in ${file}: controlli che il disco funzioni; se il file è perduto, rimetta l’ultima copia di sicurezza con ${RESTORE}.`

function ofFile(file: string, code: string): string | null {
  const folder = dirname(file)
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return damaged(file)
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code)) return diskIsFull(folder)
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return inUse(file)
  if (!/^(SQLITE_(CANTOPEN|READONLY|IOERR|PERM|AUTH)|EACCES|EROFS|EPERM|ENOENT|ENOTDIR|EEXIST)/.test(code)) return null
  // SQLite says the same of several things: the disk is asked itself.
  if (!mayWrite(folder)) return readOnly(folder)
  if (existsSync(file) && !mayWrite(file)) return readOnly(file)
  if (isFull(folder)) return diskIsFull(folder)
  return unknown(file)
}

const SILENT =
  'Il database indicato da DATABASE_URL non risponde: controlli che PostgreSQL sia acceso e raggiungibile, poi riprovi.'
const NO_ACCESS =
  'PostgreSQL non accetta l’utente o la password di DATABASE_URL: li controlli. I dati non sono stati toccati.'
const NO_DATABASE =
  'Il database indicato da DATABASE_URL non c’è: controlli il suo nome, o lo crei (createdb) e vi rimetta l’ultima copia di sicurezza con ' +
  `${RESTORE}.`
const DAMAGED =
  'PostgreSQL trova danneggiati i dati di DATABASE_URL: ne conservi la cartella com’è, e rimetta l’ultima copia di sicurezza in un database vuoto con ' +
  `${RESTORE}.`
const READ_ONLY = 'PostgreSQL tiene questi dati in sola lettura: indichi con DATABASE_URL il server principale.'
const FULL = 'Il disco di PostgreSQL è pieno: liberi spazio e riprovi. Ciò che era già scritto è intero.'

/** Said of data that a newer program wrote. */
export const newerData = (name: string): string =>
  `I dati sono di una versione di Traguardo più nuova di questa${name && ` («${name}»)`}: aggiorni il programma; oppure torni indietro con la copia fatta prima dell’aggiornamento («…prima-della-…», accanto ai dati), come dice il README.`

const CHANGING = 'Un altro server sta aggiornando questi dati: aspetti che abbia finito, poi riprovi.'

/** By the classes of SQLSTATE: connection, password, no such database, starting or stopping. */
function ofServer(code: string): string | null {
  if (code.startsWith('28')) return NO_ACCESS
  if (code === '3D000') return NO_DATABASE
  if (/^(XX00[12]|58)/.test(code)) return DAMAGED
  if (code === '25006') return READ_ONLY
  if (/^(53100|ENOSPC)$/.test(code)) return FULL
  if (code === '55P03') return CHANGING
  return /^(E[A-Z]+|08|57|53300)/.test(code) ? SILENT : null
}

/** Returns the sentence for a trouble that a person can put right; null for a bug, which keeps its stack [RI48]. */
export function whyNotOpen(error: unknown, database: Database): string | null {
  const code = codeOf(error)
  if (code === 'SERVER_OUTDATED') return newerData('')
  return database.type === 'sqlite' ? ofFile(database.file, code) : ofServer(code)
}

/** Does something with a database; what a person can put right is a `StartFailure` with its sentence. */
export async function orWhyNot<T>(database: Database, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StartFailure) throw error
    const why = whyNotOpen(error, database)
    throw why === null ? error : new StartFailure(why, { cause: error })
  }
}
