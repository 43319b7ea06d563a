import { cellAddress, type Indicator, type Measure } from '@traguardo/shared/model'
import type { MeasureScore, ScoreNode } from '@traguardo/shared/scoring'
import { formatValue } from '@traguardo/shared/values'
import { type ScoredPlan, scoreOf } from './scored-plan'
import type { TreeIndicatorType, TreeMeasureType, TreeValueType } from './tree-indicator.types'

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
export function buildIndicator(
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
