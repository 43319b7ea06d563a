/** Limits of a statement's run and wait, so that one held row stops nobody for long. Milliseconds; 0 for no limit. */
export interface Limits {
  /** For a lock that another holds: of a row in PostgreSQL, of the file in SQLite. */
  readonly lock: number
  /** For a whole statement; PostgreSQL only. */
  readonly statement: number
}

export const LIMITS: Limits = { lock: 10_000, statement: 60_000 }

/** Of what takes long by its nature, and holds nobody up: migrations, copies, commands. */
export const UNLIMITED: Limits = { lock: 0, statement: 0 }
