import { dayOfNumber } from '../calendar'
import { evaluateFormula, inputKey, inputsOf, type Operand } from '../formula'
import type { Absence, Aggregation, CellValue, IsoDate, ManualScore, MeasureValue } from '../model'
import { CellStore, DATE, NONE, NOT_APPLICABLE, NUMBER, NodeQueue, NodeState } from './cell-store'
import { achieveNumber, stepped, coverageOf, meanScore, otherScore } from './achieve'
import type { CompiledIndicator, CompiledPlan } from './compile/compile-plan'
import { type CycleRecords, recordFigure } from './cycle-records'
import { AGGREGATION_CODES, type Figure, type MeasureFigure } from './compile/figure'
import type { CompiledGroup } from './compile/groups'
import {
  type IndicatorContext,
  firstDay,
  isNumberTarget,
  evaluateIndicator,
  type IndicatorOutcome,
} from './evaluate-indicator'
import { NO_NODE, nodeOfFigure } from './compile/order-nodes'

/** Moment at which a plan is scored, with facts beside the values. */
export interface Moment {
  /** The day in Rome: it decides what is due and whether the year is closed. */
  readonly today: IsoDate
  /** Course of the collection so far: see `collectionsOf`. */
  readonly records?: CycleRecords
}

const same = (a: number | undefined, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b))

/** Absences that take a node's weight away: neither counted nor waited for [SC17, SC26]. */
const WEIGHTLESS: ReadonlySet<Absence['type']> = new Set(['not-applicable', 'no-target', 'no-reference'])

/**
 * The values of a year and everything computed from them, in flat arrays by the numbers of a compiled plan. A changed
 * value computes anew only what is made of it [SC48]; `buildNode` turns numbers into scores that explain themselves.
 */
export class ScoreModel implements IndicatorContext {
  private readonly store: CellStore
  readonly state: NodeState
  /** Scores by hand of the year, by the number of their node. */
  readonly manual: ReadonlyMap<number, ManualScore>
  readonly isClosed: boolean
  readonly today: IsoDate
  private readonly queue: NodeQueue
  /** Did any coverage change in this round? Mostly a value takes the place of another, and none does. */
  private covers = true

  constructor(
    readonly compiled: CompiledPlan,
    private at: Moment,
    from?: ScoreModel,
  ) {
    const { plan, year, above, periods, nodes, policy } = compiled
    this.store = new CellStore(compiled, from?.store)
    this.state = new NodeState(above.length, from?.state)
    this.queue = new NodeQueue(compiled.levels, compiled.level)
    this.today = at.today
    this.isClosed = (periods.at(-1)?.deadline ?? '') < at.today
    const given = policy.judgement === 'none' ? [] : (plan.judgements ?? []).filter((one) => one.year === year)
    this.manual = new Map(given.flatMap((one) => (nodes.has(one.about) ? [[nodes.get(one.about) ?? -1, one]] : [])))
  }

  /** Values of the cells, by place; `undefined` for an empty cell. */
  get cells(): readonly (CellValue | undefined)[] {
    return this.store.cells
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
    this.covers = true
    for (const cell of values) this.store.put(cell)
    for (const node of this.compiled.order) this.compute(node)
    return this
  }

  /** Changes one value and computes what is made of it. False where nothing is. */
  set(cell: CellValue): boolean {
    const place = this.store.put(cell)
    if (place < 0) return false
    this.covers = false
    const { readers, reader, periods } = this.compiled
    const slot = Math.floor(place / periods.length)
    this.climb(reader[slot] as number, readers[slot])
    this.finish()
    return true
  }

  /** Takes other records of the cycle and computes what is made of them. */
  setRecords(records: CycleRecords): void {
    this.at = { ...this.at, records }
    this.covers = false
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
    const { figures, indicators, plain } = this.compiled
    const at = node - figures.length
    if (at < 0) {
      const how = plain.how[node] as number
      if (how === 0) return this.figure(node, figures[node] as Figure)
      const mark = this.store.overYear(plain.slot[node] as number, AGGREGATION_CODES[how] as Aggregation)
      return this.keep(node, mark, this.store.number)
    }
    if (at < indicators.length) return this.indicator(node, indicators[at] as CompiledIndicator)
    return this.group(node, at - indicators.length)
  }

  private group(node: number, at: number): boolean {
    const { groups, policy, table } = this.compiled
    const { state } = this
    const achievement =
      table.isMean[at] === 1
        ? meanScore(at, table, state.achieved)
        : otherScore(groups[at] as CompiledGroup, state, policy)
    // Mostly a value takes the place of another, and no coverage changes.
    const coverage = this.covers ? coverageOf(at, table, state.coverage) : (state.coverage[node] as number)
    return this.settle(node, achievement, coverage)
  }

  private figure(node: number, figure: Figure): boolean {
    if (figure.type === 'measure') return this.aggregate(node, figure)
    if (figure.type === 'fixed') return this.keep(node, figure.value === null ? NONE : NUMBER, figure.value ?? 0)
    const source = nodeOfFigure(figure, this.compiled.plan, this.compiled.nodes)
    const number =
      source === null
        ? recordFigure(figure, this.compiled, this.at.records)
        : 100 * (this.state.achieved[source] ?? Number.NaN)
    return this.keep(node, Number.isNaN(number) ? NONE : NUMBER, number)
  }

