import type { Policy } from '@traguardo/shared/model'

/** A setting that is one of a few: its key and what it can be. */
export interface ChoiceField<K extends keyof Policy = keyof Policy> {
  readonly key: K
  readonly values: readonly (Policy[K] & string)[]
}

const choice = <K extends keyof Policy>(key: K, ...values: readonly (Policy[K] & string)[]): ChoiceField =>
  ({ key, values }) as unknown as ChoiceField

/** Settings by the part of the form in which they stand. */
export const CHOICES: Readonly<Record<'indicator' | 'missing' | 'tree' | 'sheets', readonly ChoiceField[]>> = {
  indicator: [
    choice('grows', 'ratio', 'met-or-not', 'from-baseline'),
    choice('shrinks', 'ratio', 'linear', 'met-or-not', 'from-baseline'),
    choice('equals', 'smaller-over-larger', 'met-or-not'),
    choice('milestones', 'share', 'all-or-nothing'),
    choice('levels', 'met-or-not', 'by-rank'),
  ],
  missing: [
    choice('missing', 'left-out', 'zero'),
    choice('missingAtClose', 'zero', 'proven', 'left-out'),
    choice('zeroOverZero', 'not-applicable', 'met', 'not-met'),
    choice('noTarget', 'left-out', 'zero', 'last-year'),
  ],
  tree: [choice('indicatorWeights', 'printed', 'equal')],
  sheets: [
    choice('weights', 'shares', 'multipliers', 'points', 'money'),
    choice('judgement', 'none', 'where-missing', 'override'),
  ],
}

/** Levels that follow from those below them. */
export const LEVELS = { tree: ['objectives', 'areas', 'body'], sheets: ['sheets'] } as const

export const COMBINES = ['mean', 'sum', 'worst', 'share-met'] as const
export const WEIGHTS = ['equal', 'printed', 'resources'] as const

/** Levels and roles for which other settings may hold. */
export const OVERRIDE_LEVELS = ['strategic', 'operational', 'individual', 'area', 'body', 'sheet'] as const
export const OVERRIDE_ROLES = ['manager', 'unit-head', 'controller', 'evaluator'] as const

/** Choices that hold where an optional setting is not said. */
export const UNSAID: Readonly<Partial<Record<keyof Policy, string>>> = { noTarget: 'left-out' }

/** A share of one as it is typed, in percent points; without the noise of doubles. */
export const toPercent = (share: number): number => Math.round(share * 1e8) / 1e6

/** Percent points as the share of one that a policy holds. */
export const toShare = (percent: number): number => Number((percent / 100).toPrecision(15))
