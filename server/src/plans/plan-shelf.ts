import { romeDay } from '@traguardo/shared/calendar'
import type { IsoDate, Plan } from '@traguardo/shared/model'
import type { Clock } from '../kernel/runtime/clock'
import type { Em } from '../kernel/db/orm'
import { inForceOn, NEWEST_FIRST } from './in-force'
import { planHash } from './plan-hash'
import { PlanEntity } from './plan.entity'
import { type Beside, besideOf, withBeside } from './beside'

declare module '../kernel/context' {
  interface AppPorts {
    readonly plans: PlanShelf
  }
}

/** A stored plan: the document with what stands beside it, and its hash. */
export interface StoredPlan {
  /** Of the version as a row: without what stands beside it. */
  readonly id: string
  readonly hash: string
  readonly plan: Plan
}

/** Finds plans, and keeps the last ones at hand: they are read at every push and change a few times a year. */
export interface PlanShelf {
  /**
   * The plan of a body for a year: where several hold it, the one that begins last. Null for none.
   * @param asOf the day whose version is wanted; today at the body where it is left out
   * @param holder whose scores by hand are wanted; left out for those that count on the day [IS6]
   */
  find(em: Em, body: string, year: number, asOf?: IsoDate, holder?: string): Promise<StoredPlan | null>
  /** All plans of a body that count today, the one that begins last first. */
  all(em: Em, body: string): Promise<readonly StoredPlan[]>
}

const KEPT = 32

async function documentOf(em: Em, { id }: PlanEntity): Promise<Plan> {
  const row = await em.fork().findOneOrFail(PlanEntity, id, { populate: ['document'] })
  return row.document
}

export function planShelf(clock: Clock): PlanShelf {
  // By the row's id and what stands beside it, new at every change: what is at hand is what stands in the database, with
  // several servers too.
  const kept = new Map<string, StoredPlan>()

  async function make(em: Em, row: PlanEntity, beside: Beside): Promise<StoredPlan> {
    const plan = withBeside(await documentOf(em, row), beside)
    return { id: row.id, hash: beside.version === '' ? row.hash : planHash(plan), plan }
  }

  async function take(em: Em, row: PlanEntity, beside: Beside): Promise<StoredPlan> {
    const name = `${row.id} ${beside.version}`
    const stored = kept.get(name) ?? (await make(em, row, beside))
    kept.delete(name)
    kept.set(name, stored)
    for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest)
    return stored
  }

  const todayAt = (body: string): IsoDate => romeDay(clock.now(body))

  const rowsOf = async (em: Em, body: string, day: IsoDate): Promise<readonly PlanEntity[]> =>
    inForceOn(await em.fork().find(PlanEntity, { body }, NEWEST_FIRST), day)

  return {
    async find(em, body, year, asOf, holder) {
      const day = asOf ?? todayAt(body)
      const row = (await rowsOf(em, body, day)).find(({ firstYear, lastYear }) => firstYear <= year && year <= lastYear)
      return row ? take(em, row, await besideOf(em, body, day, holder)) : null
    },
    async all(em, body) {
      const day = todayAt(body)
      const rows = await rowsOf(em, body, day)
      const beside = rows.length > 0 ? await besideOf(em, body, day) : null
      const stored = []
      for (const row of rows) if (beside) stored.push(await take(em, row, beside))
      return stored
    },
  }
}
