import type { IsoDate } from './value'

/** What an indicator is asked for in a year, with the text as printed beside it. */
export type Target = TargetOfYear & TargetRule

interface TargetOfYear {
  readonly year: number
  readonly printed: string
  /** The values expected at the end of each period, where the body gave them; otherwise the policy's shares. */
  readonly expected?: readonly number[]
}

export type Comparison = '>=' | '>' | '<=' | '<'

export type BenchmarkScope = 'regional' | 'national' | 'cluster'

/**
 * The forms of domain, "Targets":
 * a number to reach, to stay under, or to hit; a day, or several days of which each counts; days after the end of each
 * period; a time after an event (the day of which is itself a measure); the value of an earlier year; a benchmark;
 * a level; the first year, which is recorded only; an expected value with no better side, recorded only.
 */
export type TargetRule =
  | NumberTarget
  | { readonly type: 'by-date'; readonly date: IsoDate }
  | { readonly type: 'by-dates'; readonly dates: readonly IsoDate[] }
  | { readonly type: 'after-each-period'; readonly days: number; readonly counted?: 'working' }
  | EventTarget
  | { readonly type: 'against-year'; readonly back: number; readonly comparison: Comparison }
  | {
      readonly type: 'against-benchmark'
      readonly scope: BenchmarkScope
      readonly comparison: Comparison
      /** How far on the wrong side of the benchmark is still met. */
      readonly margin?: number
    }
  | { readonly type: 'level'; readonly comparison: Comparison; readonly level: string }
  | { readonly type: 'first-year' }
  | { readonly type: 'observed'; readonly value?: number }

export interface NumberTarget {
  readonly type: 'at-least' | 'more-than' | 'at-most' | 'less-than' | 'equals'
  readonly value: number
}

export interface EventTarget {
  readonly type: 'after-event'
  /** Code of the measure that holds the day of the event. */
  readonly event: string
  readonly amount: number
  readonly unit: 'days' | 'working-days' | 'months'
  /** "Less than": the last day itself is late. */
  readonly strict?: true
}
