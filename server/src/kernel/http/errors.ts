import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { type Refusal, refusal, sayRefusal } from '@traguardo/shared/refusals'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sayTrouble, STATUS_OF, troubleOf } from '../db/trouble'
import type { ErrorLog, ServerLog } from '../log/log'
import { newRequestId } from './request'

/** The one refusal for what nobody foresaw, with what whoever runs the server is to be told [RI50]. */
export const internalError = (request: string | undefined): Refusal =>
  request ? refusal('INTERNAL_ERROR', { kind: 'request', request }) : refusal('INTERNAL_ERROR')

/** Codes with which a request is refused outside GraphQL: their sentences name nothing. */
type HttpCode =
  | 'BAD_ADDRESS'
  | 'BAD_REQUEST'
  | 'HEADERS_TOO_LARGE'
  | 'METRICS_TOKEN'
  | 'QUERY_TOO_BIG'
  | 'REQUEST_TIMEOUT'
  | 'REQUEST_TOO_LARGE'
  | 'SERVER_CLOSING'
  | 'SERVER_OUTDATED'
  | 'UNSUPPORTED_TYPE'

const CODES: Readonly<Record<number, HttpCode>> = {
  408: 'REQUEST_TIMEOUT',
  413: 'REQUEST_TOO_LARGE',
  414: 'BAD_ADDRESS',
  415: 'UNSUPPORTED_TYPE',
  431: 'HEADERS_TOO_LARGE',
}

/** An error of GraphQL, or in the form of one: what is refused, and in which request. */
export const errorOf = (refused: Refusal, request: string | undefined) => ({
  message: sayRefusal(refused, 'it'),
  extensions: { code: refused.code, params: refused.params, ...(request === undefined ? {} : { request }) },
})

/** Returns the body of an answer about an error, with the id under which whoever runs the server finds it [RI50]. */
const bodyWith = (refused: Refusal, request: string) => ({ errors: [errorOf(refused, request)] })

/** Refuses a request in the form of all answers: one error with its code and an Italian sentence. */
export const refuseWith = (reply: FastifyReply, status: number, refused: Refusal): FastifyReply =>
  reply.code(status).send(bodyWith(refused, reply.request.id))

/** Errors outside GraphQL in the same form as those inside: never a stack. */
export function addErrorHandler(app: FastifyInstance, log: ErrorLog): void {
  app.setErrorHandler((error: FastifyError, { id, raw }, reply) => {
    // Its sender went away in the middle: nobody's fault here, and nobody reads the answer.
    const status = raw.destroyed && error.code === 'ECONNRESET' ? 400 : (error.statusCode ?? 500)
    const isOurs = status >= 500
    if (isOurs) log(error, { request: id })
    const trouble = troubleOf(error)
    if (isOurs && trouble) return refuseWith(reply, STATUS_OF[trouble], sayTrouble(trouble))
    if (isOurs) return refuseWith(reply, status, internalError(id))
    const isInexact = error.code === 'NUMBER_INEXACT'
    return refuseWith(
      reply,
      status,
      isInexact ? refusal('NUMBER_INEXACT', { kind: 'request' }) : refusal(CODES[status] ?? 'BAD_REQUEST'),
    )
  })
}

/** An address that cannot be read, such as `/%ff`: it reaches no route and no hook. */
export function answerBadAddress(error: FastifyError, { id, log }: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 400
  void reply
    .headers({ 'x-content-type-options': 'nosniff', 'x-request-id': id })
    .code(status)
    .send(bodyWith(refusal('BAD_ADDRESS'), id))
  log.info({ status }, 'indirizzo che non si legge')
}

/** Code of a connection that its client cut: where that was a request, it has its own line. */
const CUT = 'HPE_INVALID_EOF_STATE'
const STATUS: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }

/**
 * Answers bytes that are no HTTP, or have no end: there is no request to answer, only a connection to write on and to
 * close.
 */
export const answerBadLine =
  (log: ServerLog) =>
  (error: NodeJS.ErrnoException, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy(error)
      return
    }
    const status = STATUS[error.code ?? ''] ?? 400
    const request = newRequestId()
    log[error.code === CUT ? 'debug' : 'info']({ request, status }, 'linea che non si legge')
    const body = JSON.stringify(bodyWith(refusal(CODES[status] ?? 'BAD_REQUEST'), request))
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
