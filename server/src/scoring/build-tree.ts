import { openPeriod } from '@traguardo/shared/calendar'
import type { Indicator, IsoDate, Measure, Objective } from '@traguardo/shared/model'
import type { NodeKind, ScoreNode } from '@traguardo/shared/scoring'
import { buildIndicator } from './build-indicator'
import { type ScoredPlan, scoreOf } from './scored-plan'
import type { TreeObjectiveType, TreeType } from './tree.types'

/** The lists of a plan by what they hang on. */
interface Layout {
  readonly scored: ScoredPlan
  readonly measures: ReadonlyMap<string, Measure>
  readonly indicators: ReadonlyMap<string, readonly Indicator[]>
  /** By `area/...`, `objective/...` or `sheet/...`. */
  readonly objectives: ReadonlyMap<string, readonly Objective[]>
}

const ABOVE = { strategic: 'area', operational: 'objective', individual: 'sheet' } as const

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

const layoutOf = (scored: ScoredPlan): Layout => ({
  scored,
  measures: new Map(scored.plan.measures.map((measure) => [measure.code, measure])),
  indicators: groupBy(scored.plan.indicators, ({ objective }) => objective),
  objectives: groupBy(scored.plan.objectives, ({ level, parent, sheet }) =>
    level === 'individual' ? `sheet/${sheet}` : `${ABOVE[level]}/${parent}`,
  ),
})

function nodeOf({ nodes }: ScoredPlan, kind: NodeKind, code: string): ScoreNode {
  const node = nodes.get(`${kind}/${code}`)
  if (!node) throw new Error(`No score for ${kind}/${code}`)
  return node
}

function buildObjective(objective: Objective, layout: Layout): TreeObjectiveType {
  const { scored, measures, indicators, objectives } = layout
  const { code, level, title, description, program, weight } = objective
  return {
    code,
    level,
    title,
    description,
    program,
    weight,
    resources: objective.resources ?? [],
    units: objective.units ?? [],
    perspectives: objective.perspectives ?? [],
    footnotes: objective.footnotes ?? [],
    score: scoreOf(nodeOf(scored, level, code)),
    indicators: (indicators.get(code) ?? []).map((indicator) =>
      buildIndicator(indicator, nodeOf(scored, 'indicator', indicator.code), measures, scored),
    ),
    operational: (objectives.get(`objective/${code}`) ?? []).map((child) => buildObjective(child, layout)),
  }
}

/** Lays a scored plan out as the schema's tree. `today` says which period is open. */
export function buildTree(scored: ScoredPlan, today: IsoDate): TreeType {
  const { plan, year } = scored
  const layout = layoutOf(scored)
  const below = (key: string) =>
    (layout.objectives.get(key) ?? []).map((objective) => buildObjective(objective, layout))
  const open = openPeriod(plan, today)
  return {
    body: { code: plan.body.code, name: plan.body.name },
    year,
    title: plan.title,
    period: open?.year === year ? open : null,
    score: scoreOf(scored.body),
    areas: plan.areas.map(({ code, title }) => ({
      code,
      title,
      score: scoreOf(nodeOf(scored, 'area', code)),
      strategic: below(`area/${code}`),
    })),
    sheets: plan.sheets.map((sheet) => ({
      ...sheet,
      score: scoreOf(nodeOf(scored, 'sheet', sheet.code)),
      objectives: below(`sheet/${sheet.code}`),
    })),
  }
}
