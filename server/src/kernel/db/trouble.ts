import { type Refusal, refusal } from '@traguardo/shared/refusals'

/**
 * Reason why nothing can be done just now, for no fault of whoever asks: nothing was changed, and it may be asked
 * again.
 */
export type Trouble = 'BUSY' | 'DISK_FULL' | 'DATABASE_DOWN' | 'SERVER_OUTDATED' | 'STORAGE_DOWN'

/** Status in HTTP: what stands between, and older apps, take it for a server that is away for a while. */
export const STATUS_OF: Readonly<Record<Trouble, number>> = {
  BUSY: 503,
  DISK_FULL: 507,
  DATABASE_DOWN: 503,
  SERVER_OUTDATED: 503,
  STORAGE_DOWN: 503,
}

export const isTrouble = (code: unknown): code is Trouble => typeof code === 'string' && code in STATUS_OF

/** The code that an error carries; '' for none. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

/**
 * Waited too long for a lock or a statement, deadlock, no moment in which both went, too many connections; on either
 * database two who made the same thing at once.
 */
const BUSY = /^(55P03|57014|40001|40P01|53300|23505|SQLITE_(BUSY|LOCKED))/
const FULL = /^(ENOSPC|EDQUOT|53100|SQLITE_FULL)/
/** Lost connection, a server that starts or stops or only lets read, a file that cannot be read or written. */
const DOWN =
  /^(08|57P0|25006|58|XX00[12]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|EROFS|SQLITE_(IOERR|CANTOPEN|READONLY|CORRUPT|NOTADB))/
/** The schema is a newer one: found when a transaction began, or by a table or column that is there no more [RI58]. */
const OTHER_SCHEMA = /^(SERVER_OUTDATED|42P01|42703)$/
/** Messages of the driver of PostgreSQL that have no code, after the statement. */
const CUT =
  /(^| - )(Connection terminated[a-z ]*|Client has encountered a connection error and is not queryable|Client was closed and is not queryable|timeout expired)$/

/** No connection came free in time; the ORM keeps only the sentence of this error. */
const isPool = (error: unknown): boolean =>
  error instanceof Error && /(^| - )Knex: Timeout acquiring a connection\b/.test(error.message)

/** Is it the two who made one thing at once? SQLite has one code for all that its tables forbid. */
const isTwice = (error: unknown): boolean =>
  error instanceof Error && error.name === 'UniqueConstraintViolationException'

/**
 * Returns the trouble with the database, the disk or the storage of evidence behind an error; null for any other error.
 */
export function troubleOf(error: unknown): Trouble | null {
  const code = codeOf(error)
  if (code === 'STORAGE_DOWN') return code
  if (FULL.test(code)) return 'DISK_FULL'
  if (OTHER_SCHEMA.test(code)) return 'SERVER_OUTDATED'
  if (BUSY.test(code) || isPool(error) || isTwice(error)) return 'BUSY'
  return DOWN.test(code) || (error instanceof Error && CUT.test(error.message)) ? 'DATABASE_DOWN' : null
}

/** Is the server as good as away? To whoever asks it is as if there were no line. */
export const isAway = (trouble: Trouble): boolean => trouble === 'DATABASE_DOWN' || trouble === 'SERVER_OUTDATED'

/** Its code and its sentence [RI45]. */
export const sayTrouble = (trouble: Trouble): Refusal => refusal(trouble)
