import type { CellValue, IsoDate, Objective } from '../model'
import type { CompiledPlan } from './compile-plan'
import { indexValues } from './measure-values'
import type { PlanScores, ScoreNode } from './score'
import { scoreGroup, type Weighted } from './score-group'
import { scoreIndicator, type ScoringContext } from './score-indicator'

const equal = (nodes: readonly ScoreNode[]): Weighted[] => nodes.map((node) => ({ node, weight: 1 }))

function ownIndicators({ code }: Objective, context: ScoringContext): Weighted[] {
  const indicators = context.compiled.indicatorsOf.get(code) ?? []
  return indicators.map((one) => ({ node: scoreIndicator(one, context), weight: one.indicator.weight ?? 1 }))
}

/** An operational or individual objective: its indicators by weight [SC20]. */
function scoreObjective(objective: Objective, context: ScoringContext): ScoreNode {
  const { policy } = context.compiled
  const kind = objective.level === 'individual' ? 'individual' : 'operational'
  return scoreGroup(kind, objective, { children: ownIndicators(objective, context), rule: 'SC20', policy })
}

/** Weights of a group made to sum to `whole` over what has a score, so that 60 : 40 holds whatever is left out inside. */
function scaled(items: readonly Weighted[], whole: number): Weighted[] {
  const counted = items.filter(({ node }) => node.achievement !== null)
  const base = counted.length > 0 ? counted : items
  const sum = base.reduce((total, { weight }) => total + weight, 0)
  return items.map(({ node, weight }) => ({ node, weight: sum === 0 ? 0 : (weight / sum) * whole }))
}

/** A strategic objective: its own indicators and its operational objectives, 60 : 40 [SC21]. */
function scoreStrategic(objective: Objective, context: ScoringContext, operational: readonly ScoreNode[]): ScoreNode {
  const { policy } = context.compiled
  const own = scaled(ownIndicators(objective, context), policy.ownIndicators)
  const below = scaled(equal(operational), policy.operationalObjectives)
  return scoreGroup('strategic', objective, { children: [...own, ...below], rule: 'SC21', policy })
}

/** Mean achievement of the operational objectives that have one [SC8]. */
function meanOf(nodes: Iterable<ScoreNode>): number | null {
  const achievements = [...nodes].flatMap(({ achievement }) => (achievement === null ? [] : [achievement]))
  return achievements.length === 0 ? null : achievements.reduce((sum, one) => sum + one, 0) / achievements.length
}

/**
 * All scores of a plan and year out of the entered values: a pure function, the same to the last bit on a phone, at a
 * site and on the server [SC32].
 * @param values cells in any order; each cell once
 * @param moment `today` in Rome decides what is due and whether the year is closed
 */
export function scorePlan(
  compiled: CompiledPlan,
  values: readonly CellValue[],
  { today }: { readonly today: IsoDate },
): PlanScores {
  const { plan, policy, objectivesOf } = compiled
  const first: ScoringContext = { compiled, index: indexValues(compiled, values), today, operationalMean: undefined }
  const operational = new Map(
    plan.objectives
      .filter(({ level }) => level === 'operational')
      .map((objective) => [objective.code, scoreObjective(objective, first)]),
  )
  const context: ScoringContext = { ...first, operationalMean: meanOf(operational.values()) }
  const scoresBelow = (objective: Objective): ScoreNode[] =>
    (objectivesOf.get(`objective/${objective.code}`) ?? []).flatMap(({ code }) => operational.get(code) ?? [])
  const areas = plan.areas.map((area) => {
    const strategic = (objectivesOf.get(`area/${area.code}`) ?? []).map((objective) =>
      scoreStrategic(objective, context, scoresBelow(objective)),
    )
    return scoreGroup('area', area, { children: equal(strategic), rule: 'SC22', policy })
  })
  const sheets = plan.sheets.map((sheet) => {
    const children = (objectivesOf.get(`sheet/${sheet.code}`) ?? []).map((objective) => ({
      node: scoreObjective(objective, context),
      weight: objective.weight ?? 1,
    }))
    return scoreGroup('sheet', sheet, { children, rule: 'SC23', policy })
  })
  const body = { code: plan.body.code, title: plan.body.name }
  return { body: scoreGroup('body', body, { children: equal(areas), rule: 'SC22', policy }), sheets }
}

/** Every node of the scores by `kind/code`: `indicator/DFP 1.3`, `area/AS1`, `sheet/SG`. */
export function scoreNodes({ body, sheets }: PlanScores): ReadonlyMap<string, ScoreNode> {
  const nodes = new Map<string, ScoreNode>()
  const walk = (node: ScoreNode): void => {
    nodes.set(`${node.kind}/${node.code}`, node)
    node.children.forEach(walk)
  }
  ;[body, ...sheets].forEach(walk)
  return nodes
}
