import type { FastifyReply } from 'fastify'
import type { Refusal } from '@traguardo/shared/model'
import { refusal } from '@traguardo/shared/result'

export const NOT_SIGNED_IN: Refusal = refusal(
  'NOT_SIGNED_IN',
  'Non è entrato, o la sessione è scaduta: entri di nuovo.',
)

/** A refusal outside GraphQL; no cache keeps it. */
export const sayRefusal = (reply: FastifyReply, status: number, said: Refusal) =>
  reply.code(status).header('cache-control', 'no-store').send(said)
