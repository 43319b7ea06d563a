import type { Plan } from '@traguardo/shared/model'
import type { Em } from '../db/orm'
import { PlanEntity } from './plan.entity'

/** A stored plan: the document and its hash. */
export interface StoredPlan {
  readonly hash: string
  readonly plan: Plan
}

/** Finds plans, and keeps the last ones at hand: they are read at every push and change a few times a year. */
export interface PlanShelf {
  /** The plan of a body that is in force in a year: where several hold it, the one that begins last. Null for none. */
  find(em: Em, body: string, year: number): Promise<StoredPlan | null>
  /** All plans of a body, the one that begins last first. */
  all(em: Em, body: string): Promise<readonly StoredPlan[]>
}

const KEPT = 32

async function documentOf(em: Em, { id }: PlanEntity): Promise<Plan> {
  const row = await em.fork().findOneOrFail(PlanEntity, id, { populate: ['document'] })
  return row.document
}

export function planShelf(): PlanShelf {
  // By the row's id, which is new at every import: what is at hand is what stands in the database, with several servers too.
  const kept = new Map<string, StoredPlan>()

  async function take(em: Em, row: PlanEntity): Promise<StoredPlan> {
    const stored = kept.get(row.id) ?? { hash: row.hash, plan: await documentOf(em, row) }
    kept.delete(row.id)
    kept.set(row.id, stored)
    for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest)
    return stored
  }

  const newestFirst = { orderBy: { firstYear: 'desc', lastYear: 'desc' } } as const
  return {
    async find(em, body, year) {
      const where = { body, firstYear: { $lte: year }, lastYear: { $gte: year } }
      const row = await em.fork().findOne(PlanEntity, where, newestFirst)
      return row && take(em, row)
    },
    async all(em, body) {
      const stored = []
      for (const row of await em.fork().find(PlanEntity, { body }, newestFirst)) stored.push(await take(em, row))
      return stored
    },
  }
}
