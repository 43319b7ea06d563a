import { gql } from '@apollo/client/core'
import type { Refusal } from '@traguardo/shared/model'
import type { ServerStatus, Session } from './session'

const SESSION = gql`
  fragment SessionParts on Session {
    person
    username
    title
    body
    bodyName
    now
    roles {
      role
      unit
      from
      to
      deputy
    }
    positions {
      person
      title
      body
      bodyName
    }
  }
`

/** Who the server is and who it takes us for: one request at every start. */
export const CONTACT = gql`
  query Contact {
    status {
      version
      demo
      site
      now
      needsSetup
      accounts {
        body
        bodyName
        username
        title
        role
      }
      demoPassword
      canReset
      oidc
    }
    me {
      ...SessionParts
    }
  }
  ${SESSION}
`
/** A session with the moment at its body. */
export type SessionAnswer = Session & { readonly now: string }

export interface ContactData {
  readonly status: ServerStatus
  readonly me: SessionAnswer | null
}

/** A session, or why there is none. */
export type SignedIn =
  ({ readonly __typename: 'Session' } & SessionAnswer) | ({ readonly __typename: 'Refusal' } & Refusal)

export const SIGN_IN = gql`
  mutation SignIn($username: String!, $password: String!, $code: String) {
    signIn(username: $username, password: $password, code: $code) {
      __typename
      ...SessionParts
      ... on Refusal {
        code
        message
      }
    }
  }
  ${SESSION}
`

export const SIGN_OUT = gql`
  mutation SignOut {
    signOut
  }
`

export const SETUP = gql`
  mutation Setup($input: SetupInput!) {
    setup(input: $input) {
      __typename
      ...SessionParts
      ... on Refusal {
        code
        message
      }
    }
  }
  ${SESSION}
`

export const BODY_SWITCH = gql`
  mutation BodySwitch($to: String!) {
    bodySwitch(to: $to) {
      __typename
      ...SessionParts
      ... on Refusal {
        code
        message
      }
    }
  }
  ${SESSION}
`
