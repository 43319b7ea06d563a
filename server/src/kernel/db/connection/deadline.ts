import type { PostgresHandle } from './schema-guard'

/** Milliseconds within which a connection is made. */
export const CONNECT_LIMIT = 5000
/** Milliseconds beyond the limit of a statement: the database keeps to that by itself, and says so. */
const LONGER = 5000

/**
 * Ends a connection on which no answer comes though the database would have given one: where the line is cut silently nobody
 * says that it is, and TCP tries again for a quarter of an hour [RI60].
 * @param limit milliseconds that a statement may take; 0 for any time
 */
export function endSilent(handle: PostgresHandle, limit: number): void {
  if (limit === 0) return
  const query = handle.query.bind(handle)
  handle.query = (asked, done) => {
    const cut = () => {
      const silent = Object.assign(new Error('The database does not answer'), { code: 'ETIMEDOUT' })
      handle.connection.stream.destroy(silent)
    }
    const timer = setTimeout(cut, limit + LONGER)
    timer.unref()
    return query(asked, (error, answer) => {
      clearTimeout(timer)
      done(error, answer)
    })
  }
}
