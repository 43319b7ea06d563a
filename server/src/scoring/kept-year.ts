import { romeDay } from '@traguardo/shared/calendar'
import { KeptScores } from '@traguardo/shared/collection'
import type { IsoDate, Plan, Sheet } from '@traguardo/shared/model'
import { compilePlan, type CompiledPlan } from '@traguardo/shared/scoring'
import type { RegisterState } from '@traguardo/shared/sync'
import type { AppPorts } from '../kernel/context'
import type { DataMoment, Question, Said } from '../kernel/db/look'
import type { EntityManager } from '../kernel/db/orm'
import { registersAsked, registersIn, registersOfYears } from '../sync/store/registers-of-years'
import { registersAsOf } from '../sync/store/rows'
import { TreeLayout } from './tree-layout'
import type { TreeType } from './tree.types'

/** Plans compiled for a year; they go when the plan does. */
const compiled = new WeakMap<Plan, Map<number, CompiledPlan>>()

function compiledFor(plan: Plan, year: number): CompiledPlan {
  const years = compiled.get(plan) ?? new Map<number, CompiledPlan>()
  compiled.set(plan, years)
  const made = years.get(year) ?? compilePlan(plan, year)
  years.set(year, made)
  return made
}

/**
 * Is everything above the individual sheets scored alike, whichever of the sheets are there? Then the whole plan is scored
 * for everybody. It is not where a figure of the system is the achievement of a sheet's objective, or where a plan has
 * sheets and nothing else.
 */
function isSharedByAll(plan: Plan, year: number): boolean {
  const own = new Set(plan.objectives.flatMap(({ code, level }) => (level === 'individual' ? code : [])))
  const readsOwn = compiledFor(plan, year).figures.some(
    (figure) => figure.type === 'system' && own.has(figure.of ?? ''),
  )
  return !readsOwn && plan.indicators.some(({ objective }) => !own.has(objective))
}

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

/** Scores of a body's year as they are known, and as of when. */
interface Known {
  readonly moment: DataMoment
  readonly day: IsoDate
  readonly plan: Plan
  /** Texts by which the database told of the plan. */
  readonly texts: readonly string[]
  /** Null where the plan is scored for each viewer by itself: see `isSharedByAll`. */
  readonly scored: ScoredPlan | null
  /** Count of the body up to which registers are known. */
  readonly stamp: number
}

const lastStamp = (states: readonly RegisterState[], before = -1): number =>
  states.reduce((last, { stamp }) => Math.max(last, stamp), before)

const areAlike = (texts: readonly string[], others: readonly string[]): boolean =>
  texts.length === others.length && texts.every((text, at) => text === others[at])

/** Parts of the application by which years are kept. */
export interface YearPorts extends Pick<AppPorts, 'clock' | 'plans' | 'look'> {
  readonly em: EntityManager
  /** Do registers go here without a new stamp, as at a remote site? */
  readonly forgets: boolean
}

/**
 * The scores of a body's year as one process keeps them. Each time that something was written in the database it asks for
 * what is new of the body, by the count that orders everything that happens to it: whoever adds to that count holds it
 * until the commit, so a smaller one never comes after [SY10].
 */
export class KeptYear {
  private known: Known | null = null
  private taken: Promise<Known | null> = Promise.resolve(null)
  private readonly asked: Question

  constructor(
    private readonly ports: YearPorts,
    private readonly body: string,
    private readonly year: number,
  ) {
    this.asked = ports.plans.asked(body)
  }

  /** Registers and nodes that are kept; one at least. */
  get size(): number {
    return 1 + (this.known?.scored?.scores.size ?? 0)
  }

  /**
   * The plan and its scores as they stand; null where there is no plan. One statement, and none where it was looked for since.
   * @param after a moment at which they have to hold, or a later one; left out for now
   */
  async at(after?: DataMoment): Promise<Known | null> {
    const { known } = this
    if (known && after && known.moment.turn >= after.turn && known.day === this.today()) return known
    return this.look()
  }

  private today(): IsoDate {
    return romeDay(this.ports.clock.now(this.body))
  }

  private async look(): Promise<Known | null> {
    const { body, year, known: since } = this
    const { look, forgets } = this.ports
    const span = since?.scored && !forgets ? [registersAsked(body, spanOf(since.plan, year), since.stamp)] : []
    const said = await look([...this.asked, ...span], since?.moment ?? null)
    // What is said later is taken later: what is kept never goes back.
    this.taken = this.taken.catch(() => null).then(() => this.take(said, since))
    return this.taken
  }

  private async take({ moment, texts: all }: Said, since: Known | null): Promise<Known | null> {
    const { known } = this
    const isToday = known?.day === this.today()
    if (known && isToday && (known.moment.turn >= moment.turn || !all)) return this.keep(known, moment)
    const texts = (all ?? since?.texts ?? []).slice(0, this.asked.length)
    const registers = all?.[this.asked.length]
    const isSame = known && isToday && known.moment.source === moment.source && areAlike(known.texts, texts)
    if (!isSame) return this.anew(moment, texts)
    if (!known.scored) return this.keep(known, moment)
    if (registers === undefined || !since || !areAlike(since.texts, texts)) return this.anew(moment, texts)
    const states = registersIn(registers, this.body)
    known.scored.scores.take(states)
    return this.keep({ ...known, stamp: lastStamp(states, known.stamp) }, moment)
  }

  private keep(known: Known, moment: DataMoment): Known {
    return (this.known = known.moment.turn >= moment.turn ? known : { ...known, moment })
  }

  private async anew(moment: DataMoment, texts: readonly string[]): Promise<Known | null> {
    const { body, year } = this
    const day = this.today()
    const { em, plans } = this.ports
    const stored = await plans.foundIn(em, texts, { year, day })
    this.known = null
    if (stored === undefined) return this.again()
    if (stored === null) return null
    const { plan } = stored
    const at = { moment, day, plan, texts }
    if (!isSharedByAll(plan, year)) return (this.known = { ...at, scored: null, stamp: -1 })
    const states = await registersOfYears(em, body, spanOf(plan, year))
    return (this.known = { ...at, scored: new ScoredPlan(plan, year, states, day), stamp: lastStamp(states) })
  }

  /** Looks once more: something was changed between two statements. */
  private async again(): Promise<Known | null> {
    return this.take(await this.ports.look(this.asked, null), null)
  }
}
