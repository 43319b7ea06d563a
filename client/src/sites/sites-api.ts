import type { RefusalParams, Refusal } from '@traguardo/shared/refusals'
import { request, selectOrRefusal } from '../modules/request'

/** A remote site, as the head office knows it. */
export interface Site {
  readonly id: string
  readonly name: string
  readonly units: readonly string[]
  readonly createdAt: string
  readonly revokedAt: string | null
  readonly lastSeen: string | null
  readonly waiting: number
  /** Files that waited there; null where its software does not say. */
  readonly files: number | null
  readonly refused: number
  /** Trouble with it now. */
  readonly trouble: (Refusal & { readonly since: string }) | null
}

/** At a site: how it stands with the head office. */
export interface SiteStatus {
  readonly name: string
  readonly head: string
  readonly lastSync: string | null
  readonly lastTry: string | null
  readonly error: string | null
  readonly errorCode: string | null
  readonly errorParams: RefusalParams | null
  readonly waiting: number
  readonly files: number
  readonly refused: number
}

/** Evidence whose bytes are still to come to the head office. */
export interface WaitingEvidence {
  readonly files: number
  readonly oldest: string | null
}

const SITE = 'id name units createdAt revokedAt lastSeen waiting files refused trouble { code params message since }'
const STATUS_OR_NOT = selectOrRefusal(
  'SiteStatus',
  'name head lastSync lastTry error errorCode errorParams waiting files refused',
)
const ENVELOPE_OR_NOT = selectOrRefusal('SiteEnvelope', 'envelope')

const SITES = `query Sites($body: String!) { sites(body: $body) { ${selectOrRefusal('SiteList', `evidence { files oldest } sites { ${SITE} }`)} } }`
const CREATE = `mutation SiteCreate($body: String!, $name: String!, $units: [String!]!, $head: String!) {
  siteCreate(body: $body, name: $name, units: $units, head: $head) { ${selectOrRefusal('SiteCredential', 'fileName text')} } }`
const CHANGE = `mutation SiteChange($body: String!, $id: ID!, $name: String!, $units: [String!]!) {
  siteChange(body: $body, id: $id, name: $name, units: $units) { __typename ... on Refusal { code params message } } }`
const REVOKE =
  'mutation SiteRevoke($body: String!, $id: ID!) { siteRevoke(body: $body, id: $id) { __typename ... on Refusal { code params message } } }'
const EXCHANGE = `mutation SiteExchange($envelope: String!) { siteExchange(envelope: $envelope) { ${ENVELOPE_OR_NOT} } }`
const REQUEST = `query SiteRequest { siteRequest { ${ENVELOPE_OR_NOT} } }`
const STATUS = `query SiteStatus { siteStatus { ${STATUS_OR_NOT} } }`
const SYNC = `mutation SiteSync { siteSync { ${STATUS_OR_NOT} } }`
const TAKE = `mutation SiteTake($envelope: String!) { siteTake(envelope: $envelope) { ${STATUS_OR_NOT} } }`

export const fetchSites = (body: string) =>
  request<{ readonly sites: readonly Site[]; readonly evidence: WaitingEvidence }>(SITES, { body })

export const siteCreate = (body: string, name: string, units: readonly string[]) =>
  request<{ readonly fileName: string; readonly text: string }>(CREATE, {
    body,
    name,
    units,
    head: window.location.origin,
  })

export const siteChange = (body: string, id: string, name: string, units: readonly string[]) =>
  request<object>(CHANGE, { body, id, name, units })

export const siteRevoke = (body: string, id: string) => request<object>(REVOKE, { body, id })

/** Brings a file of a site to this head office, and gives the answer for it. */
export const exchangeFile = (envelope: string) => request<{ readonly envelope: string }>(EXCHANGE, { envelope })

export const fetchSiteStatus = () => request<SiteStatus>(STATUS)
export const syncSite = () => request<SiteStatus>(SYNC)
export const requestFile = () => request<{ readonly envelope: string }>(REQUEST)
export const takeFile = (envelope: string) => request<SiteStatus>(TAKE, { envelope })
