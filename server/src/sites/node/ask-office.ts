import type { Refusal } from '@traguardo/shared/refusals'

/** The head office answered, and the answer is no. */
export class OfficeRefused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code)
  }
}

/** Document by which a site speaks to its head office: earlier ones are kept as documents of the app are [RI82]. */
export const EXCHANGE = `mutation Exchange($envelope: String!) { siteExchange(envelope: $envelope) { __typename
  ... on SiteEnvelope { envelope } ... on Refusal { code message } } }`

/** A poor line may take this long for one envelope. Milliseconds. */
const PATIENCE = 300_000
/** Somebody stands there and waits. */
export const SIGN_IN_PATIENCE = 30_000

type Reply =
  { readonly __typename: 'SiteEnvelope'; readonly envelope: string } | ({ readonly __typename: 'Refusal' } & Refusal)

/** Carries an envelope to the head office and brings its answer back. Rejects where none came. */
export async function askOffice(head: string, envelope: string, patience: number = PATIENCE): Promise<string> {
  const response = await fetch(new URL('/graphql', head), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'apollo-require-preflight': '1' },
    body: JSON.stringify({ query: EXCHANGE, variables: { envelope } }),
    signal: AbortSignal.timeout(patience),
  })
  if (!/json/.test(response.headers.get('content-type') ?? '')) throw new TypeError('No answer of the head office')
  const { data } = (await response.json()) as { readonly data?: { readonly siteExchange?: Reply } }
  const reply = data?.siteExchange
  if (!reply) throw new Error('No data in the answer of the head office')
  if (reply.__typename === 'Refusal')
    throw new OfficeRefused({ code: reply.code, params: null, message: reply.message })
  return reply.envelope
}
