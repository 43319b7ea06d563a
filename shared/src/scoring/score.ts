import {
  type Absence,
  type BandTone,
  type IsoInstant,
  type ManualScore,
  type Measure,
  type MeasureValue,
  type ParentRule,
  type Target,
  type AddressedList,
  itemAddress,
} from '../model'
import type { FormulaNode } from '../formula'
import type { YearPart } from './compile/standing'
import type { GroupGrounds, IndicatorGrounds } from './grounds/grounds'
import { formatMeasure, formatResult } from '../values'

/** Reading of one cell, in one period and unit: the leaf of every explanation, with its author and time. */
export interface Reading {
  readonly measure: string
  readonly unit: string | null
  readonly year: number
  readonly period: number
  readonly value: MeasureValue | null
  readonly by?: string
  readonly at?: IsoInstant
  /** The controller brought it, in that right [RI94]. */
  readonly brought?: boolean
}

/** A measure over the year: its aggregate (null where nothing was entered) and the readings it comes from. */
export interface MeasureScore {
  readonly code: string
  readonly label: string
  readonly value: MeasureValue | null
  readonly readings: readonly Reading[]
  /** Values that are due by now and those of them that are there. */
  readonly there: Completeness
}

/** So many things that are due, and so many of them that are there. */
export interface Counted {
  readonly due: number
  readonly there: number
}

/** Counts of what is due of a measure and there: of its values, and of the units that have given all of theirs. */
export interface Completeness extends Counted {
  readonly units: Counted
}

export type GroupKind = 'body' | 'area' | 'strategic' | 'operational' | 'individual' | 'sheet'
export type NodeKind = GroupKind | 'indicator'

/** Value of an input of a formula, with the measure that it is of; null where it is of none. */
export interface FormulaValue {
  readonly key: string
  readonly measure: Measure | null
  readonly number: number | null
}

/** The band of an achievement, as the policy names it. */
export interface Band {
  readonly code: string
  readonly name: string
  readonly tone: BandTone
}

/** Course of a target in the middle of the year [SC47]. */
export type Course = 'on-course' | 'late' | 'at-risk'

/** Points that the policy gives for an achievement; between `least` and `most` the evaluator picks [SC49]. */
export interface Points {
  readonly least: number
  readonly most: number
}

/**
 * A score that explains itself: what it is worth, by which rule, with which weight, out of what.
 * `achievement`, `coverage`, `share` and `contribution` are 0..1 (an achievement up to the policy's cap) and never rounded.
 */
export interface ScoreNode {
  readonly kind: NodeKind
  readonly code: string
  readonly title: string
  readonly achievement: number | null
  readonly absence: Absence | null
  readonly band: Band | null
  /** Share of what is due by now, by weight, that is there; null where nothing is due [SC26, SC63]. */
  readonly coverage: number | null
  /** The year is open and part of what is due is not there yet [SC65]. */
  readonly isProvisional: boolean
  /** Decimals of its achievement in percent: two, or as many as show it in its band and whole only where it is [SC74.4]. */
  readonly decimals: number
  /** Share in the parent after weights were shared out among those that count; null where left out. */
  readonly share: number | null
  /** Share that it would have if nothing were left out; null where it stands alone [SC69]. */
  readonly nominal: number | null
  /** It has no weight of its own, and weighs the mean of its brothers [SC66]. */
  readonly ofBrothers: boolean
  /** `share * achievement`; null where left out. */
  readonly contribution: number | null
  /** Rule of what stands above: of the worst nothing weighs, one decides. Null where it stands alone. */
  readonly under: ParentRule['combine'] | null
  /** Number of the rule of `scoring/SPEC.md`, such as `SC7`. */
  readonly rule: string
  /** Of a group: the rule that ran over what stands below [SC82]. */
  readonly grounds: GroupGrounds | null
  /** Is the year closed? From then on the verdict is the band [SC80]. */
  readonly isClosed: boolean
  readonly children: readonly ScoreNode[]
  readonly indicator: IndicatorScore | null
  readonly points: Points | null
  /** A score given by hand, with what the rules alone would have given [SC50]. */
  readonly manual: (ManualScore & { readonly instead: number | null }) | null
  /** Of an indicator its course; of a group how many indicators below are on each. */
  readonly courses: Readonly<Record<Course, number>>
}

