import type { Refusal } from '@traguardo/shared/refusals'
import { err, ok } from '@traguardo/shared/result'
import { transactionalResult } from '../db/transactional-result'
import type { EntityManager } from '../db/orm'
import { type Actor, appendEntry, holdRecord, type AuditedEvent } from './append'

/**
 * Does work and tells of it, in one transaction [RE5]; a refusal undoes what there was of it. Of one body one such work
 * runs at a time: what it reads inside its transaction stands until it is done.
 */
export async function withAudit(
  em: EntityManager,
  actor: Actor,
  work: (tx: EntityManager) => Promise<Refusal | AuditedEvent>,
): Promise<Refusal | null> {
  const done = await transactionalResult(em, async (tx) => {
    await holdRecord(tx, actor.body)
    const told = await work(tx)
    if ('code' in told) return err(told)
    await tx.flush()
    await appendEntry(tx, [{ ...actor, ...told }])
    return ok(null)
  })
  return done.ok ? null : done.error
}
