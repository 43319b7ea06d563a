import type { IsoDate } from '@traguardo/shared/model'
import type { SignedInContext } from '../identity/organisation/signed-in'
import type { AppPorts } from '../kernel/context'
import { visiblePlanOf } from '../plans/visible-plan-of'
import { registersOfYears } from '../sync/store/registers-of-years'
import { KeptYear, ScoredPlan, spanOf, treeAsOf } from './kept-year'
import type { TreeType } from './tree.types'

declare module '../kernel/context' {
  interface AppPorts {
    readonly trees: TreeShelf
  }
}

/** Lays out trees of scores as their viewers see them; null where there is no plan. */
export interface TreeShelf {
  /** The tree as it is now: the same object while nothing in it changed. */
  now(context: SignedInContext, body: string, year: number): Promise<TreeType | null>
  /** The tree as on a day. Nothing of it is kept. */
  asOf(context: SignedInContext, body: string, year: number, day: IsoDate): Promise<TreeType | null>
}

/** Registers and nodes that are kept at most, of all bodies and years: some 200 MB. */
const MOST = 500_000

/**
 * Keeps the last years that were asked for, in each process for itself.
 * @param forgets do registers go here without a new stamp, as at a remote site?
 */
export function treeShelf(app: Pick<AppPorts, 'clock' | 'plans'>, forgets: boolean): TreeShelf {
  const kept = new Map<string, KeptYear>()

  /** Makes one the last that goes, and lets go of the oldest where all together are too many. */
  function touch(name: string, one: KeptYear): void {
    kept.delete(name)
    kept.set(name, one)
    let size = [...kept.values()].reduce((sum, { size: own }) => sum + own, 0)
    for (const [oldest, { size: own }] of kept) {
      if (size <= MOST || oldest === name) return
      kept.delete(oldest)
      size -= own
    }
  }

  return {
    async now({ app: { momentOf }, em, viewer, moment }, body, year) {
      const name = JSON.stringify([body, year])
      const one = kept.get(name) ?? new KeptYear(app, body, year, forgets)
      const known = await one.at({ em, moment: moment ?? (await momentOf()) })
      if (!known) {
        kept.delete(name)
        return null
      }
      touch(name, one)
      const { plan, scored, day } = known
      const seen = visiblePlanOf(plan, viewer, year).plan
      if (scored) return scored.treeWith(seen.sheets)
      const registers = await registersOfYears(em, body, spanOf(seen, year))
      return new ScoredPlan(seen, year, registers, day).treeWith(seen.sheets)
    },
    async asOf({ em, viewer }, body, year, day) {
      const stored = await app.plans.find(em, body, year, day)
      return stored && treeAsOf(em, visiblePlanOf(stored.plan, viewer, year, day).plan, year, day)
    },
  }
}
