import type { RoleGrant } from '@traguardo/shared/model'

/** Session of a signed-in person, as the server tells it. */
export interface Session {
  readonly person: string
  readonly username: string
  readonly title: string
  readonly body: string
  readonly bodyName: string
  readonly roles: readonly RoleGrant[]
  /** Positions in which this account may act. */
  readonly positions?: readonly Position[]
}

/** Identity of somebody on a device: an account in one of its positions. */
export type Identity = Pick<Session, 'username' | 'body' | 'person'>

/** A position of an account in a body. */
export interface Position {
  readonly person: string
  readonly title: string
  readonly body: string
  readonly bodyName: string
}

export interface DemoAccount {
  readonly body: string
  readonly bodyName: string
  readonly username: string
  readonly title: string
  readonly role: string
}

export interface ServerStatus {
  readonly version: string
  readonly demo: boolean
  /** Name of the remote site that the server is; null at the head office. */
  readonly site: string | null
  readonly now: string
  readonly needsSetup: boolean
  readonly accounts: readonly DemoAccount[]
  readonly demoPassword: string | null
  /** Can a forgotten password be replaced by mail? */
  readonly canReset?: boolean
  /** Name of the identity provider; null for none. */
  readonly oidc?: string | null
}
