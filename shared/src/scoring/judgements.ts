import type { Plan } from '../model'
import type { Judgement } from './score'

/** Scores by hand that were approved for a year, as the scoring takes them [SC50, IS4]. */
export const judgementsOf = (plan: Plan, year: number): readonly Judgement[] =>
  (plan.judgements ?? [])
    .filter((one) => one.year === year)
    .map(({ about, score, reason, by, at }) => ({
      node: about,
      achievement: score / 100,
      reason,
      by,
      at,
    }))
