import { gql, type DocumentNode } from '@apollo/client/core'
import type { Refusal } from '@traguardo/shared/model'
import { err, ok, type Result } from '@traguardo/shared/result'
import { client } from '../modules/apollo'

/** A remote site, as the head office knows it. */
export interface Site {
  readonly id: string
  readonly name: string
  readonly units: readonly string[]
  readonly createdAt: string
  readonly revokedAt: string | null
  readonly lastSeen: string | null
  readonly waiting: number
  readonly refused: number
}

/** At a site: how it stands with the head office. */
export interface SiteStatus {
  readonly name: string
  readonly head: string
  readonly lastSync: string | null
  readonly lastTry: string | null
  readonly error: string | null
  readonly waiting: number
  readonly refused: number
}

const SITES = gql`
  query Sites($body: String!) {
    sites(body: $body) {
      __typename
      ... on SiteList {
        sites {
          id
          name
          units
          createdAt
          revokedAt
          lastSeen
          waiting
          refused
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`
const CREATE = gql`
  mutation SiteCreate($body: String!, $name: String!, $units: [String!]!, $head: String!) {
    siteCreate(body: $body, name: $name, units: $units, head: $head) {
      __typename
      ... on SiteCredential {
        fileName
        text
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`
const REVOKE = gql`
  mutation SiteRevoke($body: String!, $id: ID!) {
    siteRevoke(body: $body, id: $id)
  }
`
const EXCHANGE = gql`
  mutation SiteExchange($envelope: String!) {
    siteExchange(envelope: $envelope) {
      __typename
      ... on SiteEnvelope {
        envelope
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`
const REQUEST = gql`
  query SiteRequest {
    siteRequest {
      __typename
      ... on SiteEnvelope {
        envelope
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`
const STATUS_PARTS = gql`
  fragment StatusParts on SiteStatus {
    name
    head
    lastSync
    lastTry
    error
    waiting
    refused
  }
`
const STATUS = gql`
  query SiteStatus {
    siteStatus {
      __typename
      ...StatusParts
      ... on Refusal {
        code
        message
      }
    }
  }
  ${STATUS_PARTS}
`
const SYNC = gql`
  mutation SiteSync {
    siteSync {
      __typename
      ...StatusParts
      ... on Refusal {
        code
        message
      }
    }
  }
  ${STATUS_PARTS}
`
const TAKE = gql`
  mutation SiteTake($envelope: String!) {
    siteTake(envelope: $envelope) {
      __typename
      ...StatusParts
      ... on Refusal {
        code
        message
      }
    }
  }
  ${STATUS_PARTS}
`

type Reply<T> = ({ readonly __typename: string } & T) | ({ readonly __typename: 'Refusal' } & Refusal)

const isRefused = <T>(reply: Reply<T>): reply is { readonly __typename: 'Refusal' } & Refusal =>
  reply.__typename === 'Refusal'

/** Asks the server; null where nobody answered. */
async function ask<T>(document: DocumentNode, variables: object = {}): Promise<Result<T, Refusal> | null> {
  try {
    const isQuery = document.definitions.some((one) => 'operation' in one && one.operation === 'query')
    const { data } = isQuery
      ? await client.query<Record<string, Reply<T>>>({ query: document, variables })
      : await client.mutate<Record<string, Reply<T>>>({ mutation: document, variables })
    const reply = Object.values(data ?? {})[0]
    if (reply === undefined) return null
    return isRefused(reply) ? err({ code: reply.code, message: reply.message }) : ok(reply)
  } catch {
    return null
  }
}

export const fetchSites = (body: string) => ask<{ readonly sites: readonly Site[] }>(SITES, { body })

export const createSite = (body: string, name: string, units: readonly string[]) =>
  ask<{ readonly fileName: string; readonly text: string }>(CREATE, { body, name, units, head: window.location.origin })

export const revokeSite = (body: string, id: string) => ask<boolean>(REVOKE, { body, id })

/** Brings a file of a site to this head office, and gives the answer for it. */
export const exchangeFile = (envelope: string) => ask<{ readonly envelope: string }>(EXCHANGE, { envelope })

export const fetchSiteStatus = () => ask<SiteStatus>(STATUS)
export const syncSite = () => ask<SiteStatus>(SYNC)
export const requestFile = () => ask<{ readonly envelope: string }>(REQUEST)
export const takeFile = (envelope: string) => ask<SiteStatus>(TAKE, { envelope })
