import {
  evaluateFormula,
  type FormulaInput,
  growsWith,
  inputKey,
  inputsOf,
  magnitudeOf,
  type Operand,
} from '../formula'
import { isNear } from './policy/marks'
import type { NodeState } from './cell-store'
import type { CompiledIndicator, CompiledPlan } from './compile/compile-plan'
import { canOnlyGrow } from './compile/due'
import { milestonesOf, periodsAsked } from './evaluate-indicator'
import type { FigureModel } from './figure-model'

/** The mean of the shares that are there of two parts, as `covered` has it; of one where nothing is due of the other. */
export const meanOfTwo = (one: number, other: number): number =>
  Number.isNaN(one) ? other : Number.isNaN(other) ? one : (one + other) / 2

/** The parts of the indicators of a year: their operands, what a target refers to, how much of what is due is there. */
export class IndicatorParts {
  /** Does what a part proves count at the close [SC64.2]? */
  readonly proves: boolean

  constructor(
    private readonly compiled: CompiledPlan,
    private readonly state: NodeState,
    private readonly figures: FigureModel,
  ) {
    this.proves = figures.isClosed && !figures.onlyWhole
  }

  /** Does the value of an indicator count? At the close what is not whole counts as far as the policy has it proven [SC64.2]. */
  counts({ parts, formula, inputs, target }: CompiledIndicator): boolean {
    if (!this.proves) return true
    const partial = parts.filter((place) => (this.state.coverage[place] as number) < 1)
    if (partial.length === 0) return true
    const wantsMore = target?.type === 'at-least' || target?.type === 'more-than'
    if (!formula || !wantsMore || !partial.every((place) => canOnlyGrow(this.compiled.figures[place]))) return false
    const keys = new Set(
      inputsOf(formula).flatMap((input, at) => (partial.includes(inputs[at] ?? -1) ? inputKey(input) : [])),
    )
    return growsWith(formula, (input) => keys.has(inputKey(input)))
  }

  /**
   * Returns the reason why there is no number, or the date that there is: the careful way, by the tree of the formula.
   */
  operand(one: CompiledIndicator): Operand {
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

  /** Returns what the target of an indicator refers to: an event, a benchmark, a value of an earlier year. */
  reference({ earlier, indicator, reference, target }: CompiledIndicator): Operand {
    if (reference !== null) {
      const known = this.figures.valueOf(reference)
      // Were it the first, a day less would make the time longer.
      return known.type === 'date' ? { type: 'date', date: this.figures.lastDay(reference) ?? known.date } : known
    }
    const value = earlier ? earlier(this.state.values) : Number.NaN
    if (!Number.isNaN(value)) return { type: 'number', number: value }
    const { baseline } = indicator
    const wanted = target?.type === 'against-year' && !target.years ? this.compiled.year - target.back : null
    return baseline && baseline.year === wanted && typeof baseline.value === 'number'
      ? { type: 'number', number: baseline.value }
      : { type: 'no-reference', what: 'earlier-year' }
  }

  /** Sums the magnitudes that a value near to its target was summed from; 0 where it is not near [SC75]. */
  magnitudeAt({ formula, inputs }: CompiledIndicator, value: number, wanted: number): number {
    if (formula === null || !isNear(value, wanted)) return 0
    const places = new Map(inputsOf(formula).map((input, at) => [inputKey(input), inputs[at] ?? -1]))
    const at = (input: FormulaInput) => places.get(inputKey(input)) ?? -1
    return magnitudeOf(formula, {
      number: (input) => this.state.values[at(input)] ?? Number.NaN,
      magnitude: (input) => this.figures.magnitudeOf(at(input)),
    })
  }

  /** The share that is there of what an indicator asks for: of days or periods by themselves, or of the figures that it is made of. */
  coverageOf(one: CompiledIndicator): number {
    const { lone, target } = one
    if (lone === null) return this.covered(one)
    if (target?.type === 'by-dates')
      return this.figures.shareOfDays(
        lone,
        milestonesOf(target, this.compiled, one.part).map(({ at }) => at),
      )
    const periods = periodsAsked(one, this.compiled)
    return periods ? this.answered(lone, periods) : this.covered(one)
  }

  /** The share of the periods that a target asks for by themselves, and that are due by now, that were answered [SC63.4]; `NaN` where none is due. */
  private answered(place: number, asked: readonly boolean[]): number {
    const readings = this.figures.perPeriod(place)
    const due = asked.map((isAsked, at) => isAsked && this.figures.asksIn(at))
    return due.filter((isDue, at) => isDue && (readings[at] ?? null) !== null).length / due.filter(Boolean).length
  }

  /** The mean of the shares that are there of what an indicator is made of [SC63.1]; `NaN` where nothing is due. */
  covered({ parts }: CompiledIndicator): number {
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
}
