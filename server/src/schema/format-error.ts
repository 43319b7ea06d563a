import { unwrapResolverError } from '@apollo/server/errors'
import type { GraphQLFormattedError } from 'graphql'

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

/** Where an unexpected error is written down: whoever runs the server reads it, whoever asked does not. */
export type ErrorLog = (error: unknown) => void

/** An error as it is shown: an Italian sentence and a code. The detail in English is for developers, in the demo only. */
export function formatError(demo: boolean, log: ErrorLog) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const isCut = formatted.message.startsWith(MANY_FAULTS)
    const code = isCut ? 'BAD_USER_INPUT' : String(formatted.extensions?.['code'] ?? 'INTERNAL_SERVER_ERROR')
    const message = MESSAGES[code]
    if (message === undefined) {
      log(unwrapResolverError(error))
      return {
        message: 'Errore imprevisto del server: riprovi, e se si ripete avvisi chi lo gestisce.',
        extensions: { code: 'INTERNAL_ERROR' },
      }
    }
    return { message, extensions: demo ? { code, detail: formatted.message } : { code } }
  }
}
