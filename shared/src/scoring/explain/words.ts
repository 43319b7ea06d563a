import type { Absence, Target } from '../../model'
import type { Counted } from '../score'

type Why<Type extends Absence['type']> = Extract<Absence, { type: Type }>

export type TargetOutcome = 'in-time' | 'late' | 'exceeded' | 'met' | 'partly' | 'not-met'

/** Words of explanations in one language. Numbers and days come as they are written in Italy, in either. */
export interface ExplanationWords {
  readonly undefined: Readonly<Record<Why<'undefined'>['why'], string>>
  readonly notApplicable: Readonly<Record<Why<'not-applicable'>['why'], string>>
  readonly noReference: Readonly<Record<Why<'no-reference'>['what'], string>>
  readonly absence: Readonly<Record<'not-due' | 'no-target' | 'no-values' | 'empty', string>>
  readonly outcome: Readonly<Record<TargetOutcome, string>>
  missing(labels: string): string
  /** Two measures and what they make. */
  ratio(above: string, below: string, made: string): string
  byHand(of: { score: string; by: string; on: string; reason: string; instead: string }): string
  /** Says what is not whole yet: so many of so many values or units; of what stands above its coverage. */
  provisional(counted: Counted, of: 'values' | 'units'): string
  provisionalBy(coverage: string): string
  /** Label of a measure with what of it is there. */
  part(label: string, counted: Counted, of: 'values' | 'units'): string
  readonly notCounted: string
  readonly yearClosed: string
  readonly deadlinesMet: string
  worth(share: string): string
  asked(target: string): string
  weighs(share: string): string
  readonly nothingToScore: string
  readonly onlyPartEmpty: string
  partsEmpty(parts: string): string
  mean(of: { score: string; counted: string; parts: string }): string
  period(ordinal: string, year: number): string
  entered(of: { value: string; by: string | null; on: string | null }): string
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
