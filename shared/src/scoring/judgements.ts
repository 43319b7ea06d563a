import { type Plan, readAddress } from '../model'
import type { Judgement } from './score'

const nodeOf = ({ objectives }: Plan, about: string): string => {
  const { list, code } = readAddress(about)
  if (list === 'indicators') return `indicator/${code}`
  if (list === 'sheets') return `sheet/${code}`
  return `${objectives.find((one) => one.code === code)?.level ?? 'objective'}/${code}`
}

/** Scores by hand that were approved for a year, as the scoring takes them [SC50, IS4]. */
export const judgementsOf = (plan: Plan, year: number): readonly Judgement[] =>
  (plan.judgements ?? [])
    .filter((one) => one.year === year)
    .map(({ about, score, reason, by, at }) => ({
      node: nodeOf(plan, about),
      achievement: score / 100,
      reason,
      by,
      at,
    }))
