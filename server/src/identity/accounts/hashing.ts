import { argon2id, hash, verify } from 'argon2'
import pLimit from 'p-limit'

/**
 * Hashes at a time: each holds a thread of the four that files and the database work on too, and 64 MB. Whoever else
 * comes waits.
 */
const AT_ONCE = 2
/** A few seconds of waiting: whoever comes then is told to come again. */
const MOST_WAITING = 24

const queue = pLimit(AT_ONCE)

/** Do so many passwords wait already that one more would not have its turn soon [RI14]? */
export const isCrowded = (): boolean => queue.pendingCount >= MOST_WAITING

export const hashPassword = (password: string): Promise<string> => queue(() => hash(password, { type: argon2id }))

export const verifyPassword = (stored: string, password: string): Promise<boolean> =>
  queue(() => verify(stored, password))
