import { dayNumber } from '../calendar'
import { type Aggregation, type CellValue, daysIn, type MeasureValue } from '../model'
import { stepsShare } from '../values'
import type { CompiledPlan } from './compile/compile-plan'
import type { SlotTable } from './compile/figure'
import { countBits, countThere, LAST, lastIn, shareThere, SLOT } from './compile/due'
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
  /** Nodes without achievement to which nothing that is still to come will give one: it is nobody's loss [SC67.3]. */
  readonly out: Set<number>
  hasOut: boolean
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
    this.out = new Set(from?.out)
    this.hasOut = this.out.size > 0
    this.instead = new Map(from?.instead)
  }
}

/** Type of a cell's or a figure's content: nothing, a number, a day as a number, "not applicable". */
export const NONE = 0
export const NUMBER = 1
export const DATE = 2
export const NOT_APPLICABLE = 3

/** Is a cell a later one of the same slot? Most values come slot by slot, and periods say quickest that another begins. */
const isNextOf = (last: CellValue, cell: CellValue): boolean =>
  cell.period > last.period && last.measure === cell.measure && last.unit === cell.unit && last.year === cell.year

/** Is a period of a year with so many one of these, which are bits? What a value says of itself may be anything. */
const isCounted = (counted: number, period: number, length: number): boolean =>
  Number.isInteger(period) && period >= 1 && period <= length && (counted & (1 << (period - 1))) !== 0

/** The entered values of a plan in flat arrays, by place: as many a slot as the year has periods. */
export class CellStore {
  private readonly length: number
  private readonly body: string
  private readonly twins: SlotTable['twins']
  /** 0 where there is no number. */
  private readonly numbers: Float64Array
  /** Type of what is there and no number. */
  private readonly marks: Uint8Array
  /** As `SLOT` has them. */
  private readonly bytes: Uint8Array
  private readonly cells: (CellValue | undefined)[]
  /** The number that `overYear` and `lastEntered` found. */
  number = 0

  constructor(
    private readonly compiled: CompiledPlan,
    from?: CellStore,
  ) {
    this.length = compiled.periods.length
    this.body = compiled.plan.body.code
    this.twins = compiled.slots.twins
    const places = compiled.slots.length * this.length
    this.numbers = from?.numbers.slice() ?? new Float64Array(places)
    this.marks = from?.marks.slice() ?? new Uint8Array(places)
    this.bytes = (from?.bytes ?? compiled.slotBytes).slice()
    this.cells = from?.cells.slice() ?? new Array<CellValue | undefined>(places).fill(undefined)
  }

  /** Takes all values at once; those of other bodies, years and periods stand aside. */
  putAll(values: readonly CellValue[]): void {
    const { slots, year } = this.compiled
    const { body, bytes, length, numbers, cells, twins } = this
    let last: CellValue | undefined
    let slot = -1
    let counted = 0
    for (let at = 0; at < values.length; at++) {
      const cell = values[at] as CellValue
      if (last === undefined || !isNextOf(last, cell)) {
        slot = slots.findNear(cell.measure, cell.unit ?? '', year - cell.year, slot + 1)
        counted = slot < 0 ? 0 : (bytes[slot * SLOT.size + SLOT.counted] as number)
      }
      last = cell
      const { period, value } = cell
      if (!isCounted(counted, period, length) || cell.body !== body) continue
      // What `write` does, for the numbers that nearly all values are: here it takes half the time.
      if (twins === null && value !== null && value.type === 'number' && Number.isFinite(value.number)) {
        const [place, bit] = [slot * length + period - 1, 1 << (period - 1)]
        cells[place] = cell
        numbers[place] = value.number
        const first = slot * SLOT.size
        bytes[first + SLOT.entered] = (bytes[first + SLOT.entered] as number) | bit
        bytes[first + SLOT.others] = (bytes[first + SLOT.others] as number) & ~bit
      } else this.write(slot, cell)
    }
  }

  /** Keeps a value and gives its slot; -1 where the plan and year have none for it. */
  put(cell: CellValue): number {
    const slot = this.compiled.slots.find(cell.measure, cell.unit ?? '', this.compiled.year - cell.year)
    if (!this.counts(slot, cell)) return -1
    this.write(slot, cell)
    return slot
  }

  /** Is it a value of this body, in a period in which those of the slot count? */
  private counts(slot: number, { body, period }: CellValue): boolean {
    return slot >= 0 && body === this.body && isCounted(this.byteOf(slot, SLOT.counted), period, this.length)
  }

  private write(slot: number, cell: CellValue): void {
    this.writeIn(slot, cell)
    if (this.twins === null) return
    for (const twin of this.twins.get(slot) ?? []) if (this.counts(twin, cell)) this.writeIn(twin, cell)
  }

  private writeIn(slot: number, cell: CellValue): void {
    const { value } = cell
    const place = slot * this.length + cell.period - 1
    const bit = 1 << (cell.period - 1)
    this.cells[place] = value === null ? undefined : cell
    if (value !== null && value.type === 'number' && Number.isFinite(value.number)) {
      this.numbers[place] = value.number
      this.bytes[slot * SLOT.size + SLOT.entered] = this.byteOf(slot, SLOT.entered) | bit
      this.bytes[slot * SLOT.size + SLOT.others] = this.byteOf(slot, SLOT.others) & ~bit
    } else this.mark(slot, cell, value)
  }

