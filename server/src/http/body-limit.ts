import type { FastifyReply, FastifyRequest } from 'fastify'

/** Bytes of a request that imports a plan: the largest plan seen has 0,2 MB. */
export const LARGEST_IMPORT = 10 * 1024 * 1024
/** Bytes of any other request: a push has 256 kB at most. */
const LARGEST = 1024 * 1024

function sizeOf({ headers, body }: FastifyRequest): number {
  const declared = Number(headers['content-length'])
  return Number.isFinite(declared) ? declared : JSON.stringify(body ?? null).length
}

/** Only an import may be large. */
export async function refuseLargeBody(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (sizeOf(request) <= LARGEST) return
  const { query } = (request.body ?? {}) as { query?: unknown }
  if (typeof query === 'string' && query.includes('planImport')) return
  await reply.code(413).send({
    errors: [{ message: 'La richiesta è troppo grande: la divida.', extensions: { code: 'REQUEST_TOO_LARGE' } }],
  })
}
