import type { Absence, MeasureValue, Target } from '../model'

export type Band = 'met' | 'partly' | 'not-met'

/** What a cell said, in one period and unit: the leaf of every explanation. */
export interface Reading {
  readonly measure: string
  readonly unit: string | null
  readonly period: number
  readonly value: MeasureValue | null
}

/** A measure over the year: its aggregate (null where nothing was entered) and the readings it comes from. */
export interface MeasureScore {
  readonly code: string
  readonly label: string
  readonly value: MeasureValue | null
  readonly readings: readonly Reading[]
}

export type NodeKind = 'body' | 'area' | 'strategic' | 'operational' | 'individual' | 'sheet' | 'indicator'

/**
 * A score that explains itself: what it is worth, by which rule, with which weight, out of what.
 * `achievement`, `coverage`, `share` and `contribution` are 0..1 and never rounded.
 */
export interface ScoreNode {
  readonly kind: NodeKind
  readonly code: string
  readonly title: string
  readonly achievement: number | null
  readonly absence: Absence | null
  readonly band: Band | null
  /** Share of the parent's weight that rests on entered values. */
  readonly coverage: number
  /** Share in the parent after weights were shared out among those that count; null where left out. */
  readonly share: number | null
  /** `share * achievement`; null where left out. */
  readonly contribution: number | null
  /** Number of the rule of `scoring/SPEC.md`, such as `SC7`. */
  readonly rule: string
  readonly children: readonly ScoreNode[]
  readonly indicator: IndicatorScore | null
}

/** What an indicator adds to its node. */
export interface IndicatorScore {
  /** In the indicator's own unit: percent points where it is `%`. */
  readonly value: MeasureValue | null
  readonly unit: string
  readonly target: Target | null
  readonly formula: string
  /** Is the formula one thing divided by another? Then it reads "37 su 40". */
  readonly isRatio: boolean
  readonly measures: readonly MeasureScore[]
}

/** All scores of a plan and year. */
export interface PlanScores {
  readonly body: ScoreNode
  readonly sheets: readonly ScoreNode[]
}
