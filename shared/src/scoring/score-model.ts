import {
  evaluateFormula,
  type FormulaInput,
  growsWith,
  inputKey,
  inputsOf,
  magnitudeOf,
  type Operand,
} from '../formula'
import { type CellValue, eliminatedIn, type Elimination, type IsoDate, type ManualScore } from '../model'
import { achieveNumber, coverageOf, meanScore, otherScore, stepped } from './achieve'
import { isNear } from './border'
import { CellStore, NodeQueue, NodeState, same } from './cell-store'
import type { CompiledIndicator, CompiledPlan } from './compile/compile-plan'
import { canOnlyGrow } from './compile/due'
import type { CompiledGroup } from './compile/groups'
import { NO_NODE } from './compile/order-nodes'
import { goneNodes, manualScores } from './compile/standing'
import type { CycleRecords } from './cycle-records'
import {
  evaluateIndicator,
  type IndicatorContext,
  isNobodysLoss,
  isNumberTarget,
  isUnscored,
  milestonesOf,
  periodsAsked,
} from './evaluate-indicator'
import type { IndicatorOutcome } from './grounds/judged'
import { FigureModel } from './figure-model'

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
  /** Nodes of what an act has eliminated by now, by their number [SC68]. */
  private readonly gone: ReadonlySet<number>
  constructor(
    readonly compiled: CompiledPlan,
    private at: Moment,
    from?: ScoreModel,
  ) {
    this.store = new CellStore(compiled, from?.store)
    this.state = new NodeState(compiled.above.length, from?.state)
    this.queue = new NodeQueue(compiled.levels, compiled.level)
    this.today = at.today
    this.figures = new FigureModel(compiled, this.store, this.state, at.today)
    this.gone = goneNodes(compiled, at.today)
    this.manual = manualScores(compiled, this.gone)
  }

  eliminated = (about: string): Elimination | null =>
    eliminatedIn(this.compiled.plan, about, this.compiled.year, this.today)

  /** Values of the cells, by place; `undefined` for an empty cell. */
  get cells(): readonly (CellValue | undefined)[] {
    return this.store.cells
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
    for (const cell of values) this.store.put(cell)
    for (const node of this.compiled.order) this.compute(node)
    return this
  }

  /** Changes one value and computes what is made of it. False where nothing is. */
  set(cell: CellValue): boolean {
    const place = this.store.put(cell)
    if (place < 0) return false
    this.state.covers = false
    const { readers, reader, periods } = this.compiled
    const slot = Math.floor(place / periods.length)
    this.climb(reader[slot] as number, readers[slot])
    this.finish()
    return true
  }

  /** Takes other records of the cycle and computes what is made of them. */
  setRecords(records: CycleRecords): void {
    this.at = { ...this.at, records }
    this.state.covers = false
    for (const figure of this.compiled.recorded) {
      this.climb(figure, [figure])
      this.finish()
    }
  }

  /** Computes what waits, by levels. */
  private finish(): void {
    const { queue } = this
    const { above, upper } = this.compiled
    for (let level = 0; queue.waiting > 0; level++)
      for (let node = queue.take(level); node >= 0; node = queue.take(level))
        if (this.compute(node)) this.climb(upper[node] as number, above[node])
  }

  /** Computes what is made of something while that is one node and nothing else waits; what is several, waits by levels. */
  private climb(one: number, all: readonly number[] | undefined): void {
    const { upper, above } = this.compiled
    let node = one
    let nodes = all
    while (node >= 0 && this.queue.waiting === 0) {
      if (!this.compute(node)) return
      nodes = above[node]
      node = upper[node] as number
    }
    if (node !== NO_NODE && nodes) this.queue.add(nodes)
  }

  /** Computes a node; true where what stands above has to be computed too. */
  private compute(node: number): boolean {
    const { figures, indicators } = this.compiled
    const at = node - figures.length
    if (at < 0) return this.figures.compute(node, this.at.records)
    if (at < indicators.length) return this.indicator(node, indicators[at] as CompiledIndicator)
    return this.group(node, at - indicators.length)
  }

  private group(node: number, at: number): boolean {
    const { groups, policy, table } = this.compiled
    const { state } = this
    if (this.gone.has(node)) return this.settle(node, Number.NaN, Number.NaN, true)
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
    return children.length > 0 && children.every((child) => this.state.out[child] === 1)
  }

  private indicator(node: number, one: CompiledIndicator): boolean {
    const { target, start, numeric, policy } = one
    const value = numeric && this.counts(one) ? numeric(this.state.values) : Number.NaN
    this.state.values[node] = value
    if (this.gone.has(node)) return this.settle(node, Number.NaN, Number.NaN, true)
    if (target !== null && isNumberTarget(target) && !Number.isNaN(value)) {
      const magnitude = this.magnitudeAt(one, value, target.value)
      const { achievement } = achieveNumber(value, target, policy, start, magnitude)
      return this.settle(node, stepped(achievement, policy), this.covered(one))
    }
    const { achievement, absence } = this.judged(node, one)
    const isDue = !isUnscored(target) && absence?.type !== 'not-due'
    const out = achievement === null && (isUnscored(target) || isNobodysLoss(absence))
    return this.settle(node, achievement ?? Number.NaN, isDue ? this.coverageOf(one) : Number.NaN, out)
  }

  /** The share that is there of what an indicator asks for: of days or periods by themselves, or of the figures that it is made of. */
  private coverageOf(one: CompiledIndicator): number {
    const { lone, target } = one
    if (lone === null) return this.covered(one)
    if (target?.type === 'by-dates')
      return this.figures.shareOfDays(
        lone,
        milestonesOf(target, this.compiled).map(({ at }) => at),
      )
    const periods = periodsAsked(one, this.compiled)
    return periods ? this.answered(lone, periods) : this.covered(one)
  }

  magnitudeAt = ({ formula, inputs }: CompiledIndicator, value: number, wanted: number): number => {
    if (formula === null || !isNear(value, wanted)) return 0
    const places = new Map(inputsOf(formula).map((input, at) => [inputKey(input), inputs[at] ?? -1]))
    const at = (input: FormulaInput) => places.get(inputKey(input)) ?? -1
    return magnitudeOf(formula, {
      number: (input) => this.state.values[at(input)] ?? Number.NaN,
      magnitude: (input) => this.figures.magnitudeOf(at(input)),
    })
  }

  /** Does the value of an indicator count? At the close what is not whole counts as far as the policy has it proven [SC64.2]. */
  private counts({ parts, formula, inputs, target }: CompiledIndicator): boolean {
    if (!this.isClosed || this.figures.onlyWhole) return true
    const partial = parts.filter((place) => (this.state.coverage[place] as number) < 1)
    if (partial.length === 0) return true
    const wantsMore = target?.type === 'at-least' || target?.type === 'more-than'
    if (!formula || !wantsMore || !partial.every((place) => canOnlyGrow(this.compiled.figures[place]))) return false
    const keys = new Set(
      inputsOf(formula).flatMap((input, at) => (partial.includes(inputs[at] ?? -1) ? inputKey(input) : [])),
    )
    return growsWith(formula, (input) => keys.has(inputKey(input)))
  }

  /** The share of the periods that a target asks for by themselves, and that are due by now, that were answered [SC63.4]; `NaN` where none is due. */
  private answered(place: number, asked: readonly boolean[]): number {
    const readings = this.figures.perPeriod(place)
    const due = asked.map((isAsked, at) => isAsked && this.figures.asksIn(at))
    return due.filter((isDue, at) => isDue && (readings[at] ?? null) !== null).length / due.filter(Boolean).length
  }

  /** The mean of the shares that are there of what an indicator is made of [SC63.1]; `NaN` where nothing is due. */
  private covered({ parts }: CompiledIndicator): number {
    const { coverage } = this.state
    let count = 0
    let there = 0
    for (let at = 0; at < parts.length; at++) {
      const share = coverage[parts[at] as number] as number
      if (Number.isNaN(share)) continue
      count += 1
      there += share
    }
    return count === 0 ? Number.NaN : there / count
  }

  /** An indicator with its reasons: the careful way, for what is no plain number and for who asks why. */
  judged(node: number, one: CompiledIndicator): IndicatorOutcome & { readonly operand: Operand } {
    const cycle = this.compiled.cycles.get(node)
    const value = this.state.values[node] ?? Number.NaN
    const operand: Operand = cycle
      ? { type: 'undefined', why: 'cycle', cycle }
      : Number.isNaN(value)
        ? this.operand(one)
        : { type: 'number', number: value }
    return { ...evaluateIndicator(one, operand, this), operand }
  }

  private settle(node: number, computed: number, coverage: number, isOut = false): boolean {
    const { achieved, coverage: covered, out } = this.state
    const result = this.manual.size === 0 ? computed : this.byHand(node, computed)
    const left = Number(isOut && Number.isNaN(result))
    const isSame = same(achieved[node], result) && out[node] === left
    achieved[node] = result
    out[node] = left
    if (same(covered[node], coverage)) return !isSame
    covered[node] = coverage
    this.state.covers = true
    return true
  }

  /** Returns the evaluator's judgement where the policy lets it stand [SC50], otherwise the computed score. */
  private byHand(node: number, computed: number): number {
    const manual = this.manual.get(node)
    if (!manual || (this.compiled.policy.judgement !== 'override' && !Number.isNaN(computed))) return computed
    this.state.instead.set(node, computed)
    return manual.score / 100
  }

  /**
   * Returns the reason why there is no number, or the date that there is: the careful way, by the tree of the formula.
   */
  private operand(one: CompiledIndicator): Operand {
    const { formula, inputs, indicator, target } = one
    if (formula === null) return { type: 'undefined', why: 'formula' }
    const places = new Map(inputsOf(formula).map((input, at) => [inputKey(input), inputs[at] ?? -1]))
    const counts = this.counts(one)
    return evaluateFormula(formula, (input) => {
      const place = places.get(inputKey(input)) ?? -1
      const isPartial = !counts && (this.state.coverage[place] as number) < 1
      return isPartial
        ? this.figures.absent(place, target, indicator.code)
        : this.figures.valueOf(place, target, indicator.code)
    })
  }

  reference = ({ earlier, indicator, reference, target }: CompiledIndicator): Operand => {
    if (reference !== null) return this.figures.valueOf(reference)
    const value = earlier ? earlier(this.state.values) : Number.NaN
    if (!Number.isNaN(value)) return { type: 'number', number: value }
    const { baseline } = indicator
    const wanted = target?.type === 'against-year' && !target.years ? this.compiled.year - target.back : null
    return baseline && baseline.year === wanted && typeof baseline.value === 'number'
      ? { type: 'number', number: baseline.value }
      : { type: 'no-reference', what: 'earlier-year' }
  }
}
