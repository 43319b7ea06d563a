import type { BandRule, Comparison, IsoDate, NumberTarget, ParentRule, Policy, RangeTarget } from '../../model'

/**
 * The way by which a number came to its achievement: met, met or not, by a quotient, by the smaller over the larger, by
 * 2 - value / target, from the baseline, or by being past zero on the good side.
 */
export type Way =
  | 'met'
  | 'within'
  | 'thresholds'
  | 'met-or-not'
  | 'quotient'
  | 'smaller-over-larger'
  | 'linear'
  | 'baseline'
  | 'past-zero'

/** Levels on the way to a wanted one, and those of them that are reached. */
export interface Climb {
  readonly reached: number
  readonly needed: number
}

/** Step of a policy: from where, up to where the next begins (null for the highest), from what worth to what [SC41]. */
export interface PolicyStep {
  readonly from: number
  readonly next: number | null
  readonly worth: number
  readonly to: number
}

/** Place on the way to a target and beyond it, and what reaching it is worth [SC97]. */
export interface Mark {
  readonly at: number
  readonly worth: number
}

/** A number against a number: by which way, and what that gave before 0, the cap and the steps bound it. */
export interface NumberGrounds {
  readonly type: 'number'
  readonly actual: number
  readonly comparison: NumberTarget['type']
  readonly wanted: number
  readonly way: Way
  readonly grade: number | null
  /** The baseline that the way begins at. */
  readonly start: number | null
  /** Thresholds of the target, where the policy gives them a worth. */
  readonly thresholds: { readonly marks: readonly Mark[]; readonly inside: 'flat' | 'proportional' } | null
  /** Two numbers that the value lies between, where that is asked, or that are near enough. */
  readonly range: Pick<RangeTarget, 'from' | 'to'> | null
  /** The day of a number by a day. */
  readonly by: IsoDate | null
}

/** A day against the last one for it. */
export interface DayGrounds {
  readonly type: 'day'
  readonly done: IsoDate
  readonly wanted: IsoDate
  readonly daysLate: number
  readonly dates: Policy['dates']
}

/** Several days, each answered for itself. */
export interface MilestoneGrounds {
  readonly type: 'milestones'
  readonly days: readonly { readonly day: IsoDate; readonly worth: number }[]
  readonly combine: Policy['milestones']
}

/** A level among levels, as places from 1. */
export interface LevelGrounds {
  readonly type: 'level'
  readonly rank: number
  readonly wanted: number
  readonly level: string
  readonly comparison: Comparison
  readonly levels: number
  /** The levels on the way, where those count. */
  readonly climb: Climb | null
}

/** Nothing to be judged: `daysPast` says since when a day is past by which nothing was done; null for none. */
export interface NoGrounds {
  readonly type: 'none'
  readonly daysPast: number | null
}

/** The way in which an indicator was scored, told by the code that scored it. */
export type IndicatorHow = NumberGrounds | DayGrounds | MilestoneGrounds | LevelGrounds | NoGrounds

/** Grounds of an indicator: what scored it, and the flat step that came after. */
export interface IndicatorGrounds {
  readonly how: IndicatorHow
  /** The achievement before flat steps. */
  readonly before: number | null
  readonly step: PolicyStep | null
  /** The most that an achievement can be. */
  readonly cap: number
}

/** Part of a group: its own indicators, or what stands below it. */
export interface PartGrounds {
  readonly of: 'indicators' | 'objectives' | 'parts'
  /** Title of a part of a sheet that has several. */
  readonly name?: string
  /** `time`: printed or equal, each for its own time of the year. */
  readonly weights: ParentRule['weights'] | 'time'
  /** Share in the group, of what counts; 0 where nothing of the part does. */
  readonly share: number
  readonly score: number | null
  readonly parts: number
  readonly counted: number
}

/** Grounds of a group: the rule that ran over what stands below. */
export interface GroupGrounds {
  /** `money`: a sum in which each earns its own at most [SC67.2]. */
  readonly combine: ParentRule['combine'] | 'money'
  /** Place at which what goes beyond 100 % is cut, and the score before the whole was (null where it was not). */
  readonly beyond?: { readonly at: NonNullable<ParentRule['beyond']>; readonly before: number | null }
  readonly parts: readonly PartGrounds[]
  /** Of the worst: what decided. */
  readonly worst: string | null
  /** Of the share in the best band: that band. */
  readonly best: BandRule | null
}