/** Score of an indicator, with all that led to it. */
export interface IndicatorScore {
  /** In the indicator's own unit: percent points where it is `%`. */
  readonly value: MeasureValue | null
  readonly unit: string
  /** Decimals of the value and of what it compares with: two, or as many as show on which side it is [SC74.1]. */
  readonly decimals: number
  readonly target: Target | null
  /** The year of the target, where it stands in for one that is not there [SC96.3]. */
  readonly targetYear?: number
  readonly formula: string
  /** The formula as it was computed, and what it was computed from, for a sentence that tells it [SC81]. */
  readonly tree: FormulaNode | null
  readonly inputs: readonly FormulaValue[]
  readonly grounds: IndicatorGrounds
  /** Is the formula one thing divided by another? Then it reads "37 su 40". */
  readonly isRatio: boolean
  readonly measures: readonly MeasureScore[]
  /** The part of the year for which alone it counts, where that is not all of it [SC141.4]. */
  readonly part?: YearPart
  /** Null where nothing says yet how it goes. */
  readonly course: Course | null
  /** Value expected by now, in the indicator's unit; null where the target has no such number. */
  readonly expected: number | null
  /** Value that the target compares with, where it is not printed in it: an earlier year's value, a benchmark. */
  readonly reference: number | null
}

/** All scores of a plan and year. */
export interface PlanScores {
  readonly body: ScoreNode
  readonly sheets: readonly ScoreNode[]
}

/** The list of the plan in which what a node scores stands. */
const LIST_OF: Readonly<Record<NodeKind, AddressedList>> = {
  body: 'body',
  area: 'areas',
  strategic: 'objectives',
  operational: 'objectives',
  individual: 'objectives',
  sheet: 'sheets',
  indicator: 'indicators',
}

/** The address of what a node scores, by which it is found among all: `indicators/DFP 1.3`, `areas/AS1`, `sheets/SG`. */
export const nodeAddress = ({ kind, code }: { readonly kind: NodeKind; readonly code: string }): string =>
  itemAddress(LIST_OF[kind], code)

/** The measure that an indicator is, where it is nothing else. */
export function loneMeasure({ tree, inputs }: Pick<IndicatorScore, 'tree' | 'inputs'>): Measure | null {
  return tree?.type === 'measure' ? (inputs[0]?.measure ?? null) : null
}

/** The value of an indicator as people read it: yes, no and levels by their names, numbers with their unit [SC81.4]. */
export function sayOwnValue(
  indicator: Pick<IndicatorScore, 'tree' | 'inputs' | 'unit' | 'value' | 'decimals'> | null,
): string {
  const measure = indicator && loneMeasure(indicator)
  return measure?.kind === 'boolean' || measure?.kind === 'level'
    ? formatMeasure(indicator?.value ?? null, measure)
    : formatResult(indicator)
}

type Standing = Pick<ScoreNode, 'achievement' | 'band' | 'coverage' | 'isClosed' | 'isProvisional' | 'decimals'>
type Place = Pick<ScoreNode, 'share' | 'contribution' | 'nominal' | 'ofBrothers' | 'under'>

/** Puts a score together. It is written out so that it has its shape from the beginning: there are many of them. */
export function scoreNode(
  own: Omit<ScoreNode, keyof Standing | keyof Place>,
  standing: Standing,
  place: Place,
): ScoreNode {
  return {
    kind: own.kind,
    code: own.code,
    title: own.title,
    achievement: standing.achievement,
    band: standing.band,
    coverage: standing.coverage,
    isClosed: standing.isClosed,
    isProvisional: standing.isProvisional,
    decimals: standing.decimals,
    absence: own.absence,
    share: place.share,
    contribution: place.contribution,
    nominal: place.nominal,
    ofBrothers: place.ofBrothers,
    under: place.under,
    rule: own.rule,
    grounds: own.grounds,
    children: own.children,
    indicator: own.indicator,
    points: own.points,
    manual: own.manual,
    courses: own.courses,
  }
}
