import type { FastifyInstance } from 'fastify'
import type { Orm } from '../db/orm'
import { VERSION } from '../version'

/** GET /salute: 200 where the database answers, 503 where it does not. */
export function addHealth(app: FastifyInstance, orm: Orm): void {
  app.get('/salute', async (_request, reply) => {
    const { ok } = await orm.em.getConnection().checkConnection()
    return reply
      .code(ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ stato: ok ? 'ok' : 'il database non risponde', versione: VERSION })
  })
}
