import { ApolloServer } from '@apollo/server'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { FastifyInstance } from 'fastify'
import type { AppPorts, Context } from '../context'
import type { Orm } from '../db/orm'
import { tokenOf } from '../people/cookie'
import { findSession } from '../people/sessions'
import { theSchema } from '../schema/build'
import { type ErrorLog, formatError } from '../schema/format-error'
import { queryLimits } from '../schema/limits'
import { LARGEST_IMPORT, refuseLargeBody } from './body-limit'

const MOST_TOKENS = 6000

async function startApollo(demo: boolean, log: ErrorLog): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    schema: await theSchema(),
    introspection: demo,
    includeStacktraceInErrorResponses: false,
    formatError: formatError(demo, log),
    validationRules: [queryLimits],
    parseOptions: { maxTokens: MOST_TOKENS },
    persistedQueries: false,
    // main.ts closes the application, and that stops Apollo: a drain plugin would close it again and wait for itself.
    stopOnTerminationSignals: false,
  })
  await apollo.start()
  return apollo
}

/** POST /graphql */
export async function addGraphql(app: FastifyInstance, orm: Orm, ports: AppPorts, log: ErrorLog): Promise<void> {
  const apollo = await startApollo(ports.demo, log)
  app.addHook('onClose', () => apollo.stop())
  const handler = fastifyApolloHandler(apollo, {
    async context(request, reply): Promise<Context> {
      const em = orm.em.fork()
      const token = tokenOf(request)
      const viewer = token ? await findSession(em, token, ports.clock) : null
      return { app: ports, em, viewer, request, reply }
    },
  })
  app.post('/graphql', { bodyLimit: LARGEST_IMPORT, preHandler: refuseLargeBody }, handler)
}
