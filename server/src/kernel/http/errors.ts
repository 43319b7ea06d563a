import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sayTrouble, STATUS_OF, troubleOf } from '../db/trouble'
import type { ErrorLog, Log } from '../log/log'
import { newRequestId } from './request-id'

const MESSAGES = {
  BAD_REQUEST: 'La richiesta non ha la forma attesa.',
  BAD_ADDRESS: 'Questo indirizzo non è scritto in modo corretto: lo controlli.',
  REQUEST_TOO_LARGE: 'La richiesta è troppo grande: la divida.',
  UNSUPPORTED_TYPE: 'Il tipo di contenuto non è previsto: serve JSON.',
  HEADERS_TOO_LARGE: 'L’intestazione della richiesta è troppo grande: cancelli i cookie di questo sito e riprovi.',
  REQUEST_TIMEOUT: 'La richiesta non è arrivata per intero: riprovi.',
  NUMBER_INEXACT: 'Un numero della richiesta ha più cifre di quante se ne tengano: lo scriva con meno cifre.',
  QUERY_TOO_BIG: 'La richiesta è troppo grande: chieda meno campi alla volta.',
  METRICS_TOKEN: 'Per leggere le metriche serve il loro segreto: lo mandi in «Authorization: Bearer».',
  SERVER_CLOSING: 'Il server si sta riavviando: riprovi tra qualche secondo, ciò che ha scritto resta sul dispositivo.',
  SERVER_OUTDATED: sayTrouble('SERVER_OUTDATED').message,
  INTERNAL_ERROR: 'Errore imprevisto del server: riprovi, e se si ripete avvisi chi lo gestisce.',
} as const

/** The one sentence for what nobody foresaw, with what whoever runs the server is to be told. */
export const internalError = (request: string | undefined): string =>
  request ? `${MESSAGES.INTERNAL_ERROR.slice(0, -1)} (codice richiesta ${request}).` : MESSAGES.INTERNAL_ERROR

type Code = keyof typeof MESSAGES

const CODES: Readonly<Record<number, Code>> = {
  408: 'REQUEST_TIMEOUT',
  413: 'REQUEST_TOO_LARGE',
  414: 'BAD_ADDRESS',
  415: 'UNSUPPORTED_TYPE',
  431: 'HEADERS_TOO_LARGE',
}

/** What went wrong, with the id under which whoever runs the server finds it [RI50]. */
const bodyWith = (code: Code, request: string) => ({
  errors: [
    { message: code === 'INTERNAL_ERROR' ? internalError(request) : MESSAGES[code], extensions: { code, request } },
  ],
})

/** Refuses a request in the form of all answers: one error with its code and an Italian sentence. */
export const refuseWith = (reply: FastifyReply, status: number, code: Code): FastifyReply =>
  reply.code(status).send(bodyWith(code, reply.request.id))

/** Errors outside GraphQL in the same form as those inside: never a stack. */
export function addErrorHandler(app: FastifyInstance, log: ErrorLog): void {
  app.setErrorHandler((error: FastifyError, { id, raw }, reply) => {
    // Its sender went away in the middle: nobody's fault here, and nobody reads the answer.
    const status = raw.destroyed && error.code === 'ECONNRESET' ? 400 : (error.statusCode ?? 500)
    const isOurs = status >= 500
    if (isOurs) log(error, { request: id })
    const trouble = troubleOf(error)
    if (isOurs && trouble) {
      const { message } = sayTrouble(trouble)
      return reply.code(STATUS_OF[trouble]).send({ errors: [{ message, extensions: { code: trouble, request: id } }] })
    }
    return refuseWith(
      reply,
      status,
      isOurs ? 'INTERNAL_ERROR' : error.code === 'NUMBER_INEXACT' ? error.code : (CODES[status] ?? 'BAD_REQUEST'),
    )
  })
}

/** An address that cannot be read, such as `/%ff`: it reaches no route and no hook. */
export function answerBadAddress(error: FastifyError, { id, log }: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 400
  void reply
    .headers({ 'x-content-type-options': 'nosniff', 'x-request-id': id })
    .code(status)
    .send(bodyWith('BAD_ADDRESS', id))
  log.info({ status }, 'indirizzo che non si legge')
}

/** Whoever spoke went away: where that was a request, it has its own line. */
const CUT = 'HPE_INVALID_EOF_STATE'
const STATUS: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }

/** What is no HTTP, or has no end: there is no request to answer, only a line to write on and to close. */
export const answerBadLine =
  (log: Log) =>
  (error: NodeJS.ErrnoException, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy(error)
      return
    }
    const status = STATUS[error.code ?? ''] ?? 400
    const request = newRequestId()
    log[error.code === CUT ? 'debug' : 'info']({ request, status }, 'linea che non si legge')
    const body = JSON.stringify(bodyWith(CODES[status] ?? 'BAD_REQUEST', request))
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'content-type: application/json; charset=utf-8',
      'x-content-type-options: nosniff',
      `x-request-id: ${request}`,
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
    ]
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
  }
