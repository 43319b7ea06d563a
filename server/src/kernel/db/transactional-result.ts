import type { Refusal } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import { inTransaction } from './in-transaction'
import type { EntityManager } from './orm'

/** Carries a refusal out of a transaction, which is undone on its way. */
class RolledBack extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code)
  }
}

/** Runs work in a transaction that its refusal undoes whole. */
export async function transactionalResult<T>(
  em: EntityManager,
  work: (tx: EntityManager) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  try {
    return await inTransaction(em, async (tx) => {
      const done = await work(tx)
      if (!done.ok) throw new RolledBack(done.error)
      return ok(done.value)
    })
  } catch (error) {
    if (error instanceof RolledBack) return err(error.refusal)
    throw error
  }
}
