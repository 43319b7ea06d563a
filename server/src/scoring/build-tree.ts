import {
  cellAddress,
  type Indicator,
  type Measure,
  type IsoDate,
  itemAddress,
  type Objective,
} from '@traguardo/shared/model'
import { type MeasureScore, type ScoreNode, nodeAddress, type NodeKind, parentAddress } from '@traguardo/shared/scoring'
import { formatValue } from '@traguardo/shared/values'
import { openPeriod } from '@traguardo/shared/calendar'
import { type ScoredPlan, scoreOf } from './scored-plan'
import type { TreeIndicatorType, TreeMeasureType, TreeValueType } from './tree-indicator.types'
import type { TreeObjectiveType, TreeType } from './tree.types'

/** Does pieces of work one by one, each in a turn of its own: between two the server looks at what else has come. */
type Pacer = <T>(work: () => T) => Promise<T>

/** Makes a pacer; what waits for it is done in the order in which it came. */
function pacer(): Pacer {
  const waiting: (() => void)[] = []
  let next = 0
  function turn(): void {
    waiting[next++]?.()
    // Work that was done goes on in this turn; the next begins when that has come to its end.
    if (next < waiting.length) setImmediate(turn)
    else {
      waiting.length = 0
      next = 0
    }
  }
  return (work) =>
    new Promise((done, failed) => {
      waiting.push(() => {
        try {
          done(work())
        } catch (error) {
          failed(error)
        }
      })
      if (waiting.length === 1) setImmediate(turn)
    })
}

/** Readings with who entered them; a register that is not there is a cell nobody has filled. */
function valuesOf({ readings }: MeasureScore, { cells }: ScoredPlan): readonly TreeValueType[] {
  return readings.map((reading) => {
    const { unit, period, value } = reading
    const register = cells.get(cellAddress(reading))
    return { unit, period, content: value, person: register?.person ?? null, at: register?.at ?? null }
  })
}

function measureOf(score: MeasureScore, measures: ReadonlyMap<string, Measure>, scored: ScoredPlan): TreeMeasureType {
  const measure = measures.get(score.code)
  return {
    code: score.code,
    label: score.label,
    kind: measure?.kind ?? 'number',
    aggregation: measure?.aggregation ?? 'last',
    values: valuesOf(score, scored),
    aggregate: formatValue(score.value, measure?.kind === 'percentage' ? '%' : undefined),
  }
}

/** An indicator with its value, its score and the entered values that they come from. */
function buildIndicator(
  { targets, ...indicator }: Indicator,
  node: ScoreNode,
  measures: ReadonlyMap<string, Measure>,
  scored: ScoredPlan,
): TreeIndicatorType {
  const own = node.indicator
  return {
    ...indicator,
    target: targets.find(({ year }) => year === scored.year),
    value: formatValue(own?.value ?? null, indicator.unit),
    score: scoreOf(node),
    measures: (own?.measures ?? []).map((score) => measureOf(score, measures, scored)),
  }
}

/** The lists of a plan by what they hang on. */
interface Layout {
  readonly scored: ScoredPlan
  readonly measures: ReadonlyMap<string, Measure>
  readonly indicators: ReadonlyMap<string, readonly Indicator[]>
  /** By the address of what they hang on. */
  readonly objectives: ReadonlyMap<string, readonly Objective[]>
  readonly paced: Pacer
}

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
  objectives: groupBy(scored.plan.objectives, parentAddress),
  paced: pacer(),
})

function nodeOf({ nodes }: ScoredPlan, kind: NodeKind, code: string): ScoreNode {
  const address = nodeAddress({ kind, code })
  const node = nodes.get(address)
  if (!node) throw new Error(`No score for ${address}`)
  return node
}

/** Returns the objectives below a node, when they are asked for and have their turn. */
const below = (key: string, layout: Layout): Promise<readonly TreeObjectiveType[]> =>
  layout.paced(() => (layout.objectives.get(key) ?? []).map((objective) => buildObjective(objective, layout)))

function buildObjective(objective: Objective, layout: Layout): TreeObjectiveType {
  const { scored, measures, indicators, paced } = layout
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
    indicators: () =>
      paced(() =>
        (indicators.get(code) ?? []).map((indicator) =>
          buildIndicator(indicator, nodeOf(scored, 'indicator', indicator.code), measures, scored),
        ),
      ),
    operational: () => below(itemAddress('objectives', code), layout),
  }
}

/**
 * Lays a scored plan out as the schema's tree, list by list as they are asked for: a tree of a thousand indicators is the
 * work of many turns [RI14]. `today` says which period is open.
 */
export function buildTree(scored: ScoredPlan, today: IsoDate): TreeType {
  const { plan, year } = scored
  const layout = layoutOf(scored)
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
      strategic: () => below(itemAddress('areas', code), layout),
    })),
    sheets: plan.sheets.map((sheet) => ({
      ...sheet,
      score: scoreOf(nodeOf(scored, 'sheet', sheet.code)),
      objectives: () => below(itemAddress('sheets', sheet.code), layout),
    })),
  }
}
