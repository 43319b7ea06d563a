import type { CellValue, Indicator, Measure } from '@traguardo/shared/model'
import { compilePlan, type ScoreNode, scoreNodes, scorePlan } from '@traguardo/shared/scoring'
import { anIndicator, aPlan, onceMeasure } from '../../support/scoring'
import { MID_YEAR } from '../../support/scores'

/** A plan of one indicator, with its values. */
export interface Sheet {
  readonly indicator?: Partial<Indicator>
  readonly measures?: readonly Measure[]
  readonly values: readonly CellValue[]
  readonly today?: string
}

/** The score of the one indicator of a plan. */
export function score({
  indicator = {},
  measures = ['A', 'B'].map((code) => onceMeasure(code)),
  values,
  today = MID_YEAR,
}: Sheet): ScoreNode {
  const plan = aPlan({ indicators: [anIndicator('I1', indicator)], measures })
  const node = scoreNodes(scorePlan(compilePlan(plan, 2021), values, { today })).get('indicators/I1')
  if (!node) throw new Error('no indicator')
  return node
}
