import type { FastifyReply } from 'fastify'
import { type Refusal, refusal, withMessage } from '@traguardo/shared/refusals'

import { isAway, sayTrouble, STATUS_OF, troubleOf } from '../kernel/db/trouble'

export const NOT_SIGNED_IN: Refusal = refusal('NOT_SIGNED_IN')

/** A refusal outside GraphQL; no cache keeps it. */
export const sendRefusal = (reply: FastifyReply, status: number, said: Refusal) =>
  reply.code(status).header('cache-control', 'no-store').send(withMessage(said))

/** The same of what cannot be done just now: a full disk, or storage that does not answer [SY65, SY88]. What is a bug is thrown. */
export function troubleSaid(reply: FastifyReply, error: unknown) {
  const trouble = troubleOf(error)
  if (trouble === null || isAway(trouble)) throw error
  if (trouble === 'STORAGE_DOWN') reply.request.log.error({ err: error })
  return sendRefusal(reply, STATUS_OF[trouble], sayTrouble(trouble))
}
