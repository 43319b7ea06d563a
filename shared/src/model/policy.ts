/**
 * How achievements become scores: data, versioned, of a body and its years (domain: "Scoring").
 * Shares are of one: 0.9 means 90 %. Two policies are shipped; a body may write its own into its plan file.
 */
export interface Policy {
  readonly code: string
  /** Grows by one with every change: a score always names the version it was computed by. */
  readonly version: number
  readonly title: string
  /** Document and section that the policy follows. */
  readonly source?: string
  /** At least, more than: value / target; 1 or 0; (value - baseline) / (target - baseline). */
  readonly grows: 'ratio' | 'met-or-not' | 'from-baseline'
  /** At most, less than: target / value; 2 - value / target; 1 or 0; from the baseline. */
  readonly shrinks: 'ratio' | 'linear' | 'met-or-not' | 'from-baseline'
  readonly equals: 'smaller-over-larger' | 'met-or-not'
  /** The most that an achievement can be: 1, or more where going beyond the target counts. */
  readonly cap: number
  /** Days late that cost nothing, and what each later day costs. 0 and 1: on time 100 %, late 0 %. */
  readonly dates: { readonly graceDays: number; readonly lossPerDay: number }
  readonly milestones: 'share' | 'all-or-nothing'
  /** Ordinal levels: reached or not, or the share of the levels on the way to the target. */
  readonly levels: 'met-or-not' | 'by-rank'
  /** Flat steps from the achievement to what it is worth, the highest first ("meeting the target gives 75"). */
  readonly steps?: readonly FlatStep[]
  /** `n.d.` in mid-year, and when the year is closed. */
  readonly missing: 'left-out' | 'zero'
  readonly missingAtClose: 'left-out' | 'zero'
  /** 0 / 0: no request came in, none was due. */
  readonly zeroOverZero: 'not-applicable' | 'met' | 'not-met'
  readonly indicatorWeights: 'printed' | 'equal'
  /** A strategic objective: its own indicators against its operational objectives. */
  readonly strategic: { readonly own: number; readonly operational: number }
  /** What stands above from what stands below. */
  readonly objectives: ParentRule
  readonly areas: ParentRule
  readonly body: ParentRule
  readonly sheets: ParentRule
  /** The scale in which sheets print their weights: see `checkPlan` for what each must sum to. */
  readonly weights: 'shares' | 'multipliers' | 'points' | 'money'
  /** The best first; the last has `from` 0. */
  readonly bands: readonly BandRule[]
  /** Other bands for what hangs on a unit. */
  readonly unitBands?: readonly { readonly unit: string; readonly bands: readonly BandRule[] }[]
  /** From the achievement of a sheet to points; between `least` and `most` the evaluator picks. */
  readonly points?: readonly PointStep[]
  /** May an evaluator give a score by hand: never, only where there is none, or in place of any. */
  readonly judgement: 'none' | 'where-missing' | 'override'
  /** What a year's target asks for at the end of each period, and the share of it under which one is at risk. */
  readonly progress: { readonly shares: readonly number[]; readonly lateFrom: number }
  /** Rules of law that sheets are checked against. */
  readonly checks: readonly PolicyCheck[]
}

/**
 * `mean`: weighted mean of what has an achievement. `sum`: each share of the declared total, nothing shared out again.
 * `worst`: the least of them. `share-met`: the weight of those in the best band.
 */
export interface ParentRule {
  readonly combine: 'mean' | 'sum' | 'worst' | 'share-met'
  readonly weights: 'equal' | 'printed' | 'resources'
}

export type BandTone = 'good' | 'fair' | 'poor'

export interface BandRule {
  readonly code: string
  readonly name: string
  readonly from: number
  /** Does an achievement of exactly `from` belong to this band, or to the one below? */
  readonly edge: 'in' | 'out'
  readonly tone: BandTone
}

export interface FlatStep {
  readonly from: number
  readonly worth: number
}

export interface PointStep {
  readonly from: number
  readonly least: number
  readonly most: number
}

/** A managers' sheet must hold an objective whose title or indicator says one of these words and weighs so much. */
export interface PolicyCheck {
  readonly code: string
  readonly title: string
  readonly source: string
  readonly words: readonly string[]
  /** Percent points. */
  readonly leastWeight: number
  readonly fromYear: number
}
