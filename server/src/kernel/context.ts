import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from './runtime/clock'
import type { Em } from './db/orm'
import type { ReaderOf } from './db/replica'
import type { ErrorLog } from './log/log'
import type { Mailer } from './mail/mailer'
import type { Keyring } from './secrets/keyring'

/**
 * What the whole application shares. Each floor above adds what it brings (`declare module`), beside what it is; the
 * application puts all of it together.
 */
export interface AppPorts {
  readonly clock: Clock
  readonly demo: boolean
  readonly keyring: Keyring
  readonly readerOf: ReaderOf
  /** Address at which people open it, without a bar at its end. */
  readonly address: string
  /** Where mail goes out; null where none does. */
  readonly mail: Mailer | null
  /** Where unexpected errors are written down. */
  readonly log: ErrorLog
  /** Does something after the answer: what it takes is no part of what the answer tells. */
  afterwards(work: () => Promise<void>): void
}

/** What a resolver gets: one of its own for every request. Who is signed in, `identity/sessions` adds. */
export interface Context {
  readonly app: AppPorts
  readonly em: Em
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}
