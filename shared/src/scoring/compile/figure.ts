import { type FormulaInput, type FormulaTime, inputKey, type LeafNode, NOW } from '../../formula'
import type { Aggregation, BenchmarkScope, Measure, MeasureKind, OverUnits, Plan, SystemFigure } from '../../model'

/** Something that formulas name, found once for a plan and year however many formulas name it. */
export type Figure = MeasureFigure | SystemFigureInput | FixedFigure

/** The value of a measure: aggregated over the periods of its slots, then over its units [SC1, SC2]. */
export interface MeasureFigure {
  readonly type: 'measure'
  /** As the formula names it. */
  readonly measure: Measure
  /** As it is entered: another one behind `same-as`. */
  readonly entered: Measure
  readonly unit: string | null
  readonly when: FormulaTime
  /** A slot for each unit. */
  readonly slots: readonly number[]
  readonly over: OverUnits
}

/** Figure that the system computes: out of nodes of the tree, or out of the records of the cycle [SC8, SC42-SC46]. */
export interface SystemFigureInput {
  readonly type: 'system'
  readonly what: SystemFigure['what']
  readonly of: string | null
  /** Code of the measure that stands for it, where it is no function of the formula. */
  readonly measure: Measure | null
}

/** A number known when the plan is compiled, or none: a benchmark, a code that is not there. */
export interface FixedFigure {
  readonly type: 'fixed'
  readonly value: number | null
  readonly why: 'benchmark' | 'formula'
}

/** Kinds of which two do not add up to one. */
const NO_SUM: ReadonlySet<MeasureKind> = new Set(['percentage', 'days', 'level', 'project-plan'])

/**
 * Returns how the values of several units become the body's: as the measure says, else what suits its kind and what it
 * does over the periods [SC2, SC70].
 */
export function overUnitsOf({ kind, aggregation, overUnits }: Omit<Measure, 'entry'>): OverUnits {
  if (overUnits !== undefined) return overUnits
  if (kind === 'boolean') return 'min'
  if (NO_SUM.has(kind)) return 'mean'
  return aggregation === 'mean' || aggregation === 'max' ? aggregation : 'sum'
}

/** The slots of a measure in a year, a chain with one link for each unit: most have one. */
interface UnitSlot {
  readonly unit: string
  readonly slot: number
  readonly next: UnitSlot | null
}

/** Gives out slots for the values of a measure and unit, by number; each has a place for each period of a year. */
export class SlotTable {
  /** By how many years back, then by measure: few measures have more than a handful of units. */
  private readonly years: Map<string, UnitSlot>[] = []
  /** Measure, unit and years back of the slots, in their order, side by side. */
  readonly measures: string[] = []
  readonly units: string[] = []
  readonly backs: number[] = []
  /** The periods that do not count in them, as bits. */
  readonly withouts: number[] = []
  /** Slots that hold the same values but for some periods, by the one that holds all of them; null while there are none. */
  twins: Map<number, number[]> | null = null
  get length(): number {
    return this.measures.length
  }

  /** Number of years back for which values are needed. */
  get yearsBack(): number {
    return Math.max(0, this.years.length - 1)
  }

  /** The slot of a measure, unit and year (0 this one, 1 the one before), made where there is none. */
  take(measure: string, unit: string, back: number): number {
    const known = this.find(measure, unit, back)
    return known >= 0 ? known : this.add(measure, measure, unit, back)
  }

  /** The same without some periods, as bits, of this year [SC141.4]. */
  takeWithout(measure: string, unit: string, without: number): number {
    const name = `${measure} without ${without}`
    const known = this.find(name, unit, 0)
    if (known >= 0) return known
    const whole = this.take(measure, unit, 0)
    const slot = this.add(name, measure, unit, 0, without)
    this.twins ??= new Map()
    this.twins.set(whole, [...(this.twins.get(whole) ?? []), slot])
    return slot
  }

  private add(name: string, measure: string, unit: string, back: number, without = 0): number {
    const year = (this.years[back] ??= new Map())
    const slot = this.measures.push(measure) - 1
    this.units.push(unit)
    this.backs.push(back)
    this.withouts.push(without)
    year.set(name, { unit, slot, next: year.get(name) ?? null })
    return slot
  }