  private keep(node: number, found: number, number: number): boolean {
    const value = found === NUMBER ? number : Number.NaN
    const isSame =
      this.state.found[node] === found &&
      same(this.state.values[node], value) &&
      (found !== DATE || this.state.days[node] === number)
    this.state.found[node] = found
    this.state.values[node] = value
    if (found === DATE) this.state.days[node] = number
    return !isSame || this.compiled.watched.has(node)
  }

  /** Periods of each unit, then units [SC1, SC2, SC5]. */
  private aggregate(node: number, { slots, entered, over, when }: MeasureFigure): boolean {
    const { store } = this
    let count = 0
    let sum = 0
    let least = Number.POSITIVE_INFINITY
    let latest = Number.NEGATIVE_INFINITY
    let any = false
    for (const slot of slots) {
      const mark =
        when.period === 'year' ? store.overYear(slot, entered.aggregation) : store.lastEntered(slot, when.period)
      if (mark === NONE) continue
      any = true
      if (mark === DATE) latest = Math.max(latest, store.number)
      if (mark !== NUMBER) continue
      count += 1
      sum += store.number
      least = Math.min(least, store.number)
    }
    if (latest !== Number.NEGATIVE_INFINITY) return this.keep(node, DATE, latest)
    if (count === 0) return this.keep(node, any ? NOT_APPLICABLE : NONE, 0)
    return this.keep(node, NUMBER, over === 'sum' || count === 1 ? sum : over === 'mean' ? sum / count : least)
  }

  private indicator(node: number, one: CompiledIndicator): boolean {
    const { policy } = this.compiled
    const { target, start, numeric } = one
    const value = numeric ? numeric(this.state.values) : Number.NaN
    this.state.values[node] = value
    if (target !== null && isNumberTarget(target) && !Number.isNaN(value))
      return this.settle(node, stepped(achieveNumber(value, target, policy, start).achievement, policy), 1)
    const { operand, achievement, absence } = this.judged(node, one)
    const covered = operand.type === 'number' || operand.type === 'date' ? 1 : 0
    return this.settle(node, achievement ?? Number.NaN, absence && WEIGHTLESS.has(absence.type) ? Number.NaN : covered)
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

  private settle(node: number, computed: number, coverage: number): boolean {
    const { achieved, coverage: covered } = this.state
    const result = this.manual.size === 0 ? computed : this.byHand(node, computed)
    const isSame = same(achieved[node], result)
    achieved[node] = result
    if (same(covered[node], coverage)) return !isSame
    covered[node] = coverage
    this.covers = true
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
  private operand({ formula, inputs, indicator, target }: CompiledIndicator): Operand {
    if (formula === null) return { type: 'undefined', why: 'formula' }
    const places = new Map(inputsOf(formula).map((input, at) => [inputKey(input), inputs[at] ?? -1]))
    const owed = firstDay(target)
    const { periods } = this.compiled
    const period = owed === null ? periods[0] : periods.find(({ to }) => owed <= to)
    const isDue = period !== undefined && period.opens <= this.today
    return evaluateFormula(formula, (input) =>
      this.figureValue(places.get(inputKey(input)) ?? -1, isDue, indicator.code),
    )
  }

  /** A figure as a formula sees it. */
  figureValue(place: number, isDue = true, code = ''): Operand {
    const figure = this.compiled.figures[place]
    const mark = this.state.found[place]
    if (figure === undefined) return { type: 'undefined', why: 'formula' }
    if (mark === NUMBER) return { type: 'number', number: this.state.values[place] ?? Number.NaN }
    if (mark === DATE) return { type: 'date', date: dayOfNumber(this.state.days[place] ?? 0) }
    if (mark === NOT_APPLICABLE) return { type: 'not-applicable', why: 'entered' }
    if (figure.type === 'fixed')
      return figure.why === 'formula'
        ? { type: 'undefined', why: 'formula' }
        : { type: 'no-reference', what: 'benchmark' }
    if (figure.type === 'system') return { type: 'missing', measures: [figure.measure?.code ?? code] }
    if (figure.when.back > 0) return { type: 'no-reference', what: 'earlier-year' }
    if (figure.when.period === 'previous') return { type: 'no-reference', what: 'earlier-period' }
    return { type: isDue ? 'missing' : 'not-due', measures: [figure.measure.code] }
  }

  reference = ({ earlier, indicator, reference, target }: CompiledIndicator): Operand => {
    if (reference !== null) return this.figureValue(reference)
    const value = earlier ? earlier(this.state.values) : Number.NaN
    if (!Number.isNaN(value)) return { type: 'number', number: value }
    const { baseline } = indicator
    const wanted = target?.type === 'against-year' ? this.compiled.year - target.back : null
    return baseline && baseline.year === wanted && typeof baseline.value === 'number'
      ? { type: 'number', number: baseline.value }
      : { type: 'no-reference', what: 'earlier-year' }
  }

  perPeriod = (place: number): readonly (MeasureValue | null)[] => {
    const figure = this.compiled.figures[place]
    const slots = figure?.type === 'measure' ? figure.slots : []
    return this.compiled.periods.map((_, at) => {
      const values = slots.flatMap((slot) => this.cells[slot + at]?.value ?? [])
      const latest = values
        .flatMap((value) => (value.type === 'date' ? [value.date] : []))
        .sort()
        .at(-1)
      if (latest !== undefined) return { type: 'date', date: latest }
      const numbers = values.flatMap((value) => (value.type === 'number' ? [value.number] : []))
      return numbers.length > 0 ? { type: 'number', number: Math.max(...numbers) } : null
    })
  }
}
