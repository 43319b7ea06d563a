import type { OfficeKnows } from '../offline/emptied/emptied'
import type { ServerStatus, Session } from '../offline/session'

/** Fields asked of a session, wherever one is answered. */
export const SESSION = `person username title body bodyName now roles { role unit from to deputy }
  positions { person title body bodyName } deviceKey`

/** Query for the server's status and our own session: one request at every start. */
export const CONTACT = `query Contact {
  status { version demo site now needsSetup accounts { body bodyName username title role } demoPassword canReset oidc }
  me { ${SESSION} device { lastSeen operations } }
}`

/** A session with the moment at its body, and what wraps the key of this device. */
export type SessionAnswer = Session & { readonly now: string; readonly deviceKey: string }

export interface ContactData {
  readonly status: ServerStatus
  readonly me: (SessionAnswer & { readonly device: OfficeKnows | null }) | null
}
