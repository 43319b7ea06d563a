import { nameOfAgent } from '@traguardo/shared/people'
import type { Refusal } from '@traguardo/shared/refusals'
import {
  type PushAnswer,
  answerIn,
  AnswerSchema,
  fieldsOf,
  type Operation,
  type Push,
  RefusalSchema,
} from '@traguardo/shared/sync'
import { noteSeen } from '../modules/errors-seen'
import { refusedAs } from './refused'

/** Returns the name of this device in the history of a value. */
export const deviceName = (): string => nameOfAgent(globalThis.navigator?.userAgent ?? '')

/** The cursor of today has another name on the wire: the first protocol had a count by that name. */
const SYNC = `mutation Sync($push: PushInput!) { sync(push: $push) { __typename
  ... on SyncAnswer ${fieldsOf(AnswerSchema, { cursor: 'at' })} ... on Refusal ${fieldsOf(RefusalSchema)} } }`

/** Ending a session may take this long, milliseconds; what was not told is told at the next start. */
const LAST_WORD = 5_000

/** Tells the server that this device's session is over, also from a page that goes. Rejects where nobody answered. */
export async function tellSignedOut(): Promise<void> {
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    keepalive: true,
    headers: { 'content-type': 'application/json', 'apollo-require-preflight': '1' },
    body: JSON.stringify({ query: 'mutation SignOut { signOut }' }),
    signal: AbortSignal.timeout(LAST_WORD),
  })
  const { data } = (await response.json()) as { readonly data?: { readonly signOut?: boolean } }
  if (data?.signOut !== true) throw new TypeError('No answer of the server')
}

/** An operation as it goes out: its register is made from its key at the other end, what is nothing is left out. */
function wireOperation({ register: _made, base, about, decision, ...rest }: Operation): object {
  return { ...rest, ...(base ? { base } : {}), ...(about ? { about } : {}), ...(decision ? { decision } : {}) }
}

/** The name of this device is somebody else's at the server: it does as where it is a copy, and takes another [SY34]. */
const otherName = ({ epoch, cursor }: Push): PushAnswer => ({
  ...{ notice: 'cloned', epoch: epoch ?? '', cursor, view: null, more: true, checksum: null, sums: null, safe: 0 },
  ...{ verdicts: [], registers: [], tray: [], serverTime: '' },
})

/** A batch on a very slow line takes this long at most; then it counts as no line. Milliseconds. */
const PATIENCE = 120_000
/** From so many characters on it pays to compress. */
const WORTH_COMPRESSING = 2000

async function packed(text: string): Promise<{ readonly body: BodyInit; readonly headers: Record<string, string> }> {
  if (text.length < WORTH_COMPRESSING || !('CompressionStream' in globalThis)) return { body: text, headers: {} }
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return { body: await new Response(stream).arrayBuffer(), headers: { 'content-encoding': 'gzip' } }
}

/**
 * Carries a push to the server, from a page or from the service worker. Rejects with `Refused` where it says no, `NotNow`
 * where that passes, any other error where nobody answered: only JSON is an answer, the page of a captive portal is none, whatever its status says.
 * @param post what carries the request
 */
export async function carryPush(push: Push, person: string, post: typeof fetch = fetch): Promise<PushAnswer> {
  const { cursor, operations, ...rest } = push
  const variables = {
    push: { ...rest, person, device: deviceName(), at: cursor, operations: operations.map(wireOperation) },
  }
  const { body, headers } = await packed(JSON.stringify({ query: SYNC, variables }))
  const response = await post('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'apollo-require-preflight': '1', ...headers },
    body,
    signal: AbortSignal.timeout(PATIENCE),
  })
  if (!/json/.test(response.headers.get('content-type') ?? '')) throw new TypeError('No answer of the server')
  const { data, errors } = (await response.json()) as {
    readonly errors?: readonly { readonly extensions?: { readonly code?: string; readonly request?: string } }[]
    readonly data?: {
      readonly sync?:
        { readonly __typename: 'SyncAnswer'; readonly at: unknown } | ({ readonly __typename: 'Refusal' } & Refusal)
    }
  }
  if (!data?.sync) {
    noteSeen(errors?.[0]?.extensions?.code ?? 'EMPTY', errors?.[0]?.extensions?.request)
    throw new Error('No data in the answer')
  }
  if (data.sync.__typename === 'Refusal') {
    const { code, params, message } = data.sync
    if (code === 'NODE_NOT_YOURS') return otherName(push)
    throw refusedAs({ code, params, message })
  }
  return answerIn({ ...data.sync, cursor: data.sync.at })
}
