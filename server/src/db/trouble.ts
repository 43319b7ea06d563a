/** Why nothing can be done just now, for no fault of whoever asks: nothing was changed, and it may be asked again. */
type Trouble = 'BUSY' | 'DISK_FULL' | 'DATABASE_DOWN'

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
/** What the driver of PostgreSQL says without a code. */
const CUT = /^(Connection terminated|Client has encountered a connection error|timeout expired|Connection ended)/

const isPool = (error: unknown): boolean => error instanceof Error && error.name === 'KnexTimeoutError'

/** Is it the two who made one thing at once? SQLite has one code for all that its tables forbid. */
const isTwice = (error: unknown): boolean =>
  error instanceof Error && error.name === 'UniqueConstraintViolationException'

/** What the matter is where the database or the disk is the reason; null for everything else. */
export function troubleOf(error: unknown): Trouble | null {
  const code = codeOf(error)
  if (FULL.test(code)) return 'DISK_FULL'
  if (BUSY.test(code) || isPool(error) || isTwice(error)) return 'BUSY'
  return DOWN.test(code) || (error instanceof Error && CUT.test(error.message)) ? 'DATABASE_DOWN' : null
}
