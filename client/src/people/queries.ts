import type { Refusal } from '@traguardo/shared/refusals'
import { selectOrRefusal } from '../modules/request'
import { SESSION, type SessionAnswer } from '../replica/contact'

/** A session, or why there is none. */
export type SignedIn =
  ({ readonly __typename: 'Session' } & SessionAnswer) | ({ readonly __typename: 'Refusal' } & Refusal)

const SESSION_OR_NOT = selectOrRefusal('Session', SESSION)

export const SIGN_IN = `mutation SignIn($username: String!, $password: String!, $code: String) {
  signIn(username: $username, password: $password, code: $code) { ${SESSION_OR_NOT} }
}`

/** Sign-in with the code of the second factor, by somebody whom the identity provider knows. */
export const SIGN_IN_CONFIRM = `mutation SignInConfirm($code: String!) { signInConfirm(code: $code) { ${SESSION_OR_NOT} } }`

export const SETUP = `mutation Setup($input: SetupInput!) { setup(input: $input) { ${SESSION_OR_NOT} } }`

export const BODY_SWITCH = `mutation BodySwitch($to: String!) { bodySwitch(to: $to) { ${SESSION_OR_NOT} } }`
