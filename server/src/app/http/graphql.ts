import type { FastifyRequest, FastifyReply, FastifyInstance } from 'fastify'
import { isController, RIGHTS } from '@traguardo/shared/people'
import { refusal } from '@traguardo/shared/refusals'
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { Clock } from '../../kernel/runtime/clock'
import { trimMap } from '../../kernel/runtime/trim-map'
import type { Orm } from '../../kernel/db/orm'
import { tokenOf } from '../../identity/accounts/devices/cookie'
import { findSession } from '../../identity/sessions/sessions'
import { type Sizes, bytesOf, addJsonReader } from '../../kernel/http/read-json'
import { type Looked, inspectQuery } from '../../kernel/graphql/query-cost'
import { refuseWith } from '../../kernel/http/errors'
import type { AppPorts, Context } from '../../kernel/context'
import type { ErrorLog } from '../../kernel/log/log'
import { isTrouble, STATUS_OF } from '../../kernel/db/trouble'
import { Answers } from './answers/answers'
import { contextsOf } from './context-of'
import { theSchema } from '../schema/build'
import type { KnownDocuments } from './known-documents'
import { formatError, noteRequest } from '../../kernel/graphql/format-error'

const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null

/**
 * Does a value have more than so many levels of lists and objects, or more than so many of them in all? Level by level:
 * nothing here recurses.
 */
export function isDeeper(value: unknown, levels: number, most = Number.POSITIVE_INFINITY): boolean {
  let groups = isGroup(value) ? [value] : []
  let count = 0
  for (let depth = 1; groups.length > 0; depth++) {
    count += groups.length
    if (depth > levels || count > most) return true
    groups = groups.flatMap((group) => (Object.values(group) as readonly unknown[]).filter(isGroup))
  }
  return false
}

/** Bytes of a request of anybody: a push has 256 kB at most. */
const LARGEST = 1024 * 1024
/** Bytes of a request with a plan: the largest plan seen has 0,2 MB, one of 1,000 indicators 1,2. */
const LARGEST_PLAN = 10 * 1024 * 1024

/** Root fields that a plan goes along with, or the file that was carried from a site: months of its work. */
const MAY_BE_LARGE: ReadonlySet<string> = new Set(['planImport', 'draftSave', 'siteExchange'])

/** Only who may import a plan, or bring a site's file by hand, may send so much, and that is known before it is read [RI12]. */
const sizesFor = (orm: Orm, clock: Clock): Sizes => ({
  small: LARGEST,
  large: LARGEST_PLAN,
  async mayBeLarge(request: FastifyRequest) {
    const token = tokenOf(request)
    const viewer = token ? await findSession(orm.em.fork(), token, clock) : null
    return viewer !== null && isController(viewer)
  },
})

/** Levels of what goes along with a query: a draft of a plan has ten. */
const DEEPEST = 40
/** Lists and objects of what goes along, but with a plan: a push of 500 operations has 2,000. */
const MOST_GROUPS = 50_000
/** Queries that are remembered: pages send the same few again and again. */
const REMEMBERED = 200
const LONGEST_REMEMBERED = 10_000

const remembered = new Map<string, Looked>()

function recall(text: string): Looked {
  const known = remembered.get(text)
  if (known) return known
  const looked = inspectQuery(text)
  if (text.length > LONGEST_REMEMBERED) return looked
  remembered.set(text, looked)
  trimMap(remembered, REMEMBERED)
  return looked
}

const asked = new WeakMap<FastifyRequest, ReadonlySet<string>>()

/** Names of the root fields that a request asks, as far as its query could be read: any that its sender made up among them. */
const askedOf = (request: FastifyRequest): ReadonlySet<string> => asked.get(request) ?? new Set()

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** Content that no register has: the shared rules refuse its operation, and nothing else of the push. */
const FORMLESS = { type: 'too-deep' }

