import { randomBytes } from 'node:crypto'
import { sha256 } from '../../kernel/db/sha256'

const TOKEN_BYTES = 32

/** A secret that nobody can guess, for a cookie or a link. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url')

/** What is kept of a secret: who reads the database cannot use it. */
export const hashOfToken = (token: string): string => sha256(token)
