import type { ActOfYear } from './plan'
import type { IsoDate, IsoInstant } from './value'

/** Reason why there is no number: never a silent zero. */
export type Absence =
  | { readonly type: 'missing'; readonly measures: readonly string[] }
  | { readonly type: 'not-due'; readonly measures: readonly string[] }
  | { readonly type: 'not-applicable'; readonly why: 'entered' | 'zero-over-zero' | 'no-event' }
  | {
      readonly type: 'undefined'
      readonly why: 'division-by-zero' | 'wrong-type' | 'cycle' | 'formula' | 'out-of-range'
      /** Of a cycle: what goes round, by name. */
      readonly cycle?: readonly string[]
    }
  | { readonly type: 'no-target' }
  /** An act took it out of the plan. */
  | { readonly type: 'eliminated'; readonly from: IsoDate; readonly note: string }
  /** An act left it out of the year's scores: which, why, and who entered it when. */
  | {
      readonly type: 'neutralised'
      readonly from: IsoDate
      readonly act: ActOfYear
      readonly reason: string
      readonly by: string
      readonly at: IsoInstant
    }
  /** The value of an earlier year or the benchmark that the target compares with is not known. */
  | { readonly type: 'no-reference'; readonly what: 'earlier-year' | 'earlier-period' | 'benchmark' | 'left-out' }
  | { readonly type: 'empty' }
  /** All that has a score in it weighs nothing. */
  | { readonly type: 'weightless' }
  | { readonly type: 'no-values' }