  /** The slot of a measure, unit and year, looked for first at that place: most values come in the order of the slots. */
  findNear(measure: string, unit: string, back: number, near: number): number {
    const isThere = this.measures[near] === measure && this.units[near] === unit && this.backs[near] === back
    return isThere && this.withouts[near] === 0 ? near : this.find(measure, unit, back)
  }

  /** The slot of a measure, unit and year, or -1 where nothing needs it. */
  find(measure: string, unit: string, back: number): number {
    let own = this.years[back]?.get(measure) ?? null
    while (own !== null && own.unit !== unit) own = own.next
    return own === null ? -1 : own.slot
  }
}

/** Aggregations by their number in a plain figure; 0 is none. */
export const AGGREGATION_CODES = ['last', 'sum', 'last', 'mean', 'max'] as const satisfies readonly Aggregation[]
export const AGGREGATION_BITS = 3
export const AGGREGATION_MASK = 7

/**
 * Lays the plain figures, the year of one unit's measure, out flat: the slot that each reads, and in its lowest bits the
 * number of the aggregation; 0 where a figure is no plain one.
 */
export function plainFigures(figures: readonly Figure[]): Int32Array {
  const isPlain = (figure: Figure): figure is MeasureFigure =>
    figure.type === 'measure' && figure.slots.length === 1 && figure.when.period === 'year'
  const laid = (one: Figure) =>
    isPlain(one) ? ((one.slots[0] ?? 0) << AGGREGATION_BITS) | AGGREGATION_CODES.indexOf(one.entered.aggregation, 1) : 0
  return new Int32Array(figures.map(laid))
}

/** Finds the figures of a plan, each once, by what formulas name. */
export class Figures {
  readonly list: Figure[] = []
  private readonly places = new Map<string, number>()
  /** The places of measures as a whole in the whole year, by their codes: what most formulas name. */
  private readonly plain = new Map<string, number>()
  private readonly measures: ReadonlyMap<string, Measure>
  private readonly benchmarks: ReadonlyMap<string, NonNullable<Plan['benchmarks']>[number]>

  constructor(
    plan: Plan,
    readonly slots: SlotTable,
  ) {
    this.measures = new Map(plan.measures.map((measure) => [measure.code, measure]))
    this.benchmarks = new Map((plan.benchmarks ?? []).map((benchmark) => [benchmark.code, benchmark]))
  }

  /**
   * The place of an input among the figures.
   * @param without periods of the year that do not count in it, as bits
   */
  placeOf(input: FormulaInput, without = 0): number {
    const { leaf, when } = input
    const isNow = when.back === 0 && when.period === 'year'
    const isPlain = isNow && without === 0 && leaf.type === 'measure' && leaf.unit === null
    const [places, key] = isPlain
      ? [this.plain, leaf.code]
      : [this.places, without === 0 ? inputKey(input) : `${inputKey(input)} without ${without}`]
    const known = places.get(key)
    if (known !== undefined) return known
    const place = this.list.push(this.make(input, without)) - 1
    places.set(key, place)
    return place
  }

  /** The place of a benchmark's figure. */
  benchmark(code: string, scope: BenchmarkScope): number {
    return this.placeOf({ leaf: { type: 'benchmark', code, scope }, when: NOW })
  }

  private make({ leaf, when }: FormulaInput, without: number): Figure {
    if (leaf.type === 'benchmark')
      return { type: 'fixed', value: this.benchmarks.get(leaf.code)?.[leaf.scope]?.value ?? null, why: 'benchmark' }
    if (leaf.type === 'system') return { type: 'system', what: leaf.what, of: leaf.of, measure: null }
    return this.measure(leaf, when, when.back === 0 ? without : 0)
  }

  private measure({ code, unit }: Extract<LeafNode, { type: 'measure' }>, when: FormulaTime, without: number): Figure {
    const measure = this.measures.get(code)
    if (!measure) return { type: 'fixed', value: null, why: 'formula' }
    const { entry } = measure
    if (entry.by === 'computed') return { type: 'system', what: entry.what, of: entry.of ?? null, measure }
    const entered = entry.by === 'same-as' ? (this.measures.get(entry.measure) ?? measure) : measure
    const units = entry.by === 'same-as' ? [entry.unit] : unit !== null ? [unit] : entry.units
    const slots = units.map((one) =>
      without === 0
        ? this.slots.take(entered.code, one, when.back)
        : this.slots.takeWithout(entered.code, one, without),
    )
    return { type: 'measure', measure, entered, unit, when, slots, over: overUnitsOf(entered) }
  }
}
