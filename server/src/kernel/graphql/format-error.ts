import { unwrapResolverError } from '@apollo/server/errors'
import { type Refusal, refusal } from '@traguardo/shared/refusals'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { sayTrouble, troubleOf } from '../db/trouble'
import { errorOf, internalError } from '../http/errors'
import type { ErrorLog } from '../log/log'

/** Refusals of requests that GraphQL does not take, by its code there. */
const SAID: Readonly<Record<string, Refusal>> = {
  GRAPHQL_PARSE_FAILED: refusal('GRAPHQL_PARSE_FAILED'),
  GRAPHQL_VALIDATION_FAILED: refusal('GRAPHQL_VALIDATION_FAILED'),
  BAD_USER_INPUT: refusal('BAD_USER_INPUT'),
  BAD_REQUEST: refusal('BAD_REQUEST', { kind: 'incomplete' }),
  OPERATION_RESOLUTION_FAILURE: refusal('OPERATION_RESOLUTION_FAILURE'),
  PERSISTED_QUERY_NOT_SUPPORTED: refusal('PERSISTED_QUERY_NOT_SUPPORTED'),
  QUERY_TOO_BIG: refusal('QUERY_TOO_BIG'),
}

/**
 * Message of GraphQL, without a code, where variables have more faults than it lists: whoever sent them has to mend
 * them.
 */
const MANY_FAULTS = 'Too many errors processing variables'

/** In which request an error came up. */
const requests = new WeakMap<object, string>()

const originalOf = (error: unknown): unknown => (error instanceof GraphQLError && error.originalError) || error

/** Remembers in which request an error came up, so that whoever is told of it is told this too [RI50]. */
export function noteRequest(error: unknown, request: string): void {
  for (const one of [error, originalOf(error)]) if (one instanceof Error) requests.set(one, request)
}

const requestOf = (error: unknown): string | undefined =>
  [error, originalOf(error)].flatMap((one) => (one instanceof Error ? (requests.get(one) ?? []) : []))[0]

/** An error as it is shown: an Italian sentence and a code. The detail in English is for developers, in the demo only. */
export function formatError(demo: boolean, log: ErrorLog) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const isCut = formatted.message.startsWith(MANY_FAULTS)
    const code = isCut ? 'BAD_USER_INPUT' : String(formatted.extensions?.['code'] ?? 'INTERNAL_SERVER_ERROR')
    const said = SAID[code]
    const request = requestOf(error)
    if (said === undefined) {
      const trouble = troubleOf(originalOf(unwrapResolverError(error)))
      log(originalOf(unwrapResolverError(error)), request === undefined ? {} : { request })
      return errorOf(trouble ? sayTrouble(trouble) : internalError(request), request)
    }
    const told = errorOf(said, request)
    return demo ? { ...told, extensions: { ...told.extensions, detail: formatted.message } } : told
  }
}
