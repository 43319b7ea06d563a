import type { FormulaComparison } from '../../formula'
import type { BenchmarkScope, Comparison, NumberTarget, SystemFigure, Target } from '../../model'
import type { PartGrounds } from '../grounds/grounds'
import type { Counted } from '../score'

/** Words of a formula told with its values. */
export interface FormulaWords {
  readonly join: Readonly<Record<'+' | '-' | '*' | '/', string>>
  readonly compare: Readonly<Record<FormulaComparison, string>>
  readonly fold: Readonly<Record<'mean' | 'min' | 'max', string>>
  readonly and: string
  since(condition: string, holds: boolean, taken: string): string
  readonly thisYear: string
  earlier(back: number): string
  readonly latest: string
  readonly previous: string
  readonly benchmark: Readonly<Record<'own' | BenchmarkScope, string>>
}

/** Words of how a value came to its achievement. */
export interface HowWords {
  readonly holds: Readonly<Record<NumberTarget['type'], (number: string) => string>>
  within(from: string, to: string): string
  allOrNothing(held: string): string
  quotient(above: string, below: string): string
  smallerOverLarger(above: string, below: string): string
  linear(value: string, target: string): string
  baseline(start: string, target: string, done: string, way: string): string
  pastZero(target: string): string
  valueBy(number: string, day: string): string
  inTime(day: string): string
  late(of: { days: number; day: string; grace: number; loss: number }): string
  milestones(days: readonly string[], isShare: boolean): string
  level(comparison: Comparison, level: string, rank: number): string
  climbed(reached: number, needed: number): string
  graded(grade: string): string
  limit(limit: string): string
  step(from: string, to: string | null): string
  /** In proportion inside a step: from what worth to what, up to where. */
  inside(worth: string, to: string, end: string): string
  tolerated(held: string, wanted: string): string
  mark(at: string, worth: string): string
  thresholds(marks: readonly string[], isProportional: boolean): string
}

type Weights = PartGrounds['weights']
/** Part of a group: of a strategic objective by its kind, of a sheet by its title in quotation marks. */
type PartOf = PartGrounds['of'] | { readonly name: string }

/** Words of the rule by which a group was scored. */
export interface GroupWords {
  scored(counted: number, parts: string): string
  mean(scored: string, weights: Weights): string
  sum(scored: string, weights: Weights): string
  /** Of money: none makes up for another. */
  readonly ownMoney: string
  /** Each counts at most 100 %. */
  readonly ownWhole: string
  /** The whole counts at most 100 %, in place of what it came to. */
  cut(before: string): string
  worst(scored: string, title: string, score: string): string
  shareMet(scored: string, weights: Weights, best: { name: string; from: string; edge: 'in' | 'out' }): string
  part(share: string, of: PartOf, score: string, how: string): string
  /** One part alone, and why the other counts for nothing. */
  onlyPart(of: PartOf, how: string, why: string): string
  readonly without: Readonly<Record<'no-score' | 'weightless' | 'scored-weightless', (of: PartOf) => string>>
  readonly and: string
}

/** Words of explanations in one language. Numbers and days come as they are written in Italy, in either. */
export interface ExplanationWords {
  /** Periods for which alone an indicator counts, with what left the others out. */
  yearPart(of: {
    periods: readonly number[]
    whole: number
    acts: readonly { act: string; reason: string }[]
    time: { is: 'before' | 'after'; from: string; other: string } | null
  }): string
  /** Number that is asked for in a part of the year, of the whole of which the print speaks. */
  inPart(number: string): string
  /** A day that is past, with nothing done. */
  passed(days: number): string
  readonly yes: string
  readonly no: string
  /** A level with its place among the levels. */
  placed(level: string, rank: number, of: number): string
  readonly formula: FormulaWords
  /** Figures that the system computes. */
  readonly computed: Readonly<Record<SystemFigure['what'], string>>
  bySystem(value: string, what: string, of: string | null): string
  readonly how: HowWords
  readonly group: GroupWords
  byHand(of: { score: string; by: string; on: string; reason: string; instead: string }): string
  /** Says what is not whole yet: so many of so many values or units; of what stands above its coverage. */
  provisional(counted: Counted, of: 'values' | 'units'): string
  provisionalBy(coverage: string): string
  /** Label of a measure with what of it is there. */
  part(label: string, counted: Counted, of: 'values' | 'units'): string
  /** Without a target for the year, where that counts as nothing. */
  readonly withoutTarget: string
  notCounted(isClosed: boolean): string
  readonly yearClosed: string
  worth(share: string): string
  asked(target: string): string
  /** A target that stands in for that of the year. */
  ofYear(asked: string, year: number): string
  weighs(share: string): string
  decides(isWorst: boolean): string
  readonly nothingToScore: string
  onlyPartEmpty(isClosed: boolean): string
  partsEmpty(parts: string, isClosed: boolean): string
  /** Said where all that has a score weighs nothing. */
  readonly weightless: string
  period(ordinal: string, year: number): string
  entered(of: { value: string; by: string | null; on: string | null; brought?: boolean }): string
  values(count: string): string
  /** Targets that are no comparison with a number. */
  readonly target: {
    between(from: string, to: string): string
    byDate(day: string): string
    byDates(days: readonly string[]): string
    afterPeriod(days: number, working: boolean): string
    afterEvent(of: { amount: number; unit: 'days' | 'working-days' | 'months'; strict: boolean }): string
    againstYear(comparison: string, back: number, years: number): string
    benchmark(of: { comparison: string; scope: 'cluster' | 'regional' | 'national'; margin: string | null }): string
    readonly firstYear: string
    observed(expected: string | null): string
  }
}

/** Signs of comparisons with a number, the same in every language. */
export const OPERATORS: Readonly<Partial<Record<Target['type'], string>>> = {
  'at-least': '≥',
  'more-than': '>',
  'at-most': '≤',
  'less-than': '<',
  equals: '=',
}
