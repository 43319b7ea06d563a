import type { IsoDate } from '@traguardo/shared/model'
import type { SignedInContext } from '../identity/organisation/positions'
import { visiblePlanOf } from '../plans/visible-plan-of'
import { registersOfYears } from '../sync/store/registers-of-years'
import { KeptYear, ScoredPlan, spanOf, treeAsOf, type YearPorts } from './kept-year'
import type { TreeType } from './tree.types'

declare module '../kernel/context' {
  interface AppPorts {
    readonly trees: TreeShelf
  }
}

/** Lays out trees of scores as their viewers see them; null where there is no plan. */
export interface TreeShelf {
  /**
   * Looks ahead for what is new of a tree that is kept, in the statement in which the session is looked for. Says nothing,
   * and fails never: whoever asks is not known yet.
   */
  ahead(body: string, year: number): Promise<void>
  /** The tree as it is now: the same object while nothing in it changed. */
  now(context: SignedInContext, body: string, year: number): Promise<TreeType | null>
  /** The tree as on a day. Nothing of it is kept. */
  asOf(context: SignedInContext, body: string, year: number, day: IsoDate): Promise<TreeType | null>
}

/** Registers and nodes that are kept at most, of all bodies and years: some 200 MB. */
const MOST = 500_000

const nameOf = (body: string, year: number): string => JSON.stringify([body, year])

/** Keeps the last years that were asked for, in each process for itself. */
export function treeShelf(ports: YearPorts): TreeShelf {
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
    async ahead(body, year) {
      const one = kept.get(nameOf(body, year))
      await one?.at().catch(() => null)
    },
    async now(context, body, year) {
      const { app, viewer, moment } = context
      const name = nameOf(body, year)
      const one = kept.get(name) ?? new KeptYear(ports, body, year)
      const known = await one.at(moment)
      if (!known) {
        kept.delete(name)
        return null
      }
      touch(name, one)
      const { plan, scored, day } = known
      const seen = visiblePlanOf(plan, viewer, year).plan
      if (scored) return scored.treeWith(seen.sheets)
      const registers = await registersOfYears(await app.readerOf(context.em), body, spanOf(seen, year))
      return new ScoredPlan(seen, year, registers, day).treeWith(seen.sheets)
    },
    async asOf({ app, em: own, viewer }, body, year, day) {
      const em = await app.readerOf(own)
      const stored = await ports.plans.find(em, body, year, day)
      return stored && treeAsOf(em, visiblePlanOf(stored.plan, viewer, year, day).plan, year, day)
    },
  }
}
