import { type Operand, ratioOf } from '../formula'
import type { CellValue, IsoDate, ManualScore } from '../model'
import { achievedShare, achieveNumber, coverageOf, meanScore, otherScore, stepped } from './achieve'
import { isNear } from './policy/marks'
import { CellStore, NodeState, same } from './cell-store'
import type { CompiledIndicator, CompiledPlan } from './compile/compile-plan'
import { TARGET_CODES } from './compile/indicator-table'
import type { CompiledGroup } from './compile/groups'
import { NO_NODE, type NumberLists, NodeQueue } from './compile/order-nodes'
import { type LeftOut, leftOutBy, manualScores } from './compile/standing'
import type { CycleRecords } from './cycle-records'
import {
  evaluateIndicator,
  type IndicatorContext,
  isNobodysLoss,
  isNumberTarget,
  isUnscored,
} from './evaluate-indicator'
import type { IndicatorOutcome } from './grounds/judged'
import { FigureModel } from './figure-model'
import { IndicatorParts, meanOfTwo } from './indicator-parts'

/** Moment at which a plan is scored, with facts beside the values. */
export interface Moment {
  /** The day in Rome: it decides what is due and whether the year is closed. */
  readonly today: IsoDate
  /** Course of the collection so far: see `collectionsOf`. */
  readonly records?: CycleRecords
}

/**
 * The values of a year and everything computed from them, in flat arrays by the numbers of a compiled plan. A changed
 * value computes anew only what is made of it [SC48]; `buildNode` turns numbers into scores that explain themselves.
 */
export class ScoreModel implements IndicatorContext {
  private readonly store: CellStore
  readonly state: NodeState
  /** Scores by hand of the year, by the number of their node. */
  readonly manual: ReadonlyMap<number, ManualScore>
  readonly figures: FigureModel
  readonly today: IsoDate
  private readonly queue: NodeQueue
  /** Everything that an act has eliminated or neutralised by now, by its address, and the numbers of its nodes [SC68, SC141]. */
  private readonly left: ReadonlyMap<string, LeftOut>
  private readonly gone: ReadonlySet<number>
  private readonly parts: IndicatorParts
  private readonly firstIndicator: number
  private readonly firstGroup: number
  private readonly hasGone: boolean
  private readonly hasManual: boolean

  constructor(
    readonly compiled: CompiledPlan,
    private at: Moment,
    from?: ScoreModel,
  ) {
    this.store = new CellStore(compiled, from?.store)
    this.state = new NodeState(compiled.above.only.length, from?.state)
    this.queue = new NodeQueue(compiled.levels, compiled.level)
    this.today = at.today
    this.left = from?.left ?? leftOutBy(compiled, at.today)
    this.gone = new Set([...this.left.keys()].flatMap((about) => compiled.nodes.get(about) ?? []))
    this.figures = new FigureModel(compiled, this.store, this.state, at.today, this.gone)
    this.parts = new IndicatorParts(compiled, this.state, this.figures)
    this.manual = manualScores(compiled, this.gone)
    this.firstIndicator = compiled.figures.length
    this.firstGroup = this.firstIndicator + compiled.indicators.length
    this.hasGone = this.gone.size > 0
    this.hasManual = this.manual.size > 0
  }

  reference = (one: CompiledIndicator): Operand => this.parts.reference(one)
  magnitudeAt = (one: CompiledIndicator, value: number, wanted: number): number =>
    this.parts.magnitudeAt(one, value, wanted)
  leftOut = (about: string): LeftOut | null => this.left.get(about) ?? null

  /** The cell of a slot, in that period counted from 0; `undefined` for an empty cell. */
  cellIn(slot: number, at: number): CellValue | undefined {
    return this.store.cellIn(slot, at)
  }

  get isClosed(): boolean {
    return this.figures.isClosed
  }

  get moment(): Moment {
    return this.at
  }

  /** The same book to try things in: what is done to it does nothing to this one. */
  fork(): ScoreModel {
    return new ScoreModel(this.compiled, this.moment, this)
  }

  /** Takes all values at once and computes everything; cells of other bodies, years and periods stand aside. */
  fill(values: readonly CellValue[]): this {
    this.state.covers = true
    this.store.putAll(values)
    for (const node of this.compiled.order) this.compute(node)
    return this
  }

  /** Changes one value and computes what is made of it. False where nothing is. */
  set(cell: CellValue): boolean {
    const slot = this.store.put(cell)
    if (slot < 0) return false
    this.state.covers = false
    const { readers, slots } = this.compiled
    this.climb(readers, slot)
    this.finish()
    if (slots.twins !== null) this.setTwins(slots.twins.get(slot) ?? [])
    return true
  }

  /** Computes what is made of slots that hold the same value but for some periods. */
  private setTwins(twins: readonly number[]): void {
    for (const twin of twins) {
      this.climb(this.compiled.readers, twin)
      this.finish()
    }
  }

  /** Takes other records of the cycle and computes what is made of them. */
  setRecords(records: CycleRecords): void {
    this.at = { ...this.at, records }
    this.state.covers = false
    for (const figure of this.compiled.recorded) {
      if (this.compute(figure)) this.climb(this.compiled.above, figure)
      this.finish()
    }
  }

  /** Computes what waits, by levels. */
  private finish(): void {
    const { queue } = this
    const { above } = this.compiled
    for (let level = 0; queue.waiting > 0; level++)
      for (let node = queue.take(level); node >= 0; node = queue.take(level))
        if (this.compute(node)) this.climb(above, node)
  }

