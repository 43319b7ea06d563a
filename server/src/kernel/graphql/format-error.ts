import { unwrapResolverError } from '@apollo/server/errors'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { sayTrouble, troubleOf } from '../db/trouble'
import { internalError } from '../http/errors'
import type { ErrorLog } from '../log/log'

const MESSAGES: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED: 'La richiesta non è scritta in GraphQL corretto.',
  GRAPHQL_VALIDATION_FAILED: 'La richiesta non corrisponde allo schema: aggiorni la pagina.',
  BAD_USER_INPUT: 'I dati inviati non hanno la forma attesa: aggiorni la pagina.',
  BAD_REQUEST: 'La richiesta non è completa.',
  OPERATION_RESOLUTION_FAILURE: 'La richiesta non dice che cosa eseguire.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'Le richieste memorizzate non sono previste: invii il testo intero.',
  QUERY_TOO_BIG: 'La richiesta è troppo grande: chieda meno campi alla volta.',
}

/** What GraphQL says, without a code, where variables have more faults than it lists: whoever sent them has to mend them. */
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
    const message = MESSAGES[code]
    const request = requestOf(error)
    const where = request === undefined ? {} : { request }
    if (message === undefined) {
      const trouble = troubleOf(originalOf(unwrapResolverError(error)))
      log(originalOf(unwrapResolverError(error)), where)
      if (trouble) return { message: sayTrouble(trouble).message, extensions: { code: trouble, ...where } }
      return { message: internalError(request), extensions: { code: 'INTERNAL_ERROR', ...where } }
    }
    return { message, extensions: { code, ...where, ...(demo ? { detail: formatted.message } : {}) } }
  }
}
