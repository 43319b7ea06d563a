import type { CellValue, Indicator, Measure, Plan, Policy, Target } from '@traguardo/shared/model'
import {
  compilePlan,
  DEFAULT_POLICY,
  type Moment,
  type ScoreNode,
  scoreNodes,
  scorePlan,
} from '@traguardo/shared/scoring'
import { anIndicator, aPlan, onceMeasure } from './scoring'

/** Days of the year 2021: in the second collection, and after the last. */
export const MID_YEAR = '2021-09-05'
export const CLOSED = '2022-01-16'

/** The default policy but for what a test says. */
export const aPolicy = (changes: Partial<Policy> = {}): Policy => ({ ...DEFAULT_POLICY, code: 'prova', ...changes })

/** All scores of 2021 by `kind/code`. */
export const nodesOf = (
  plan: Plan,
  values: readonly CellValue[],
  { policy, ...moment }: Partial<Moment> & { readonly policy?: Policy } = {},
): ReadonlyMap<string, ScoreNode> =>
  scoreNodes(scorePlan(compilePlan(plan, 2021, policy), values, { today: MID_YEAR, ...moment }))

/** The score that must be there. */
export function get(nodes: ReadonlyMap<string, ScoreNode>, key: string): ScoreNode {
  const node = nodes.get(key)
  if (!node) throw new Error(`no ${key}`)
  return node
}

/** The score of the one indicator of a plan against a target. */
export const scoreOf = (
  target: Target | null,
  values: readonly CellValue[],
  about: {
    readonly indicator?: Partial<Indicator>
    readonly measures?: readonly Measure[]
    readonly plan?: Partial<Plan>
    readonly policy?: Policy
    readonly today?: string
  } = {},
): ScoreNode => {
  const { indicator = {}, measures = [onceMeasure('A'), onceMeasure('B')], plan = {}, policy, today } = about
  const indicators = [anIndicator('I1', { targets: target ? [target] : [], ...indicator })]
  const whole = aPlan({ indicators, measures, ...plan })
  return get(nodesOf(whole, values, { ...(policy ? { policy } : {}), ...(today ? { today } : {}) }), 'indicators/I1')
}
