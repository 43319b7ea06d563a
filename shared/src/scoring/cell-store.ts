import { dayNumber } from '../calendar'
import { type Aggregation, type CellValue, daysIn, type Measure, type MeasureValue } from '../model'
import { stepsShare } from '../values'
import type { CompiledPlan } from './compile/compile-plan'
import { countThere, LAST, shareThere } from './compile/due'
import type { Counted } from './score'

/** Is it the same number, or none both times? */
export const same = (a: number | undefined, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b))

const numbers = (size: number, from?: Float64Array): Float64Array =>
  from?.slice() ?? new Float64Array(size).fill(Number.NaN)

/** Computed state of the nodes, by number: flat arrays, some of them for one kind of node only. */
export class NodeState {
  /** The number of a figure, the value of an indicator; `NaN` where there is no number. */
  readonly values: Float64Array
  /** Type of a figure, as in a cell; and its day, where it is one. */
  readonly found: Uint8Array
  readonly days: Float64Array
  /** Achievement of indicators and groups; `NaN` for none. */
  readonly achieved: Float64Array
  /**
   * Share of what is due that is there: of a figure of its cells, of an indicator of its figures, of a group by weight.
   * `NaN` where nothing is due, or where a node weighs nothing above [SC26, SC62, SC63].
   */
  readonly coverage: Float64Array
  /** 1 where a node has no achievement and nothing that is still to come will give it one: it is nobody's loss [SC67.3]. */
  readonly out: Uint8Array
  /** Did any coverage change in this round? Mostly a value takes the place of another, and none does. */
  covers = true
  /** Score by the rules alone, where somebody judged by hand. */
  readonly instead: Map<number, number>

  constructor(size: number, from?: NodeState) {
    this.values = numbers(size, from?.values)
    this.found = from?.found.slice() ?? new Uint8Array(size)
    this.days = numbers(size, from?.days)
    this.achieved = numbers(size, from?.achieved)
    this.coverage = from?.coverage.slice() ?? new Float64Array(size)
    this.out = from?.out.slice() ?? new Uint8Array(size)
    this.instead = new Map(from?.instead)
  }
}

const END = -1
const UNCHAINED = -2

/** Nodes that wait to be computed, lowest level first: a chain for each level, without anything made at a change. */
export class NodeQueue {
  private readonly first: Int32Array
  /** After each node the next of its level; -1 ends the chain, -2 is in none. */
  private readonly next: Int32Array
  waiting = 0

  constructor(
    levels: number,
    private readonly level: Int32Array,
  ) {
    this.first = new Int32Array(levels).fill(END)
    this.next = new Int32Array(level.length).fill(UNCHAINED)
  }

  /** Adds those that do not wait yet. */
  add(nodes: readonly number[]): void {
    for (let at = 0; at < nodes.length; at++) {
      const node = nodes[at] as number
      if (this.next[node] !== UNCHAINED) continue
      const level = this.level[node] as number
      this.next[node] = this.first[level] as number
      this.first[level] = node
      this.waiting += 1
    }
  }

  /** Takes one of a level; -1 where none waits there. */
  take(level: number): number {
    const node = this.first[level] ?? END
    if (node === END) return END
    this.first[level] = this.next[node] as number
    this.next[node] = UNCHAINED
    this.waiting -= 1
    return node
  }
}

/** Type of a cell's or a figure's content: nothing, a number, a day as a number, "not applicable". */
export const NONE = 0
export const NUMBER = 1
export const DATE = 2
export const NOT_APPLICABLE = 3

const MOST_YEARS_BACK = 10

/** Is a cell a later one of the same slot? Most values come slot by slot, and periods say quickest that another begins. */
const isNextOf = (last: CellValue, cell: CellValue): boolean =>
  cell.period > last.period && last.measure === cell.measure && last.unit === cell.unit && last.year === cell.year

/** The entered values of a plan in flat arrays, by place: the slot of a measure and unit, plus the period. */
export class CellStore {
  private readonly numbers: Float64Array
  private readonly marks: Uint8Array
  /** The periods in which something stands in a slot, by its number, as bits. */
  private readonly entered: Uint8Array
  readonly cells: (CellValue | undefined)[]
  /** The number that `overYear` and `lastEntered` found. */
  number = 0

  constructor(
    private readonly compiled: CompiledPlan,
    from?: CellStore,
  ) {
    const slots = compiled.slots.list.length
    const places = slots * compiled.periods.length
    this.numbers = from?.numbers.slice() ?? new Float64Array(places)
    this.marks = from?.marks.slice() ?? new Uint8Array(places)
    this.entered = from?.entered.slice() ?? new Uint8Array(slots)
    this.cells = from?.cells.slice() ?? new Array<CellValue | undefined>(places).fill(undefined)
  }

  /** Takes all values at once; those of other bodies, years and periods stand aside. */
  putAll(values: readonly CellValue[]): void {
    const { slots, periods, year } = this.compiled
    let last: CellValue | undefined
    let slot = -1
    for (const cell of values) {
      if (last === undefined || !isNextOf(last, cell))
        slot = slots.findNear(cell.measure, cell.unit ?? '', year - cell.year, slot / periods.length + 1)
      this.putIn(cell, slot)
      last = cell
    }
  }

