import type { Aggregation, MeasureKind } from '../model'

/** Every kind of value that a measure may have. */
export const MEASURE_KINDS: readonly MeasureKind[] = [
  'number',
  'count',
  'money',
  'percentage',
  'days',
  'date',
  'boolean',
  'level',
  'project-plan',
]

/** Every way in which the periods of a year become the year's value. */
export const AGGREGATIONS: readonly Aggregation[] = ['sum', 'last', 'mean', 'max']
