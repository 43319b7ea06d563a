import type { Refusal } from '@traguardo/shared/model'
import type { Em } from './orm'

/** Carries a refusal out of a transaction, which is undone on its way. */
class RolledBack extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code)
  }
}

/** Runs work in a transaction that its refusal undoes whole. */
export async function orRollBack(em: Em, work: (tx: Em) => Promise<Refusal | null>): Promise<Refusal | null> {
  try {
    await em.fork().transactional(async (tx) => {
      const refused = await work(tx as Em)
      if (refused) throw new RolledBack(refused)
    })
    return null
  } catch (error) {
    if (error instanceof RolledBack) return error.refusal
    throw error
  }
}
