import { Readable } from 'node:stream'
import { refusal, withMessage } from '@traguardo/shared/refusals'
import { holdsRole, isConfirmed } from '@traguardo/shared/people'
import type { FastifyInstance } from 'fastify'
import type { AppPorts } from '../kernel/context'
import type { Em } from '../kernel/db/orm'
import { tokenOf } from '../identity/accounts/devices/cookie'
import { findSession } from '../identity/sessions/sessions'
import { confirmNeeded } from '../kernel/graphql/confirm-needed'
import { readRecord } from '../kernel/audit/read-record'

async function* lines(em: Em, body: string): AsyncGenerator<string> {
  for await (const entry of readRecord(em, body)) yield `${JSON.stringify(entry)}\n`
}

/** GET /registro.jsonl: the whole record of the own body, an entry a line, for those who may read it. */
export function addRecordExport(app: FastifyInstance, em: Em, ports: AppPorts): void {
  app.get('/registro.jsonl', async (request, reply) => {
    const token = tokenOf(request)
    const viewer = token ? await findSession(em.fork(), token, ports.clock) : null
    if (!viewer || !holdsRole(viewer, 'controller', 'evaluator'))
      return reply
        .code(viewer ? 403 : 401)
        .send(withMessage(refusal(viewer ? 'NOT_YOUR_ROLE' : 'NOT_SIGNED_IN', { kind: 'record' })))
    // A whole export asks once more who it is [RI26].
    if (!isConfirmed(viewer.confirmedAt, ports.clock.now())) return reply.code(403).send(withMessage(confirmNeeded))
    // Asked for its head only, to know whether it comes.
    if (request.method === 'HEAD') return reply.send()
    return reply
      .type('application/jsonl; charset=utf-8')
      .header('content-disposition', `attachment; filename="registro-${viewer.body.toLowerCase()}.jsonl"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(lines(await ports.readerOf(em.fork()), viewer.body)))
  })
}