  /** Computes what is made of something while that is one node and nothing else waits; what is several, waits by levels. */
  private climb(first: NumberLists, of: number): void {
    const { above } = this.compiled
    let lists = first
    let list = of
    let node = lists.only[list] as number
    while (node >= 0 && this.queue.waiting === 0) {
      if (!this.compute(node)) return
      lists = above
      list = node
      node = above.only[node] as number
    }
    if (node !== NO_NODE) this.queue.add(lists, list)
  }

  /** Computes a node; true where what stands above has to be computed too. */
  private compute(node: number): boolean {
    if (node >= this.firstGroup) return this.group(node, node - this.firstGroup)
    if (node < this.firstIndicator) return this.figures.compute(node, this.at.records)
    const at = node - this.firstIndicator
    return this.ratio(node, at) ?? this.indicator(node, this.compiled.indicators[at] as CompiledIndicator)
  }

  private group(node: number, at: number): boolean {
    const { groups, policy, table } = this.compiled
    const { state } = this
    if (this.isGone(node)) return this.settle(node, Number.NaN, Number.NaN, true)
    const achievement =
      table.isMean[at] === 1
        ? meanScore(at, table, state.achieved)
        : otherScore(groups[at] as CompiledGroup, state, policy)
    // Mostly a value takes the place of another, and no coverage changes.
    const coverage = this.state.covers ? coverageOf(at, table, state.coverage) : (state.coverage[node] as number)
    const out = Number.isNaN(achievement) && this.isOut(groups[at] as CompiledGroup)
    return this.settle(node, achievement, coverage, out)
  }

  /** Can nothing that stands in a group be scored, whatever is still to come [SC67.3]? */
  private isOut({ parts }: CompiledGroup): boolean {
    const children = parts.flatMap((part) => part.children)
    return children.length > 0 && children.every((child) => this.state.out.has(child))
  }

  private isGone(node: number): boolean {
    return this.hasGone && this.gone.has(node)
  }

  /** Computes a plain indicator by numbers alone, as `indicator` would; null where there is more to it than that. */
  private ratio(node: number, at: number): boolean | null {
    const { ratios, policy } = this.compiled
    const { places, numbers } = ratios
    const code = places[3 * at] as number
    if (code === 0 || this.parts.proves || this.isGone(node)) return null
    const { values, coverage } = this.state
    const above = places[3 * at + 1] as number
    const below = places[3 * at + 2] as number
    const value = ratioOf(values[above] as number, numbers[2 * at] as number, values[below] as number)
    const wanted = numbers[2 * at + 1] as number
    if (Number.isNaN(value) || isNear(value, wanted)) return null
    values[node] = value
    const achieved = stepped(achievedShare(value, TARGET_CODES[code] ?? 'at-least', wanted, policy), policy)
    return this.settle(node, achieved, meanOfTwo(coverage[above] as number, coverage[below] as number))
  }

  private indicator(node: number, one: CompiledIndicator): boolean {
    const { target, start, numeric, policy } = one
    const value = numeric && this.parts.counts(one) ? numeric(this.state.values) : Number.NaN
    this.state.values[node] = value
    if (this.isGone(node)) return this.settle(node, Number.NaN, Number.NaN, true)
    if (target !== null && isNumberTarget(target) && !Number.isNaN(value)) {
      const magnitude = this.magnitudeAt(one, value, target.value)
      const { achievement } = achieveNumber(value, target, policy, start, magnitude)
      return this.settle(node, stepped(achievement, policy), this.parts.covered(one))
    }
    const { achievement, absence } = this.judged(node, one)
    const isDue = !isUnscored(target) && absence?.type !== 'not-due'
    const out = achievement === null && (isUnscored(target) || isNobodysLoss(absence))
    return this.settle(node, achievement ?? Number.NaN, isDue ? this.parts.coverageOf(one) : Number.NaN, out)
  }

  /** An indicator with its reasons: the careful way, for what is no plain number and for who asks why. */
  judged(node: number, one: CompiledIndicator): IndicatorOutcome & { readonly operand: Operand } {
    const cycle = this.compiled.cycles.get(node)
    const value = this.state.values[node] ?? Number.NaN
    const operand: Operand = cycle
      ? { type: 'undefined', why: 'cycle', cycle }
      : Number.isNaN(value)
        ? this.parts.operand(one)
        : { type: 'number', number: value }
    return { ...evaluateIndicator(one, operand, this), operand }
  }

  private settle(node: number, computed: number, coverage: number, isOut = false): boolean {
    const { achieved, coverage: covered } = this.state
    const result = this.hasManual ? this.byHand(node, computed) : computed
    const turns = (isOut || this.state.hasOut) && this.marksOut(node, isOut && Number.isNaN(result))
    const isSame = same(achieved[node], result) && !turns
    achieved[node] = result
    if (same(covered[node], coverage)) return !isSame
    covered[node] = coverage
    this.state.covers = true
    return true
  }

  /** Keeps whether a node is out; true where that is another answer. */
  private marksOut(node: number, isOut: boolean): boolean {
    const { out } = this.state
    const changes = isOut ? out.size !== out.add(node).size : out.delete(node)
    this.state.hasOut = out.size > 0
    return changes
  }

  /** Returns the evaluator's judgement where the policy lets it stand [SC50], otherwise the computed score. */
  private byHand(node: number, computed: number): number {
    const manual = this.manual.get(node)
    if (!manual || (this.compiled.policy.judgement !== 'override' && !Number.isNaN(computed))) return computed
    this.state.instead.set(node, computed)
    return manual.score / 100
  }
}
