import type { Schema } from '@traguardo/shared/sync'
import { expect, vi } from 'vitest'
import type { AppParts } from '../../server/src/app/app'
import { DEMO_DAY, fixedDayClock } from '../../server/src/kernel/runtime/clock'
import { letterhead, OFFICE_NAME, openEnvelope, sealEnvelope } from '../../server/src/sites/envelope'
import type { Credential } from '../../server/src/sites/messages'
import { type Api, type Caller, startApi } from './api'
import { aFolder } from './copies'
import { freshDatabase } from './databases'
import { inFolder } from './storages'
import { NOWHERE } from './sync'

const CREATE = `mutation($body: String!, $name: String!, $units: [String!]!, $head: String!) {
  answer: siteCreate(body: $body, name: $name, units: $units, head: $head) {
    ... on SiteCredential { text } ... on Refusal { code } } }`
/** A site asks its head office by itself at once, then no more while a test runs. Minutes. */
const NEVER_BY_ITSELF = 600
/** Waited for the first exchange of a site at most. Milliseconds. */
const PATIENCE_MS = 20_000

/** What a site is made of. */
interface NewSite {
  readonly units: readonly string[]
  readonly body?: string
  readonly name?: string
  /** Where the site finds its head office; nowhere, for one that is never started. */
  readonly head?: string
}

/** Makes a site at a head office, as its controller does: what the site is given. */
export async function newSite(controller: Pick<Caller, 'ask'>, site: NewSite): Promise<Credential> {
  const asked = { body: 'CCIAA-MS', name: 'Carrara', head: 'http://localhost', ...site }
  const { answer } = await controller.ask<{ answer: { text?: string; code?: string } }>(CREATE, asked)
  return JSON.parse(answer.text ?? expect.fail(answer.code)) as Credential
}

/** Starts a site on its day, without anything yet, and with a folder of evidence that goes with the tests. */
export async function startSite(site: Credential, parts: Partial<AppParts> = {}): Promise<Api> {
  return startApi(parts.database ?? (await freshDatabase('sqlite')), {
    ...{ demo: false, site, siteMinutes: NEVER_BY_ITSELF, clock: fixedDayClock(site.day ?? DEMO_DAY) },
    storage: inFolder(aFolder()),
    ...parts,
  })
}

/** Signs in at a site as soon as it knows its people: the first exchange, which it makes by itself, tells it of them. */
export const signInAt = (site: Api, username: string): Promise<Caller> =>
  vi.waitFor(() => site.signIn(username), { timeout: PATIENCE_MS, interval: 50 })

/** What the head office answers to an exchange of a site that has nothing and brings nothing, read as the schema says. */
export async function askOffice<T>(
  head: Api,
  { id, body, own, office }: Credential,
  { now, schema, said = {} }: { readonly now: string; readonly schema: Schema<T>; readonly said?: object },
): Promise<T> {
  const content = {
    ...letterhead('exchange', OFFICE_NAME, now),
    ...{ directory: null, report: { waiting: 0, refused: 0 }, whole: false },
    push: {
      ...{ body, node: id, protocol: 2, epoch: null, lastSeq: 0, lastDecided: null, verify: false },
      ...{ cursor: NOWHERE, operations: [] },
    },
    ...said,
  }
  const { siteExchange } = await head.nobody.ask<{ siteExchange: { envelope: string } }>(
    'mutation($envelope: String!) { siteExchange(envelope: $envelope) { ... on SiteEnvelope { envelope } } }',
    { envelope: await sealEnvelope(content, id, own, office) },
  )
  return openEnvelope(schema, siteExchange.envelope, own, office)
}
