import type { PrivateKeys, PublicKeys } from './envelope'

/** Trouble between a site and the head office, as the head office remembers it. */
export interface SiteTrouble {
  readonly code: string
  readonly since: string
  /** Time at which the controllers were told. */
  readonly told: string
  /** It is over: told again only where it comes back after a day. */
  readonly over: boolean
}

/**
 * Credential with which a site is installed: its identity, the address of the head office, and the keys of the two. Its
 * holder is the site.
 */
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
