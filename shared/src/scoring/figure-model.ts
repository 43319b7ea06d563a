import { dayOfNumber } from '../calendar'
import { NOISE, type Operand, SMALLEST } from '../formula'
import { type Absence, type Aggregation, daysIn, type IsoDate, type MeasureValue, type Target } from '../model'
import { type CellStore, DATE, NONE, NOT_APPLICABLE, NUMBER, type NodeState, same } from './cell-store'
import type { CompiledPlan } from './compile/compile-plan'
import {
  AGGREGATION_BITS,
  AGGREGATION_CODES,
  AGGREGATION_MASK,
  type Figure,
  type MeasureFigure,
  type SystemFigureInput,
} from './compile/figure'
import { nodeOfFigure } from './compile/order-nodes'
import { type CycleRecords, recordFigure } from './cycle-records'
import { firstDay } from './evaluate-indicator'
import { isOneDay } from '../values'
import type { Counted } from './score'

/**
 * The figures of a year: what formulas name, aggregated from the cells, with how much of what is due of each is there. Of
 * what is not whole at the close there is none [SC64.1].
 */
export class FigureModel {
  /** The year is closed the day after its last deadline [SC16]. */
  readonly isClosed: boolean
  /** The periods that ask for something by now, as bits: all of them at the close. */
  private readonly asked: number
  /** Does only what is whole count? At the close, unless the policy lets stand what a part proves [SC64]. */
  readonly onlyWhole: boolean

  constructor(
    private readonly compiled: CompiledPlan,
    private readonly store: CellStore,
    private readonly state: NodeState,
    today: IsoDate,
    /** Nodes of what an act has left out by now. */
    private readonly gone: ReadonlySet<number>,
  ) {
    const { periods, policy } = compiled
    this.isClosed = compiled.lastDeadline < today
    const isAsked = (opens: IsoDate): boolean => this.isClosed || opens <= today
    this.asked = periods.reduce((bits, { opens }, at) => (isAsked(opens) ? bits | (1 << at) : bits), 0)
    this.onlyWhole = this.isClosed && policy.missingAtClose !== 'proven'
  }

  /** Does the period at that place of the year ask for something by now? */
  asksIn(at: number): boolean {
    return (this.asked & (1 << at)) !== 0
  }

  /** Computes a figure; true where what is made of it has to be computed too. */
  compute(node: number, records: CycleRecords | undefined): boolean {
    const { figures, plain } = this.compiled
    const read = plain[node] as number
    if (read === 0) return this.figure(node, figures[node] as Figure, records)
    const slot = read >> AGGREGATION_BITS
    const mark = this.store.overYear(slot, AGGREGATION_CODES[read & AGGREGATION_MASK] as Aggregation)
    const number = mark === NUMBER ? this.onPaper(node, this.store.number) : this.store.number
    return this.keep(node, mark, number, this.store.shareOf(slot, this.asked))
  }

  private figure(node: number, figure: Figure, records: CycleRecords | undefined): boolean {
    if (figure.type === 'measure') return this.aggregate(node, figure)
    if (figure.type === 'fixed')
      return this.keep(node, figure.value === null ? NONE : NUMBER, figure.value ?? 0, Number.NaN)
    const source = nodeOfFigure(figure, this.compiled.plan, this.compiled.nodes)
    const number =
      source === null ? recordFigure(figure, this.compiled, records) : 100 * (this.state.achieved[source] ?? Number.NaN)
    const isThere = !Number.isNaN(number)
    const share = source === null ? Number(isThere) : (this.state.coverage[source] ?? Number.NaN)
    return this.keep(node, isThere ? NUMBER : NONE, number, share)
  }

  /** Keeps what a figure comes to, and how much of what is due of it is there. */
  private keep(node: number, all: number, number: number, share: number): boolean {
    const found = this.onlyWhole && share < 1 && this.compiled.figures[node]?.type === 'measure' ? NONE : all
    const value = found === NUMBER ? number : Number.NaN
    const covered = this.state.coverage[node]
    this.state.coverage[node] = share
    const isSame =
      this.state.found[node] === found &&
      same(this.state.values[node], value) &&
      (found !== DATE || this.state.days[node] === number)
    this.state.found[node] = found
    this.state.values[node] = value
    if (found === DATE) this.state.days[node] = number
    if (same(covered, share)) return !isSame || this.compiled.watched.has(node)
    this.state.covers = true
    return true
  }

  /** Periods of each unit, then units [SC1, SC2, SC5]. */
  private aggregate(node: number, { slots, entered, over, when }: MeasureFigure): boolean {
    const { store } = this
    let count = 0
    let sum = 0
    let least = Number.POSITIVE_INFINITY
    let most = Number.NEGATIVE_INFINITY
    let latest = Number.NEGATIVE_INFINITY
    let any = false
    let owed = 0
    let there = 0
    for (const slot of slots) {
      const share = store.shareOf(slot, this.asked, when.period === 'latest')
      if (!Number.isNaN(share)) {
        owed += 1
        there += share
      }
      const mark =
        when.period === 'year' ? store.overYear(slot, entered.aggregation) : store.lastEntered(slot, when.period)
      if (mark === NONE) continue
      any = true
      if (mark === DATE) latest = Math.max(latest, store.number)
      if (mark !== NUMBER) continue
      count += 1
      sum += store.number
      least = Math.min(least, store.number)
      most = Math.max(most, store.number)
    }
    const share = when.period === 'previous' || owed === 0 ? Number.NaN : there / owed
    if (latest !== Number.NEGATIVE_INFINITY) return this.keep(node, DATE, latest, share)
    if (count === 0) return this.keep(node, any ? NOT_APPLICABLE : NONE, 0, share)
    const extreme = over === 'max' ? most : least
    return this.keep(
      node,
      NUMBER,
      this.onPaper(node, over === 'sum' ? sum : over === 'mean' ? sum / count : extreme),
      share,
    )
  }

