/** Why there is no number: never a silent zero. */
export type Absence =
  | { readonly type: 'missing'; readonly measures: readonly string[] }
  | { readonly type: 'not-due'; readonly measures: readonly string[] }
  | { readonly type: 'not-applicable'; readonly why: 'entered' | 'zero-over-zero' }
  | {
      readonly type: 'undefined'
      readonly why: 'division-by-zero' | 'wrong-type' | 'cycle' | 'formula' | 'out-of-range'
    }
  | { readonly type: 'no-target' }
  | { readonly type: 'empty' }
  | { readonly type: 'no-values' }
