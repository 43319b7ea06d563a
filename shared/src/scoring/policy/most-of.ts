import type { Policy } from '../../model'

/** A share of one as percent points, for a sentence. */
export const percent = (share: number): number => Math.round(share * 1_000_000) / 10_000

/** Is each result met or not met by these settings, and nothing between [SC90.7]? */
export const isAllOrNothing = ({ grows, shrinks, equals, levels, milestones, dates }: Policy): boolean =>
  grows === 'met-or-not' &&
  shrinks === 'met-or-not' &&
  equals === 'met-or-not' &&
  levels === 'met-or-not' &&
  milestones === 'all-or-nothing' &&
  dates.lossPerDay === 1

/** The most that a result can be worth by a policy and its overrides: the worth of the highest step, unless somebody gives scores by hand, else the cap. */
export function mostOf({ overrides = [], ...policy }: Policy): number {
  const others = overrides.map(({ of: _of, ...settings }) => mostOf({ ...policy, ...settings }))
  const { steps, cap, judgement } = policy
  const highest = steps && judgement === 'none' ? steps.map(({ worth, to = worth }) => Math.max(worth, to)) : []
  return Math.max(...others, ...(highest.length > 0 ? highest : [cap]))
}
