import type { Act, Plan } from '@traguardo/shared/model'
import {
  checkReady,
  type PlanFault,
  type PlanChange,
  planDiff,
  type ReadyItem,
  revisedPlan,
  importDoubts,
} from '@traguardo/shared/plans'
import { err, ok, type Result } from '@traguardo/shared/result'
import type { FileFault } from '../file/file-fault'
import { readPlanFile } from '../file/plan-import'
import { schemaFaults } from '../file/schema-faults'

/** A draft that is to come into force, and what it revises. */
export interface Adoption {
  readonly inForce: Plan | null
  readonly draft: Plan
  readonly act: Act
  /** The year of the act. */
  readonly year: number
}

/** A plan as it is adopted, or the first thing that has to be put right; null where it changes nothing. */
export type Adopted = Result<{ readonly plan: Plan; readonly changes: readonly PlanChange[] } | null, ReadyItem>

/** A plan as it was read, with what it may mean otherwise. */
export interface ReadPlan {
  readonly plan: Plan
  readonly doubts: readonly ReadyItem[]
}

/** Doubts of a plan that are told at its import. */
const MOST_DOUBTS = 200

function adopt({ inForce, draft, act, year }: Adoption): Adopted {
  const changes = inForce ? planDiff(inForce, draft) : []
  if (inForce && changes.length === 0) return ok(null)
  const plan = inForce ? revisedPlan(inForce, draft, act, year) : draft
  const blocking = checkReady(plan, Math.max(year, plan.firstYear)).find((item) => item.blocking)
  return blocking ? err(blocking) : ok({ plan, changes })
}

/** The work on a plan that grows with the plan, and is done beside the server: see `plan-desk.ts`. */
export const PLAN_JOBS = {
  read: (text: string): Result<ReadPlan, readonly FileFault[]> => {
    const read = readPlanFile(text)
    return read.ok ? ok({ plan: read.value, doubts: importDoubts(read.value).slice(0, MOST_DOUBTS) }) : read
  },
  form: (document: unknown): PlanFault | null => schemaFaults(document).faults[0] ?? null,
  adopt,
}

export type PlanJobs = typeof PLAN_JOBS
