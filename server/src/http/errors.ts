import type { FastifyError, FastifyInstance } from 'fastify'
import type { ErrorLog } from '../schema/format-error'

const MESSAGES: Readonly<Record<number, { code: string; message: string }>> = {
  413: { code: 'REQUEST_TOO_LARGE', message: 'La richiesta è troppo grande: la divida.' },
  415: { code: 'UNSUPPORTED_TYPE', message: 'Il tipo di contenuto non è previsto: serve JSON.' },
}

const BAD_REQUEST = { code: 'BAD_REQUEST', message: 'La richiesta non ha la forma attesa.' }
const INTERNAL = {
  code: 'INTERNAL_ERROR',
  message: 'Errore imprevisto del server: riprovi, e se si ripete avvisi chi lo gestisce.',
}

/** Errors outside GraphQL in the same form as those inside: never a stack. */
export function addErrorHandler(app: FastifyInstance, log: ErrorLog): void {
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500
    const isOurs = status >= 500
    if (isOurs) log(error)
    const { code, message } = isOurs ? INTERNAL : (MESSAGES[status] ?? BAD_REQUEST)
    return reply.code(status).send({ errors: [{ message, extensions: { code } }] })
  })
}
