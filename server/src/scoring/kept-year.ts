import { romeDay } from '@traguardo/shared/calendar'
import { KeptScores } from '@traguardo/shared/collection'
import type { IsoDate, Plan, Sheet } from '@traguardo/shared/model'
import type { RegisterState } from '@traguardo/shared/sync'
import type { AppPorts } from '../kernel/context'
import { isSameMoment, type Moment } from '../kernel/db/moment'
import type { EntityManager } from '../kernel/db/orm'
import { inOneGo } from '../kernel/runtime/in-one-go'
import { registersOfYears } from '../sync/store/registers-of-years'
import { registersAsOf } from '../sync/store/rows'
import { compiledFor, isSharedByAll } from './compiled-for'
import { TreeLayout } from './tree-layout'
import type { TreeType } from './tree.types'

/** A plan with its scores of a year, and what is laid out of them. */
export class ScoredPlan {
  readonly scores: KeptScores
  private readonly layout: TreeLayout

  /** @param registers all of the years of `spanOf` */
  constructor(plan: Plan, year: number, registers: readonly RegisterState[], today: IsoDate) {
    this.scores = new KeptScores(compiledFor(plan, year), registers, today)
    this.layout = new TreeLayout(plan, year, today)
  }

  /** The tree of whoever sees these of the sheets. */
  treeWith(seen: readonly Sheet[]): TreeType {
    return this.layout.tree(this.scores.scores, seen)
  }
}

/** The years whose registers the scores of a year are made of. */
export const spanOf = (plan: Plan, year: number) => ({ from: year - compiledFor(plan, year).slots.yearsBack, to: year })

/** The tree of a plan as it is seen, as on a day: nothing of it is kept. One statement. */
export async function treeAsOf(em: EntityManager, plan: Plan, year: number, day: IsoDate): Promise<TreeType> {
  const registers = await registersAsOf(em, plan.body.code, { ...spanOf(plan, year), day })
  return new ScoredPlan(plan, year, registers, day).treeWith(plan.sheets)
}

/** Manager by which is asked, and the moment of the database at which that began. */
interface Asker {
  readonly em: EntityManager
  readonly moment: Moment
}

/** Scores of a body's year as they are known, and as of when. */
interface Known {
  readonly moment: Moment
  readonly day: IsoDate
  readonly plan: Plan
  /** Null where the plan is scored for each viewer by itself: see `isSharedByAll`. */
  readonly scored: ScoredPlan | null
  /** Count of the body up to which registers are known. */
  readonly stamp: number
}

const lastStamp = (states: readonly RegisterState[], before = -1): number =>
  states.reduce((last, { stamp }) => Math.max(last, stamp), before)

/**
 * The scores of a body's year as one process keeps them. Each time that something was written in the database it asks for
 * what is new of the body, by the count that orders everything that happens to it: whoever adds to that count holds it
 * until the commit, so a smaller one never comes after [SY10].
 */
export class KeptYear {
  private known: Known | null = null
  private asker: Asker | null = null

  /** @param forgets do registers go here without a new stamp, as at a remote site? */
  constructor(
    private readonly app: Pick<AppPorts, 'clock' | 'plans'>,
    private readonly body: string,
    private readonly year: number,
    private readonly forgets: boolean,
  ) {}

  /** Registers and nodes that are kept; one at least. */
  get size(): number {
    return 1 + (this.known?.scored?.scores.size ?? 0)
  }

  /** The plan and its scores as they stand; null where there is no plan. */
  async at(asker: Asker): Promise<Known | null> {
    if (this.known && isSameMoment(this.known.moment, asker.moment) && this.known.day === this.today())
      return this.known
    this.asker = asker
    return this.look()
  }

  private today(): IsoDate {
    return romeDay(this.app.clock.now(this.body))
  }

  private readonly look = inOneGo(async (): Promise<Known | null> => {
    const { known, asker, body, year } = this
    if (!asker) throw new Error('Nobody asks')
    const day = this.today()
    const plan = (await this.app.plans.find(asker.em, body, year))?.plan
    if (!plan) return (this.known = null)
    const at = { moment: asker.moment, day, plan }
    const mayGoOn = known?.plan === plan && known.day === day && known.moment.source === at.moment.source
    if (mayGoOn && known.scored && !this.forgets) {
      const states = await registersOfYears(asker.em, body, { ...spanOf(plan, year), since: known.stamp })
      known.scored.scores.take(states)
      return (this.known = { ...known, ...at, stamp: lastStamp(states, known.stamp) })
    }
    if (!isSharedByAll(plan, year)) return (this.known = { ...at, scored: null, stamp: -1 })
    const states = await registersOfYears(asker.em, body, spanOf(plan, year))
    return (this.known = { ...at, scored: new ScoredPlan(plan, year, states, day), stamp: lastStamp(states) })
  })
}
