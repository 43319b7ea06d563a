import type { Measure } from '../../model'
import { formatMeasure, formatResult } from '../../values'
import type { IndicatorScore } from '../score'

/** The measure that an indicator is, where it is nothing else. */
export function loneMeasure({ tree, inputs }: Pick<IndicatorScore, 'tree' | 'inputs'>): Measure | null {
  return tree?.type === 'measure' ? (inputs[0]?.measure ?? null) : null
}

/** The value of an indicator as people read it: yes, no and levels by their names, numbers with their unit [SC81.4]. */
export function sayOwnValue(
  indicator: Pick<IndicatorScore, 'tree' | 'inputs' | 'unit' | 'value' | 'decimals'> | null,
): string {
  const measure = indicator && loneMeasure(indicator)
  return measure?.kind === 'boolean' || measure?.kind === 'level'
    ? formatMeasure(indicator?.value ?? null, measure)
    : formatResult(indicator)
}
