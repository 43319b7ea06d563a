import type { ParentRule, Policy, PolicyOverride, Role } from '../../../model'

/** Parts in which the sentences of a policy stand. */
export const POLICY_PARTS = ['indicator', 'missing', 'tree', 'sheets', 'bands', 'course', 'special', 'law'] as const

export type PolicyPart = (typeof POLICY_PARTS)[number]

/** A level for which other settings may hold. */
export type OverrideLevel = NonNullable<PolicyOverride['of']['level']>

type Choice<K extends keyof Policy> = Readonly<Record<Policy[K] & string, string>>
type Level = 'objectives' | 'areas' | 'body' | 'sheets'

/** Sentences of a policy in one language. Shares come as percents, numbers as they are written in Italy. */
export interface PolicyWords {
  readonly part: Readonly<Record<PolicyPart, string>>
  readonly grows: Choice<'grows'>
  readonly shrinks: Choice<'shrinks'>
  readonly equals: Choice<'equals'>
  readonly comparison: Readonly<Record<NonNullable<Policy['comparison']>, string>>
  readonly milestones: Choice<'milestones'>
  readonly levels: Choice<'levels'>
  readonly missing: Choice<'missing'>
  readonly missingAtClose: Choice<'missingAtClose'>
  readonly zeroOverZero: Choice<'zeroOverZero'>
  readonly weights: Choice<'weights'>
  readonly judgement: Choice<'judgement'>
  /** Classes of sheets, each from where and how many of all at most. */
  classes(list: readonly { name: string; from: string; most: string | null }[]): string
  /** Parts of a sheet, each with its share of the whole. */
  components(parts: readonly { title: string; share: string }[]): string
  readonly judged: Readonly<Record<NonNullable<Policy['judged']>, string>>
  readonly otherSign: string
  readonly signOfLinear: string
  readonly noTarget: Readonly<Record<NonNullable<Policy['noTarget']>, string>>
  equalsWithin(under: string, over: string): string
  thresholds(of: { least: string; excellent: string; inside: 'flat' | 'proportional' }): string
  readonly noSpecial: string
  /** Those for whom other settings hold, before what these say. */
  special(of: { level: OverrideLevel | null; role: Role | null; indicators: readonly string[] }): string
  cap(most: string): string
  dates(grace: number, loss: string): string
  readonly noSteps: string
  readonly steps: string
  readonly stepsFlat: string
  step(of: { from: string; below: string | null; worth: string; to: string | null }): string
  readonly unweighted: string
  readonly moved: string
  strategic(own: string, operational: string, weights: ParentRule['weights']): string
  parent(level: Level, combine: ParentRule['combine'], weights: ParentRule['weights']): string
  /** Said of what goes beyond 100 %. */
  readonly beyond: Readonly<Record<NonNullable<ParentRule['beyond']>, string>>
  leastCoverage(share: string): string
  /** A band from a threshold up to the next one. */
  band(of: { name: string; from: string; edge: 'in' | 'out'; below: string | null; belowEdge: 'in' | 'out' }): string
  unitBands(unit: string, bands: string): string
  readonly partYear: string
  readonly wholeYear: string
  readonly noPoints: string
  points(of: { from: string; least: string; most: string; isPicked: boolean }): string
  shares(shares: readonly string[]): string
  lateFrom(share: string): string
  check(of: { title: string; weight: string; year: number; source: string }): string
  readonly noChecks: string
}
