import { cellValues, cycleRecords } from '@traguardo/shared/collection'
import { cellAddress, type IsoDate, type Plan } from '@traguardo/shared/model'
import {
  compilePlan,
  type CompiledPlan,
  explainScore,
  type ScoreNode,
  scoreNodes,
  scorePlan,
} from '@traguardo/shared/scoring'
import type { RegisterState } from '@traguardo/shared/sync'
import type { ScoreType } from './score.types'

/** Plans compiled for a year; they go when the plan does. */
const compiled = new WeakMap<Plan, Map<number, CompiledPlan>>()

function compiledFor(plan: Plan, year: number): CompiledPlan {
  const years = compiled.get(plan) ?? new Map<number, CompiledPlan>()
  compiled.set(plan, years)
  const made = years.get(year) ?? compilePlan(plan, year)
  years.set(year, made)
  return made
}

/** Returns the number of years before this one that the plan looks at. */
export const yearsBack = (plan: Plan, year: number): number => compiledFor(plan, year).slots.yearsBack

/** A plan with its values and scores, ready to be laid out as a tree. */
export interface ScoredPlan {
  readonly plan: Plan
  readonly year: number
  readonly body: ScoreNode
  /** By their address. */
  readonly nodes: ReadonlyMap<string, ScoreNode>
  /** Value registers of the year, by the address of their cell. */
  readonly cells: ReadonlyMap<string, RegisterState>
}

export function scoredPlan(plan: Plan, year: number, registers: readonly RegisterState[], today: IsoDate): ScoredPlan {
  const compiledPlan = compiledFor(plan, year)
  const scores = scorePlan(compiledPlan, cellValues(registers), {
    today,
    records: cycleRecords(compiledPlan, registers, today),
  })
  const values = registers.filter(({ key }) => key.field === 'value')
  const ofYear = values.filter(({ key }) => key.year === year)
  const cells = new Map(ofYear.map((state) => [cellAddress(state.key), state]))
  return { plan, year, body: scores.body, nodes: scoreNodes(scores), cells }
}

/** A node's score as the schema shows it. */
export function scoreOf(node: ScoreNode): ScoreType {
  const { achievement, band, coverage, share, contribution, rule, absence } = node
  const sentence = explainScore(node)
  return {
    achievement,
    band: band?.code ?? null,
    coverage,
    share,
    contribution,
    rule,
    sentence,
    absence: absence?.type ?? null,
  }
}
