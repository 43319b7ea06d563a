import type { Refusal } from '@traguardo/shared/refusals'
import { err, ok } from '@traguardo/shared/result'
import { orRollBack } from '../db/or-roll-back'
import type { Em } from '../db/orm'
import { type Actor, appendEntry, holdRecord, type Told } from './append'

/**
 * Does work and tells of it, in one transaction [RE5]; a refusal undoes what there was of it. Of one body one such work
 * runs at a time: what it reads inside its transaction stands until it is done.
 */
export async function telling(
  em: Em,
  actor: Actor,
  work: (tx: Em) => Promise<Refusal | Told>,
): Promise<Refusal | null> {
  const done = await orRollBack(em, async (tx) => {
    await holdRecord(tx, actor.body)
    const told = await work(tx)
    if ('code' in told) return err(told)
    await tx.flush()
    await appendEntry(tx, [{ ...actor, ...told }])
    return ok(null)
  })
  return done.ok ? null : done.error
}
