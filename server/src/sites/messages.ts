import type { Plan, Refusal, RoleGrant } from '@traguardo/shared/model'
import type { Answer, Push } from '@traguardo/shared/sync'
import type { Letterhead, PrivateKeys, PublicKeys } from './envelope'

/** What a site is told of itself, for both ends' pages. */
export interface SiteReport {
  /** Operations that the head office has still to decide. */
  readonly waiting: number
  /** Files that the head office has still to get, those that it will never take among them; left out by earlier software. */
  readonly files?: number | null
  /** Operations of its people in a tray. */
  readonly refused: number
  /** Code of what was wrong with the last exchange; null or left out where nothing was. */
  readonly problem?: string | null
}

/** What a site says: a push of what its people did, and what it has already. */
export interface SiteRequest extends Letterhead {
  readonly push: Push
  /** Hash of the directory that the site holds; null for none. */
  readonly directory: string | null
  readonly report: SiteReport
  /** Carried by hand: everything in one go, both ways. */
  readonly whole: boolean
  /** User names that were used there; left out by earlier software, which asks for no second factor. */
  readonly accounts?: readonly string[] | undefined
  /** Hashes of recovery codes that were used there. */
  readonly spent?: readonly string[] | undefined
}

/** What somebody typed who signs in at a site for the first time. */
export interface SiteSignIn extends Letterhead {
  readonly username: string
  readonly password: string
  readonly code: string | null
}

/** An account as a site is given it: enough to let its person in without a line. */
export interface DirectoryAccount {
  readonly username: string
  readonly hash: string
  readonly person: string
  /** Secret of the second factor, in base 32; left out where it is off. */
  readonly totp?: string
  /** The step of the last code that was used. */
  readonly totpUsed?: number | null
  /** Hashes of the codes that stand in for it. */
  readonly recovery?: readonly string[]
}

/** What the head office says of a first sign-in: a refusal, or who it is. */
export interface SiteSignInAnswer extends Letterhead {
  readonly refusal: Refusal | null
  readonly person: {
    readonly code: string
    readonly title: string
    readonly grants: readonly RoleGrant[]
    readonly account: DirectoryAccount
  } | null
}

/** The plans, people and accounts that a site serves: its own units' and nobody else's. */
export interface Directory {
  /** What the site is called; left out by earlier software. */
  readonly name?: string
  readonly body: { readonly code: string; readonly name: string }
  readonly plans: readonly Plan[]
  readonly people: readonly { readonly code: string; readonly title: string }[]
  readonly grants: readonly (RoleGrant & { readonly person: string })[]
  readonly accounts: readonly DirectoryAccount[]
}

/** What the head office answers: what it says of the push, and the directory where it changed. */
export interface SiteAnswer extends Letterhead {
  readonly answer: Answer
  readonly directoryHash: string
  readonly directory: Directory | null
}

/** What a site shows where it brings or fetches a file: an envelope for this one request. */
export interface SitePass extends Letterhead {
  readonly files: string
  /** The one request that it is for. */
  readonly request: string
}

/** A request as a pass names it: method, path, and for whom a file is brought. */
export const requestFor = (method: string, path: string, person: string | null): string =>
  [method, path, person ?? '-'].join(' ')

/** What was wrong between a site and the head office, as the head office remembers it. */
export interface SiteTrouble {
  readonly code: string
  readonly since: string
  /** When the controllers were told. */
  readonly told: string
  /** It is over: told again only where it comes back after a day. */
  readonly over: boolean
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