  /** Marks what is no number by itself: nothing, a day, the share of the steps that are done, "not applicable". */
  private mark(slot: number, { period, measure }: CellValue, value: MeasureValue | null): void {
    const place = slot * this.length + period - 1
    const bit = 1 << (period - 1)
    let mark = NONE
    let number = 0
    if (value !== null && value.type !== 'number') {
      mark = value.type === 'date' ? DATE : value.type === 'not-applicable' ? NOT_APPLICABLE : NUMBER
      if (value.type === 'date') number = this.dayIn(value, measure)
      else if (value.type !== 'not-applicable')
        number = 100 * stepsShare(value, this.compiled.measures.get(measure)?.steps ?? [])
      if (!Number.isFinite(number)) mark = NONE
    }
    this.marks[place] = mark
    this.numbers[place] = mark === NONE ? 0 : number
    const [entered, others] = [this.byteOf(slot, SLOT.entered), this.byteOf(slot, SLOT.others)]
    this.bytes[slot * SLOT.size + SLOT.entered] = mark === NONE ? entered & ~bit : entered | bit
    this.bytes[slot * SLOT.size + SLOT.others] = mark === NONE || mark === NUMBER ? others & ~bit : others | bit
  }

  /** Of several days the earliest counts, or the latest where the maximum is asked for [SC1.3]. */
  private dayIn(value: MeasureValue, measure: string): number {
    const { aggregation } = this.compiled.measures.get(measure) ?? {}
    return dayNumber(daysIn(value).at(aggregation === 'max' ? -1 : 0) ?? '')
  }

  private byteOf(slot: number, which: number): number {
    return this.bytes[slot * SLOT.size + which] as number
  }

  private markAt(slot: number, at: number): number {
    const bit = 1 << at
    if ((this.byteOf(slot, SLOT.entered) & bit) === 0) return NONE
    return (this.byteOf(slot, SLOT.others) & bit) === 0 ? NUMBER : (this.marks[slot * this.length + at] as number)
  }

  /** The cell of a slot, in that period counted from 0. */
  cellIn(slot: number, at: number): CellValue | undefined {
    return this.cells[slot * this.length + at]
  }

  /** Those of some periods, given as bits, in which something of a slot is due. */
  dueIn(slot: number, asked: number): number {
    return this.byteOf(slot, SLOT.due) & asked
  }

  /** Counts what is due of a slot in some periods, given as bits, and what of it is there. */
  countOf(slot: number, asked: number): Counted {
    return countThere(this.byteOf(slot, SLOT.how), this.dueIn(slot, asked), this.byteOf(slot, SLOT.entered))
  }

  /** The share that is there of what is due of a slot in some periods, given as bits; `NaN` where nothing is [SC62]. */
  shareOf(slot: number, asked: number, ofLast = false): number {
    const { bytes } = this
    const first = slot * SLOT.size
    const how = ofLast ? LAST : (bytes[first + SLOT.how] as number)
    return shareThere(how, (bytes[first + SLOT.due] as number) & asked, bytes[first + SLOT.entered] as number)
  }

  /** The year of one unit; its number is left in `number`. */
  overYear(slot: number, aggregation: Aggregation): number {
    const first = slot * SLOT.size
    if (this.bytes[first + SLOT.others] !== 0) return this.ofAnything(slot, aggregation)
    const entered = this.bytes[first + SLOT.entered] as number
    if (entered === 0) return NONE
    this.number = this.ofNumbers(slot * this.length, entered, aggregation)
    return NUMBER
  }

  /** Of a slot that holds numbers alone, as most do: where none is entered stands 0. */
  private ofNumbers(first: number, entered: number, aggregation: Aggregation): number {
    const { numbers } = this
    const end = first + this.length
    if (aggregation === 'last') return numbers[first + lastIn(entered)] as number
    if (aggregation === 'max') return this.most(first, entered)
    let sum = 0
    for (let place = first; place < end; place++) sum += numbers[place] as number
    return aggregation === 'sum' ? sum : sum / countBits(entered)
  }

  private most(first: number, entered: number): number {
    let most = Number.NEGATIVE_INFINITY
    for (let at = 0; at < this.length; at++)
      if ((entered & (1 << at)) !== 0) most = Math.max(most, this.numbers[first + at] as number)
    return most
  }

  private ofAnything(slot: number, aggregation: Aggregation): number {
    let count = 0
    let sum = 0
    let most = Number.NEGATIVE_INFINITY
    let least = Number.POSITIVE_INFINITY
    let last = 0
    let result: number = NONE
    const first = slot * this.length
    for (let place = first; place < first + this.length; place++) {
      const mark = this.markAt(slot, place - first)
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
    for (let at = 0; at < this.length; at++)
      if (this.markAt(slot, at) === NUMBER) sum += Math.abs(this.numbers[slot * this.length + at] as number)
    return sum
  }

  /** The last entered period of a unit, or the one entered before it. */
  lastEntered(slot: number, which: 'latest' | 'previous'): number {
    let skip = which === 'previous'
    for (let at = this.length - 1; at >= 0; at--) {
      const mark = this.markAt(slot, at)
      if (mark !== NUMBER && mark !== DATE) continue
      this.number = this.numbers[slot * this.length + at] as number
      if (!skip) return mark
      skip = false
    }
    return NONE
  }
}
