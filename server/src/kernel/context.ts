import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from './runtime/clock'
import type { Em } from './db/orm'
import type { EvidenceStore } from '../evidence/storage/evidence-store'
import type { ReaderOf } from './db/replica'
import type { ErrorLog } from './log/log'
import type { Mailer } from './mail/mailer'
import type { PushGate } from '../notifications/push-gate'
import type { SignedIn } from '../identity/sessions/sessions'
import type { PlanDesk } from '../plans/desk/plan-desk'
import type { PlanShelf } from '../plans/plan-shelf'
import type { Keyring } from './secrets/keyring'
import type { MayTry } from '../identity/accounts/guesses/floods'
import type { Lanes } from '../identity/accounts/guesses/lanes'
import type { Verdict } from '@traguardo/shared/sync'
import type { SiteNode } from '../sites/node/site-node'

/** What the whole application shares. */
export interface AppPorts {
  readonly clock: Clock
  readonly demo: boolean
  readonly keyring: Keyring
  readonly readerOf: ReaderOf
  readonly plans: PlanShelf
  /** Where plans are read and checked. */
  readonly desk: PlanDesk
  /** This server as a remote site; null at the head office. */
  readonly site: SiteNode | null
  /** Where the bytes of evidence are; null where none are taken. */
  readonly evidence: EvidenceStore | null
  /** Address at which people open it, without a bar at its end. */
  readonly address: string
  /** Where mail goes out; null where none does. */
  readonly mail: Mailer | null
  /** Name of the identity provider; null where there is none. */
  readonly oidc: string | null
  /** Public key for notices of the browser; null where there are none. */
  readonly pushKey: string | null
  /** Which services of browsers may be told, and the way to them. */
  readonly pushGate: PushGate
  /** Where unexpected errors are written down. */
  readonly log: ErrorLog
  /** Operations were decided: they are counted, where anybody may read the counts. */
  decided(verdicts: readonly Verdict[]): void
  /** Where guesses of one address wait for each other; null where none are counted: for tests that sign in all the time. */
  readonly guesses: Lanes | null
  /** Does something after the answer: what it takes is no part of what the answer tells. */
  afterwards(work: () => Promise<void>): void
  readonly mayTry: MayTry
}

/** What a resolver gets: one of its own for every request. */
export interface Context {
  readonly app: AppPorts
  readonly em: Em
  readonly viewer: SignedIn | null
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** The context of a resolver that the guard lets through only with a viewer. */
export interface SignedInContext extends Context {
  readonly viewer: SignedIn
}
