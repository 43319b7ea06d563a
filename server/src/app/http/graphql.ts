import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { FastifyInstance } from 'fastify'
import { GraphQLError } from 'graphql'
import type { AppPorts, Context } from '../../kernel/context'
import type { ErrorLog } from '../../kernel/log/log'
import type { Orm } from '../../kernel/db/orm'
import { isTrouble, STATUS_OF, troubleOf } from '../../kernel/db/trouble'
import { tokenOf } from '../../identity/accounts/devices/cookie'
import { findSession } from '../../identity/sessions/sessions'
import { theSchema } from '../schema/build'
import { formatError, noteRequest } from '../../kernel/graphql/format-error'
import { sizesFor } from './body-limit'
import { queryGate } from './query-gate'
import { addJsonReader } from '../../kernel/http/read-json'

/** What fails before anything was done. */
const NOT_BEGUN = /^(GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT|OPERATION_RESOLUTION_FAILURE)$/

/**
 * An answer in `application/json` has status 200 whatever it says: with another one somebody between may have written it,
 * and a client of the older type looks no further (GraphQL over HTTP, "application/json").
 */
const statusOfJson: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response, errors }) {
        // What went wrong in a resolver has its code only in what goes out.
        const said = response.body.kind === 'single' ? response.body.singleResult.errors : undefined
        const trouble = said?.map(({ extensions }) => extensions?.['code']).find(isTrouble)
        if (trouble) response.http.status = STATUS_OF[trouble]
        if (request.http?.headers.get('accept')?.includes('application/graphql-response+json')) return
        if (errors?.every(({ extensions }) => NOT_BEGUN.test(String(extensions['code'])))) response.http.status = 200
      },
    }
  },
}

/** An error is told with the id of the request in which it came up. */
const requestOfErrors: ApolloServerPlugin<Context> = {
  async requestDidStart({ contextValue }) {
    return {
      async didEncounterErrors({ errors }) {
        for (const error of errors) noteRequest(error, contextValue.request.id)
      },
    }
  },
}

async function startApollo(demo: boolean, log: ErrorLog): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    schema: await theSchema(),
    introspection: demo,
    includeStacktraceInErrorResponses: false,
    formatError: formatError(demo, log),
    persistedQueries: false,
    plugins: [ApolloServerPluginCacheControlDisabled(), statusOfJson, requestOfErrors],
    // main.ts closes the application, and that stops Apollo: a drain plugin would close it again and wait for itself.
    stopOnTerminationSignals: false,
  })
  await apollo.start()
  return apollo
}

/** POST /graphql: nothing but JSON, of a size that depends on who sends it, and no query that asks too much. */
export async function addGraphql(app: FastifyInstance, orm: Orm, ports: AppPorts, log: ErrorLog): Promise<void> {
  const apollo = await startApollo(ports.demo, log)
  app.addHook('onClose', () => apollo.stop())
  const handler = fastifyApolloHandler(apollo, {
    async context(request, reply): Promise<Context> {
      const em = orm.em.fork()
      const token = tokenOf(request)
      try {
        const viewer = token ? await findSession(em, token, ports.clock) : null
        return { app: ports, em, viewer, request, reply }
      } catch (error) {
        noteRequest(error, request.id)
        const trouble = troubleOf(error)
        if (trouble === null || !(error instanceof Error)) throw error
        // Before there is an answer to speak of, its status comes along with the error.
        const extensions = { http: { status: STATUS_OF[trouble] } }
        throw new GraphQLError(error.message, { originalError: error, extensions })
      }
    },
  })
  await app.register(async (scope) => {
    addJsonReader(scope, sizesFor(orm, ports.clock))
    scope.post('/graphql', { preHandler: queryGate }, handler)
  })
}
