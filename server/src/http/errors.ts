import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorLog } from '../schema/format-error'

const MESSAGES = {
  BAD_REQUEST: 'La richiesta non ha la forma attesa.',
  BAD_ADDRESS: 'Questo indirizzo non è scritto in modo corretto: lo controlli.',
  REQUEST_TOO_LARGE: 'La richiesta è troppo grande: la divida.',
  UNSUPPORTED_TYPE: 'Il tipo di contenuto non è previsto: serve JSON.',
  HEADERS_TOO_LARGE: 'L’intestazione della richiesta è troppo grande: cancelli i cookie di questo sito e riprovi.',
  REQUEST_TIMEOUT: 'La richiesta non è arrivata per intero: riprovi.',
  QUERY_TOO_BIG: 'La richiesta è troppo grande: chieda meno campi alla volta.',
  INTERNAL_ERROR: 'Errore imprevisto del server: riprovi, e se si ripete avvisi chi lo gestisce.',
} as const

type Code = keyof typeof MESSAGES

const CODES: Readonly<Record<number, Code>> = {
  408: 'REQUEST_TIMEOUT',
  413: 'REQUEST_TOO_LARGE',
  414: 'BAD_ADDRESS',
  415: 'UNSUPPORTED_TYPE',
  431: 'HEADERS_TOO_LARGE',
}

const bodyWith = (code: Code) => ({ errors: [{ message: MESSAGES[code], extensions: { code } }] })

/** Refuses a request in the form of all answers: one error with its code and an Italian sentence. */
export const refuseWith = (reply: FastifyReply, status: number, code: Code): FastifyReply =>
  reply.code(status).send(bodyWith(code))

/** Errors outside GraphQL in the same form as those inside: never a stack. */
export function addErrorHandler(app: FastifyInstance, log: ErrorLog): void {
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500
    const isOurs = status >= 500
    if (isOurs) log(error)
    return refuseWith(reply, status, isOurs ? 'INTERNAL_ERROR' : (CODES[status] ?? 'BAD_REQUEST'))
  })
}

/** An address that cannot be read, such as `/%ff`: it reaches no route and no hook. */
export function answerBadAddress(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 400
  void reply.header('x-content-type-options', 'nosniff').code(status).send(bodyWith('BAD_ADDRESS'))
}

const STATUS: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }

/** What is no HTTP, or has no end: there is no request to answer, only a line to write on and to close. */
export function answerBadLine(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy(error)
    return
  }
  const status = STATUS[error.code ?? ''] ?? 400
  const body = JSON.stringify(bodyWith(CODES[status] ?? 'BAD_REQUEST'))
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    'x-content-type-options: nosniff',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
