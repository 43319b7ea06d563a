import type { RefusalParams } from '@traguardo/shared/refusals'
import type { TypedDocument } from './typed-document'

/** An error as the server tells it: of GraphQL, or beside it. */
export interface ErrorOfAnswer {
  readonly message: string
  readonly extensions?: { readonly code?: string; readonly params?: RefusalParams; readonly request?: string }
}

/** An answer of the server as it came. */
export interface RawAnswer<Answer> {
  readonly data?: Answer | null
  readonly errors?: readonly ErrorOfAnswer[]
}

/** The server answered, though not what was asked. */
export class AnswerError extends Error {
  constructor(readonly told: ErrorOfAnswer | null) {
    super(told?.message ?? 'No data in the answer')
  }
}

/** Means by which a request goes out, where not as usual. */
interface Way {
  /** A line that accepts a request and never answers counts as no line after this many milliseconds. */
  readonly patience?: number
  /** Does the request outlive its page? */
  readonly keepalive?: boolean
  /** Carries the request. */
  readonly post?: typeof fetch
}

const PATIENCE = 30_000
/** From so many characters on it pays to compress. */
const WORTH_COMPRESSING = 2000

async function packed(text: string): Promise<{ readonly body: BodyInit; readonly headers: Record<string, string> }> {
  if (text.length < WORTH_COMPRESSING || !('CompressionStream' in globalThis)) return { body: text, headers: {} }
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return { body: await new Response(stream).arrayBuffer(), headers: { 'content-encoding': 'gzip' } }
}

/**
 * The one way to `/graphql`, of pages, worker and Apollo. Rejects where nobody answered: only JSON is an answer, the page of a
 * captive portal is none, whatever its status says.
 */
export async function post<Answer, Variables>(
  document: TypedDocument<Answer, Variables>,
  variables: Variables,
  { patience = PATIENCE, keepalive = false, post: carry = fetch }: Way = {},
): Promise<RawAnswer<Answer>> {
  const { body, headers } = await packed(JSON.stringify({ query: document, variables }))
  const response = await carry('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    keepalive,
    headers: { 'content-type': 'application/json', 'apollo-require-preflight': '1', ...headers },
    body,
    signal: AbortSignal.timeout(patience),
  })
  if (!/json/.test(response.headers.get('content-type') ?? '')) throw new TypeError('No answer of the server')
  return (await response.json()) as RawAnswer<Answer>
}

/** Sends a document and gives the data of its answer. Rejects with `AnswerError` where there is none, and where nobody answered. */
export async function send<Answer, Variables>(
  document: TypedDocument<Answer, Variables>,
  variables: Variables,
  way?: Way,
): Promise<Answer> {
  const { data, errors } = await post(document, variables, way)
  if (!data || errors?.length) throw new AnswerError(errors?.[0] ?? null)
  return data
}