  /** Keeps a value and gives its place; -1 where the plan and year have none for it. */
  put(cell: CellValue): number {
    return this.putIn(cell, this.compiled.slots.find(cell.measure, cell.unit ?? '', this.compiled.year - cell.year))
  }

  private putIn(cell: CellValue, slot: number): number {
    const { plan, year, periods, slots, due } = this.compiled
    const back = year - cell.year
    if (cell.body !== plan.body.code || back < 0 || back > MOST_YEARS_BACK) return -1
    if (!Number.isInteger(cell.period) || cell.period < 1 || cell.period > periods.length) return -1
    const bit = 1 << (cell.period - 1)
    if (slot < 0) return -1
    const at = Math.trunc(slot / periods.length)
    if (((due.counted[at] as number) & bit) === 0) return -1
    if (slots.twins !== null)
      for (const twin of slots.twins.get(slot) ?? [])
        if (((due.counted[twin / periods.length] as number) & bit) !== 0) this.write(twin, twin / periods.length, cell)
    return this.write(slot, at, cell)
  }

  private write(slot: number, at: number, cell: CellValue): number {
    const { measures } = this.compiled
    const place = slot + cell.period - 1
    const bit = 1 << (cell.period - 1)
    const { value } = cell
    this.cells[place] = value === null ? undefined : cell
    if (value === null) this.marks[place] = NONE
    else if (value.type === 'number') this.mark(place, NUMBER, value.number)
    else if (value.type === 'date') this.markDays(place, value, measures.get(cell.measure))
    else if (value.type === 'not-applicable') this.mark(place, NOT_APPLICABLE, 0)
    else this.mark(place, NUMBER, stepsShare(value, measures.get(cell.measure)?.steps ?? []) * 100)
    const bits = this.entered[at] as number
    this.entered[at] = this.marks[place] === NONE ? bits & ~bit : bits | bit
    return place
  }

  /** Of several days the earliest counts, or the latest where the maximum is asked for [SC1.3]. */
  private markDays(place: number, value: MeasureValue, measure: Measure | undefined): void {
    const days = daysIn(value)
    this.mark(place, DATE, dayNumber(days.at(measure?.aggregation === 'max' ? -1 : 0) ?? ''))
  }

  private mark(place: number, mark: number, number: number): void {
    this.marks[place] = Number.isFinite(number) ? mark : NONE
    this.numbers[place] = number
  }

  /** Counts what is due of a slot in some periods, given as bits, and what of it is there. */
  countOf(slot: number, asked: number): Counted {
    const { due, periods } = this.compiled
    const at = slot / periods.length
    return countThere(due.how[at] as number, (due.periods[at] as number) & asked, this.entered[at] as number)
  }

  /** The share that is there of what is due of a slot in some periods, given as bits; `NaN` where nothing is [SC62]. */
  shareOf(slot: number, asked: number, ofLast = false): number {
    const { due, periods } = this.compiled
    const at = slot / periods.length
    return shareThere(
      ofLast ? LAST : (due.how[at] as number),
      (due.periods[at] as number) & asked,
      this.entered[at] as number,
    )
  }

  /** The year of one unit; its number is left in `number`. */
  overYear(slot: number, aggregation: Aggregation): number {
    const { length } = this.compiled.periods
    let count = 0
    let sum = 0
    let most = Number.NEGATIVE_INFINITY
    let least = Number.POSITIVE_INFINITY
    let last = 0
    let result: number = NONE
    for (let place = slot; place < slot + length; place++) {
      const mark = this.marks[place] ?? NONE
      if (mark === NONE) continue
      if (mark === NOT_APPLICABLE) {
        // The last answer is that there is nothing to say [SC5.3].
        if (aggregation === 'last' || result === NONE) result = NOT_APPLICABLE
        continue
      }
      const number = this.numbers[place] ?? 0
      result = mark
      last = number
      count += 1
      sum += number
      if (number > most) most = number
      if (number < least) least = number
    }
    if (result === DATE) this.number = aggregation === 'max' ? most : least
    else if (result === NUMBER && aggregation === 'sum') this.number = sum
    else if (result === NUMBER && aggregation === 'mean') this.number = sum / count
    else if (result === NUMBER && aggregation === 'max') this.number = most
    else this.number = last
    return result
  }

  /** Sums the magnitudes of the numbers of a slot. */
  magnitudeOf(slot: number): number {
    let sum = 0
    for (let place = slot; place < slot + this.compiled.periods.length; place++)
      if (this.marks[place] === NUMBER) sum += Math.abs(this.numbers[place] as number)
    return sum
  }

  /** The last entered period of a unit, or the one entered before it. */
  lastEntered(slot: number, which: 'latest' | 'previous'): number {
    let skip = which === 'previous'
    for (let place = slot + this.compiled.periods.length - 1; place >= slot; place--) {
      const mark = this.marks[place] ?? NONE
      if (mark !== NUMBER && mark !== DATE) continue
      this.number = this.numbers[place] ?? 0
      if (!skip) return mark
      skip = false
    }
    return NONE
  }
}
