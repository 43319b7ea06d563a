import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from './runtime/clock'
import type { Look, DataMoment } from './db/look'
import type { EntityManager } from './db/orm'
import type { ReaderOf } from './db/replica'
import type { ErrorLog } from './log/log'
import type { Mailer } from './mail/mailer'
import type { Keyring } from './secrets/keyring'

/**
 * Ports that the whole application shares. Each floor above adds its own (`declare module`), beside its definition; the
 * application puts all of it together.
 */
export interface AppPorts {
  readonly clock: Clock
  readonly demo: boolean
  readonly keyring: Keyring
  readonly readerOf: ReaderOf
  readonly look: Look
  /** Address at which people open it, without a bar at its end. */
  readonly address: string
  /** Outgoing mail; null where none goes out. */
  readonly mail: Mailer | null
  /** Log of unexpected errors. */
  readonly log: ErrorLog
  /** Does something after the answer: what it takes is no part of what the answer tells. */
  afterwards(work: () => Promise<void>): void
}

/** Context of a resolver: one of its own for every request. `identity/sessions` adds the principal. */
export interface Context {
  readonly app: AppPorts
  readonly em: EntityManager
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** A moment of the database after the request came; left out where nobody asked. */
  readonly moment?: DataMoment
}
