import type { Refusal } from '@traguardo/shared/model'
import { either } from '../modules/ask'
import type { OfficeKnows } from '../offline/emptied/emptied'
import type { ServerStatus, Session } from './session'

const SESSION = `person username title body bodyName now roles { role unit from to deputy }
  positions { person title body bodyName } deviceKey`

/** Who the server is and who it takes us for: one request at every start. */
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

/** A session, or why there is none. */
export type SignedIn =
  ({ readonly __typename: 'Session' } & SessionAnswer) | ({ readonly __typename: 'Refusal' } & Refusal)

const SESSION_OR_NOT = either('Session', SESSION)

export const SIGN_IN = `mutation SignIn($username: String!, $password: String!, $code: String) {
  signIn(username: $username, password: $password, code: $code) { ${SESSION_OR_NOT} }
}`

/** Whom the identity provider knows gives the code of the second factor. */
export const SIGN_IN_CONFIRM = `mutation SignInConfirm($code: String!) { signInConfirm(code: $code) { ${SESSION_OR_NOT} } }`

export const SETUP = `mutation Setup($input: SetupInput!) { setup(input: $input) { ${SESSION_OR_NOT} } }`

export const BODY_SWITCH = `mutation BodySwitch($to: String!) { bodySwitch(to: $to) { ${SESSION_OR_NOT} } }`
