import { type UnitKind, unitKindOf } from '../formula'
import type { Aggregation, Indicator, MeasureKind, Plan } from '../model'
import { addMeasure, changeItem, freeCode } from './edit-plan'

/** Returns how the periods of a kind become the year, where what was chosen for another kind has no sense for it [SC71.1]. */
export function aggregationFor(kind: MeasureKind, before: Aggregation): Aggregation {
  if (before !== 'sum' || kind === 'number' || kind === 'count' || kind === 'money') return before
  return kind === 'days' ? 'mean' : 'last'
}

const KIND_OF: Readonly<Partial<Record<UnitKind, MeasureKind>>> = {
  money: 'money',
  days: 'days',
  'working-days': 'days',
  count: 'count',
  date: 'date',
  switch: 'boolean',
}

/** A code that a formula can name: those of indicators may hold blanks and other signs [FO3.2]. */
const measureCode = (plan: Plan, indicator: Indicator, ending: string): string =>
  freeCode(plan.measures, `${indicator.code.replace(/[^\p{L}\d_.:%-]+/gu, '_')}.${ending}`)

/** Returns the plan with a new measure for an indicator, of the kind that its unit of measure asks for, and its code. */
export function addMeasureFor(
  plan: Plan,
  indicator: Indicator,
  { label, ending }: { readonly label: string; readonly ending: string },
): { readonly plan: Plan; readonly code: string } {
  const code = measureCode(plan, indicator, ending)
  const units = plan.objectives.find((one) => one.code === indicator.objective)?.units ?? []
  const unit = unitKindOf(indicator.unit)
  // Of a percentage one enters the two numbers that it is made of: as one number nobody knows what it is of.
  const kind = unit === 'percent' ? 'count' : ((unit && KIND_OF[unit]) ?? 'number')
  const aggregation = unit === 'points' ? 'mean' : aggregationFor(kind, 'sum')
  return { plan: addMeasure(plan, { code, label, units, kind, aggregation }), code }
}

/** Words for the two parts of a ratio, in the language of whoever edits. */
export interface RatioLabels {
  readonly above: string
  readonly below: string
}

/**
 * Returns the plan with a formula for an indicator that suits its unit of measure, over measures made for it: a ratio of two
 * counts for a percent, a day for a date, else the one number [FO35]. Never a number alone in percent.
 */
export function proposeFormula(plan: Plan, indicator: Indicator, { above, below }: RatioLabels): Plan {
  const { code, title } = indicator
  const isRatio = unitKindOf(indicator.unit) === 'percent'
  const first = addMeasureFor(plan, indicator, {
    label: isRatio ? `${above}: ${title}` : title,
    ending: isRatio ? 'num' : 'val',
  })
  const second = isRatio ? addMeasureFor(first.plan, indicator, { label: `${below}: ${title}`, ending: 'den' }) : null
  const formula = second ? `${first.code} / ${second.code}` : first.code
  return changeItem(second?.plan ?? first.plan, { list: 'indicators', code }, { formula, printedFormula: formula })
}
