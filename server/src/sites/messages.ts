import type { IsoInstant, Plan, RoleGrant } from '@traguardo/shared/model'
import type { Answer, Push } from '@traguardo/shared/sync'
import type { PrivateKeys, PublicKeys } from './envelope'

/** What a site is told of itself, for both ends' pages. */
export interface SiteReport {
  /** Operations that the head office has still to decide. */
  readonly waiting: number
  /** Operations of its people in a tray. */
  readonly refused: number
}

/** What a site says: a push of what its people did, and what it has already. */
export interface SiteRequest {
  readonly push: Push
  /** Hash of the directory that the site holds; null for none. */
  readonly directory: string | null
  readonly report: SiteReport
  /** Carried by hand: everything in one go, both ways. */
  readonly whole: boolean
}

/** The plans, people and accounts that a site serves: its own units' and nobody else's. */
export interface Directory {
  readonly body: { readonly code: string; readonly name: string }
  readonly plans: readonly Plan[]
  readonly people: readonly { readonly code: string; readonly title: string }[]
  readonly grants: readonly (RoleGrant & { readonly person: string })[]
  readonly accounts: readonly { readonly username: string; readonly hash: string; readonly person: string }[]
}

/** What the head office answers: what it says of the push, and the directory where it changed. */
export interface SiteAnswer {
  readonly answer: Answer
  readonly directoryHash: string
  readonly directory: Directory | null
  readonly at: IsoInstant
}

/** What a site is installed with: who it is, where the head office is, and the keys of the two. Its holder is the site. */
export interface Credential {
  readonly format: 'traguardo-sede'
  readonly id: string
  readonly name: string
  readonly body: string
  readonly units: readonly string[]
  /** Address of the head office. */
  readonly head: string
  /** The one day on which a demo lives; null for the real clock. */
  readonly day: string | null
  readonly own: PrivateKeys
  readonly office: PublicKeys
}
