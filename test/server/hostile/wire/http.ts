import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

/** One request as it goes out, byte for byte. `path` is not touched: it may be malformed. */
export interface Asked {
  readonly method?: string
  readonly path: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Buffer
}

/** One answer: its bytes unpacked, and what it says of itself where it refuses. */
export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  readonly text: string
  /** Stable code and sentence of a refusal or an error, wherever they stand; null where there is none. */
  readonly code: string | null
  readonly message: string | null
  /** What was answered to the root field named `answer`. */
  readonly answer: unknown
}

/** Whoever speaks: nothing of them but what goes along with a request. */
export type Credentials = Readonly<Record<string, string>>

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null

function unpacked(bytes: Buffer, encoding: string | undefined): Buffer {
  if (encoding === 'gzip') return gunzipSync(bytes)
  return encoding === 'br' ? brotliDecompressSync(bytes) : bytes
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

/** The refusal in a body: of GraphQL's errors, of an address, of a root field. */
function refusalIn(body: unknown): { readonly code: string | null; readonly message: string | null } {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  if (!isObject(body)) return { code: null, message: null }
  const [error] = Array.isArray(body['errors']) ? (body['errors'] as unknown[]) : []
  if (isObject(error)) {
    const extensions = isObject(error['extensions']) ? error['extensions'] : {}
    return { code: text(extensions['code']), message: text(error['message']) }
  }
  const data = isObject(body['data']) ? body['data']['answer'] : body
  return isObject(data) ? { code: text(data['code']), message: text(data['message']) } : { code: null, message: null }
}

/** HTTP over a real socket, with connections that stay open. */
export class Wire {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 8 })
  /** Requests so far. */
  asked = 0

  constructor(private readonly origin: string) {}

  /** Sends a request and reads its whole answer. Rejects where the server closes the line without one. */
  send({ method = 'GET', path, headers = {}, body }: Asked): Promise<Reply> {
    this.asked += 1
    const { hostname, port } = new URL(this.origin)
    return new Promise((done, failed) => {
      const going = request({ agent: this.agent, hostname, port, method, path, headers }, (coming) => {
        const parts: Buffer[] = []
        coming.on('data', (part: Buffer) => parts.push(part))
        coming.on('error', failed)
        coming.on('end', () => {
          const bytes = unpacked(Buffer.concat(parts), coming.headers['content-encoding'])
          const text = bytes.toString('utf8')
          const said = parsed(text)
          const data = isObject(said) && isObject(said['data']) ? said['data']['answer'] : undefined
          const { statusCode: status = 0, headers: got } = coming
          done({ status, headers: got, bytes, text, ...refusalIn(said), answer: data })
        })
      })
      going.on('error', failed)
      going.end(body)
    })
  }

  /** Asks the API; the root field has to be called `answer`. */
  ask(who: Credentials, query: string, variables: unknown = {}): Promise<Reply> {
    return this.send(graphql(who, query, variables))
  }

  close(): void {
    this.agent.destroy()
  }
}

/** A request to the API. */
export const graphql = (who: Credentials, query: string, variables: unknown): Asked => ({
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json', 'apollo-require-preflight': '1', ...who },
  body: JSON.stringify({ query, variables }),
})
