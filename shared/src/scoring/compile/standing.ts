import { eliminatedIn, eliminationsOf, type IsoDate, type ManualScore } from '../../model'
import type { CompiledPlan } from './compile-plan'

/** Numbers of the nodes of what an act has eliminated by a day [SC68]. */
export const goneNodes = ({ plan, year, nodes }: CompiledPlan, today: IsoDate): ReadonlySet<number> =>
  new Set(
    [...eliminationsOf(plan).keys()].flatMap((about) =>
      eliminatedIn(plan, about, year, today) === null ? [] : (nodes.get(about) ?? []),
    ),
  )

/** Scores by hand of the year, by the number of their node; none stands for what is gone [SC50, SC68.5]. */
export function manualScores(
  { plan, year, policy, nodes }: CompiledPlan,
  gone: ReadonlySet<number>,
): ReadonlyMap<number, ManualScore> {
  const given = policy.judgement === 'none' ? [] : (plan.judgements ?? []).filter((one) => one.year === year)
  return new Map(
    given.flatMap((one) => {
      const node = nodes.get(one.about)
      return node === undefined || gone.has(node) ? [] : [[node, one]]
    }),
  )
}
