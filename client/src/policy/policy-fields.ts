import type { Policy } from '@traguardo/shared/model'

/** A setting that is one of a few: its key and what it can be. */
export type ChoiceField = {
  readonly [K in keyof Required<Policy>]: { readonly key: K; readonly values: readonly (Policy[K] & string)[] }
}[keyof Policy]

/** Settings by the part of the form in which they stand. */
export const CHOICES: Readonly<Record<'indicator' | 'missing' | 'tree' | 'sheets', readonly ChoiceField[]>> = {
  indicator: [
    { key: 'grows', values: ['ratio', 'met-or-not', 'from-baseline'] },
    { key: 'shrinks', values: ['ratio', 'linear', 'met-or-not', 'from-baseline'] },
    { key: 'equals', values: ['smaller-over-larger', 'met-or-not'] },
    { key: 'comparison', values: ['exact', 'printed'] },
    { key: 'milestones', values: ['share', 'all-or-nothing'] },
    { key: 'levels', values: ['met-or-not', 'by-rank'] },
  ],
  missing: [
    { key: 'missing', values: ['left-out', 'zero'] },
    { key: 'missingAtClose', values: ['zero', 'proven', 'left-out'] },
    { key: 'zeroOverZero', values: ['not-applicable', 'met', 'not-met'] },
    { key: 'noTarget', values: ['left-out', 'zero', 'last-year'] },
  ],
  tree: [{ key: 'indicatorWeights', values: ['printed', 'equal'] }],
  sheets: [
    { key: 'weights', values: ['shares', 'multipliers', 'points', 'money'] },
    { key: 'judgement', values: ['none', 'where-missing', 'override'] },
    { key: 'judged', values: ['sheets', 'everything'] },
  ],
}

/** Levels that follow from those below them. */
export const LEVELS = { tree: ['objectives', 'areas', 'body'], sheets: ['sheets'] } as const

export const COMBINES = ['mean', 'sum', 'worst', 'share-met'] as const
export const BEYOND = ['counts', 'child', 'total'] as const
export const WEIGHTS = ['equal', 'printed', 'resources'] as const

/** Levels and roles for which other settings may hold. */
export const OVERRIDE_LEVELS = ['strategic', 'operational', 'individual', 'area', 'body', 'sheet'] as const
export const OVERRIDE_ROLES = ['manager', 'unit-head', 'controller', 'evaluator'] as const

/** Choices that hold where an optional setting is not said. */
export const UNSAID: Readonly<Partial<Record<keyof Policy, string>>> = {
  noTarget: 'left-out',
  comparison: 'exact',
  judged: 'sheets',
}

/** A share of one as it is typed, in percent points; without the noise of doubles. */
export const toPercent = (share: number): number => Math.round(share * 1e8) / 1e6

/** Percent points as the share of one that a policy holds. */
export const toShare = (percent: number): number => Number((percent / 100).toPrecision(15))
