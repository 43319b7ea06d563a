import { refusal } from '@traguardo/shared/refusals'
import { createHash, timingSafeEqual } from 'node:crypto'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { refuseWith } from '../../kernel/http/errors'
import { routeOf } from '../http/graphql'
import { StartFailure } from '../../kernel/runtime/start-failure'
import type { Metrics } from './metrics'
import type { MetricsDoor } from './metrics-setting'

const PATH = '/metrics'
/** The text format of Prometheus. */
const TYPE = 'text/plain; version=0.0.4; charset=utf-8'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const give = async (metrics: Metrics, reply: FastifyReply): Promise<FastifyReply> =>
  reply
    .type(TYPE)
    .header('cache-control', 'no-store')
    .send(await metrics.text())

/** Counts every request, under its route as the program names it. */
export function countRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, { statusCode, elapsedTime }) =>
    metrics.answered(routeOf(request), request.method, statusCode, elapsedTime / 1000),
  )
}

/** On a port that only this machine reaches. */
async function onPort(app: FastifyInstance, metrics: Metrics, port: number): Promise<void> {
  const own = Fastify()
  own.get(PATH, (_request, reply) => give(metrics, reply))
  app.addHook('onClose', () => own.close())
  try {
    await own.listen({ host: '127.0.0.1', port })
  } catch (error) {
    throw new StartFailure(
      `TRAGUARDO_METRICHE chiede la porta ${port}, che non si può usare: ne scelga un'altra, per esempio ${port + 1}.`,
      { cause: error },
    )
  }
}

/** GET /metrics, for whoever the setting lets in [RI51]. */
export async function addMetrics(app: FastifyInstance, metrics: Metrics, door: MetricsDoor): Promise<void> {
  if (door.type === 'port') return onPort(app, metrics, door.port)
  const wanted = digest(`Bearer ${door.token}`)
  app.get(PATH, async (request, reply) => {
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), wanted))
      return refuseWith(reply.header('www-authenticate', 'Bearer'), 401, refusal('METRICS_TOKEN'))
    return give(metrics, reply)
  })
}
