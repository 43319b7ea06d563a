import type { FastifyInstance, FastifyRequest } from 'fastify'
import { inexactIn, takeOutInexact } from './inexact'

/** Why a body was not read: its status is what the error handler goes by. */
class TooLarge extends Error {
  readonly statusCode = 413
}

/** Bytes of a body after unpacking, as they were counted. */
const sizes = new WeakMap<FastifyRequest, number>()

/** Bytes of the body of a request that `addJsonReader` has read, unpacked. */
export const bytesOf = (request: FastifyRequest): number => sizes.get(request) ?? 0

/** How large a body may be: `small` for anybody, `large` for whoever may send more. Bytes. */
export interface Sizes {
  readonly small: number
  readonly large: number
  mayBeLarge(request: FastifyRequest): Promise<boolean>
}

async function read(request: FastifyRequest, payload: NodeJS.ReadableStream, sizes: Sizes): Promise<Buffer> {
  let most = sizes.small
  const check = async (bytes: number): Promise<void> => {
    if (bytes > most && bytes <= sizes.large && (await sizes.mayBeLarge(request))) most = sizes.large
    if (bytes > most) throw new TooLarge(`more than ${most} bytes`)
  }
  // What is announced is not read first. Packed it may still grow: it is counted as it comes.
  await check(Number(request.headers['content-length'] ?? 0))
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of payload as AsyncIterable<Buffer | string>) {
    const part = Buffer.from(chunk as Buffer)
    bytes += part.length
    await check(bytes)
    chunks.push(part)
  }
  return Buffer.concat(chunks, bytes)
}

/** Reads JSON with a limit that depends on who sends it; what is packed counts as what it unpacks to. */
export function addJsonReader(scope: FastifyInstance, limits: Sizes): void {
  const parse = scope.getDefaultJsonParser('error', 'error')
  scope.removeContentTypeParser('application/json')
  scope.addContentTypeParser('application/json', (request, payload, done) => {
    read(request, payload, limits).then(
      (body) => {
        sizes.set(request, body.length)
        const text = body.toString('utf8')
        const isInexact = inexactIn(text)
        // Gives its answer to `done`.
        void parse(request, text, (error: Error | null, value?: unknown) => {
          const refused = error ?? (isInexact ? takeOutInexact(text, value) : null)
          done(refused, value)
        })
      },
      (error: Error) => done(error),
    )
  })
}
