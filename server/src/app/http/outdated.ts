import { refusal } from '@traguardo/shared/refusals'
import type { FastifyInstance } from 'fastify'
import type { SchemaGuard } from '../../kernel/db/connection/schema-guard'
import { isHealth } from './closing'
import { refuseWith } from '../../kernel/http/errors'

/** Refuses everything while the data are of a newer program, but for what tells so [RI58]. */
export function addOutdated(app: FastifyInstance, schema: SchemaGuard): void {
  app.addHook('onRequest', async (request, reply) =>
    schema.isOutdated && !isHealth(request.url) ? refuseWith(reply, 503, refusal('SERVER_OUTDATED')) : undefined,
  )
}