/** One operation whose content goes too deep does not hold up the others of a push. */
function cutContents(variables: Record<string, unknown>): void {
  for (const value of Object.values(variables)) {
    const { operations } = fieldsOf(value)
    for (const operation of Array.isArray(operations) ? operations : []) {
      const fields = fieldsOf(operation)
      if (isDeeper(fields['content'], DEEPEST / 2)) fields['content'] = FORMLESS
    }
  }
}

/**
 * Refuses what asks too much before anything works on it: the text of a query by what it comes to when it is spelt out,
 * what goes along by its depth and size [RI11, RI12]; and where not every document is answered, one that is not known [RI82].
 */
const queryGate = (isKnown: KnownDocuments | null) => async (request: FastifyRequest, reply: FastifyReply) => {
  const body = fieldsOf(request.body)
  const variables = fieldsOf(body['variables'])
  cutContents(variables)
  const { query } = body
  if (typeof query !== 'string') return undefined
  const { isTooBig, isInexact, roots } = recall(query)
  if (isInexact) return refuseWith(reply, 400, refusal('NUMBER_INEXACT', { kind: 'request' }))
  asked.set(request, roots)
  const isLarge = bytesOf(request) > LARGEST
  if (isTooBig || isDeeper(request.body, DEEPEST, isLarge ? undefined : MOST_GROUPS))
    return refuseWith(reply, 400, refusal('QUERY_TOO_BIG'))
  if (isLarge && ![...roots].every((name) => MAY_BE_LARGE.has(name)))
    return refuseWith(reply, 413, refusal('REQUEST_TOO_LARGE'))
  if (isKnown?.(query) === false) return refuseWith(reply, 400, refusal('DOCUMENT_UNKNOWN'))
  return undefined
}

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
  app.addHook('onRequest', (request, reply, done) => {
    // On the answer of Node itself: uploads are answered by another library.
    reply.raw.setHeader('x-request-id', request.id)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    write(request, reply, 'richiesta')
    done()
  })
  app.addHook('onRequestAbort', async (request) => write(request, null, CUT))
}

/** Codes of requests that fail before anything was done. */
const NOT_BEGUN = /^(GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT|OPERATION_RESOLUTION_FAILURE)$/

/**
 * An answer in `application/json` has status 200 whatever it says: with another one somebody between may have written it,
 * and a client of the older type looks no further (GraphQL over HTTP, "application/json").
 */
const statusOfJson: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response, errors }) {
        // An error of a resolver has its code only in what goes out.
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

/** Parts of answering GraphQL, beside what every part of the application has. */
interface Answering {
  readonly log: ErrorLog
  /** Documents that are answered; null for any. */
  readonly documents: KnownDocuments | null
}

/** POST /graphql: nothing but JSON, of a size that depends on who sends it, and no query that asks too much. */
export async function addGraphql(
  app: FastifyInstance,
  orm: Orm,
  ports: AppPorts,
  { log, documents }: Answering,
): Promise<void> {
  const apollo = await startApollo(ports.demo, log)
  app.addHook('onClose', () => apollo.stop())
  const contexts = contextsOf(orm, ports)
  const answers = new Answers(await theSchema())
  const byApollo = fastifyApolloHandler(apollo, { context: (request, reply) => contexts.of(request, reply) })
  /** Answers from what is kept, behind the same gates; everything else goes to Apollo. */
  const handler: typeof byApollo = async function answer(request, reply) {
    const asking = answers.read(request, askedOf(request))
    const ahead = asking && tokenOf(request) ? answers.ahead(asking, ports) : null
    const context = asking && (await contexts.of(request, reply, true).catch(() => null))
    await ahead
    const found = asking && context && (await answers.find(asking, context))
    return found ? answers.send(found, request, reply) : byApollo.call(this, request, reply)
  }
  await app.register(async (scope) => {
    addJsonReader(scope, sizesFor(orm, ports.clock))
    scope.post('/graphql', { preHandler: queryGate(documents) }, handler)
  })
}