  /** A number as the sums that it is made of have it on paper: 0 where it is off that by their noise alone [SC120.1]. */
  private onPaper(node: number, number: number): number {
    if (number === 0 || Math.abs(number) >= SMALLEST) return number
    return Math.abs(number) <= NOISE * this.magnitudeOf(node) ? 0 : number
  }

  /** Counts what is due of a figure by now and what of it is there, unit by unit; nothing of what nobody enters. */
  countsOf(place: number): readonly Counted[] {
    const figure = this.compiled.figures[place]
    if (figure?.type !== 'measure' || figure.when.back > 0) return []
    return figure.slots.map((slot) => this.store.countOf(slot, this.asked)).filter(({ due }) => due > 0)
  }

  /** Sums the magnitudes of the entered values that a figure is made of. */
  magnitudeOf(place: number): number {
    const figure = this.compiled.figures[place]
    if (figure?.type !== 'measure') return Math.abs(this.state.values[place] ?? 0) || 0
    return figure.slots.reduce((sum, slot) => sum + this.store.magnitudeOf(slot), 0)
  }

  /** A figure as a formula sees it, or why there is none. */
  valueOf(place: number, target: Target | null = null, code = ''): Operand {
    const mark = this.state.found[place]
    if (mark === NUMBER) return { type: 'number', number: this.state.values[place] ?? Number.NaN }
    if (mark === DATE) return { type: 'date', date: dayOfNumber(this.state.days[place] ?? 0) }
    if (mark === NOT_APPLICABLE) return { type: 'not-applicable', why: 'entered' }
    return this.absent(place, target, code)
  }

  /** Says why there is no figure. */
  absent(place: number, target: Target | null, code: string): Absence {
    const figure = this.compiled.figures[place]
    if (figure === undefined) return { type: 'undefined', why: 'formula' }
    if (figure.type === 'fixed')
      return figure.why === 'formula'
        ? { type: 'undefined', why: 'formula' }
        : { type: 'no-reference', what: 'benchmark' }
    if (figure.type === 'system' && this.isLeftOut(figure)) return { type: 'no-reference', what: 'left-out' }
    if (figure.type === 'system') return { type: 'missing', measures: [figure.measure?.code ?? code] }
    if (figure.when.back > 0) return { type: 'no-reference', what: 'earlier-year' }
    if (figure.when.period === 'previous') return { type: 'no-reference', what: 'earlier-period' }
    return { type: this.isDue(figure, target) ? 'missing' : 'not-due', measures: [figure.measure.code] }
  }

  /** Was that of which a figure is the score left out by an act [SC68.7]? */
  private isLeftOut(figure: SystemFigureInput): boolean {
    const source = nodeOfFigure(figure, this.compiled.plan, this.compiled.nodes)
    return source !== null && this.gone.has(source)
  }

  /** Is something of a measure due by now: a day from the period on in which it is asked for, a number with its periods [SC4.3, SC4.4, SC62.7]? */
  private isDue({ entered, slots }: MeasureFigure, target: Target | null): boolean {
    const { periods } = this.compiled
    const owed = firstDay(target)
    const found = owed === null ? 0 : periods.findIndex(({ to }) => owed <= to)
    const first = found < 0 && target?.type === 'by-dates' ? periods.length - 1 : found
    if (isOneDay(entered)) return first >= 0 && (this.asked & (1 << first)) !== 0
    return slots.some((slot) => this.store.dueIn(slot, this.asked) !== 0)
  }

  /** The days that each unit entered for a figure, the earliest first. */
  private daysOf(place: number): readonly (readonly IsoDate[])[] {
    const figure = this.compiled.figures[place]
    const slots = figure?.type === 'measure' ? figure.slots : []
    return slots.map((slot) =>
      this.compiled.periods.flatMap((_, at) => daysIn(this.store.cellIn(slot, at)?.value ?? null)).sort(),
    )
  }

  /** The last of the days that were entered for a figure, by whatever unit; null for none. */
  lastDay(place: number): IsoDate | null {
    return this.daysOf(place).flat().sort().at(-1) ?? null
  }

  /** The first, second, ... day that was entered for a figure in whatever periods, the latest of its units; null for none [SC73.1]. */
  dayAt(place: number, order: number): MeasureValue | null {
    const units = this.daysOf(place)
    const days = units.flatMap((own) => own[order] ?? [])
    const date = days.sort().at(-1)
    // Of several units each owes its own.
    return date === undefined || (this.isClosed && days.length < units.length) ? null : { type: 'date', date }
  }

  /** The share that was entered of the days that are due by now, of each unit; `NaN` where none is due and none is there [SC63.4]. */
  shareOfDays(place: number, periods: readonly number[]): number {
    const due = periods.filter((at) => this.asksIn(at)).length
    const entered = this.daysOf(place).map(({ length }) => length)
    if (due === 0) return entered.some((count) => count > 0) ? 1 : Number.NaN
    return entered.reduce((sum, count) => sum + Math.min(count, due), 0) / due / entered.length
  }

  /** The value of a figure in each period, the latest of its units; null for none. */
  perPeriod(place: number): readonly (MeasureValue | null)[] {
    const figure = this.compiled.figures[place]
    const slots = figure?.type === 'measure' ? figure.slots : []
    return this.compiled.periods.map((_, at) => {
      const values = slots.flatMap((slot) => this.store.cellIn(slot, at)?.value ?? [])
      // Of several units each owes its own.
      if (this.isClosed && values.length < slots.length) return null
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
