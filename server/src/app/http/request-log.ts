import { RIGHTS } from '@traguardo/shared/people'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { askedOf } from './query-gate'

/** Root fields that there are: a query may name anything else, a person too. */
const FIELDS = new Set(Object.keys(RIGHTS).map((name) => name.slice(name.indexOf('.') + 1)))
const FIRST_FAULT = 500
/** Its sender did not wait for the answer. */
const CUT = 'richiesta interrotta'

/** The address as the program names it, never as it was asked: what stands in a real one may be a secret, or somebody's. */
export const routeOf = ({ routeOptions }: FastifyRequest): string => routeOptions.url ?? '*'

function lineOf(request: FastifyRequest, reply: FastifyReply | null): object {
  const asks = [...askedOf(request)].filter((name) => FIELDS.has(name))
  return {
    method: request.method,
    route: routeOf(request),
    ...(asks.length === 0 ? {} : { asks }),
    ...(reply === null ? {} : { status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10 }),
  }
}

/**
 * Tells each request its id in a header, and writes one line when it is answered, or its sender went away: what was asked by
 * its route, how it ended, how long it took; nothing of what went along [RI49, RI50].
 */
export function addRequestLog(app: FastifyInstance): void {
  const written = new WeakSet<FastifyRequest>()
  const write = (request: FastifyRequest, reply: FastifyReply | null, said: string): void => {
    if (written.has(request)) return
    written.add(request)
    request.log[reply && reply.statusCode >= FIRST_FAULT ? 'warn' : 'info'](lineOf(request, reply), said)
  }
  app.addHook('onRequest', async (request, reply) => {
    // On the answer of Node itself: uploads are answered by another library.
    reply.raw.setHeader('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => write(request, reply, 'richiesta'))
  app.addHook('onRequestAbort', async (request) => write(request, null, CUT))
}
