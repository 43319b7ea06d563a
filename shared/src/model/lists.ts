/** Every kind of value that a measure may have. */
export const MEASURE_KINDS = [
  'number',
  'count',
  'money',
  'percentage',
  'days',
  'date',
  'boolean',
  'level',
  'project-plan',
] as const

/** Every way in which the periods of a year become the year's value. */
export const AGGREGATIONS = ['sum', 'last', 'mean', 'max'] as const

/** Every way in which the values of several units become the body's. */
export const OVER_UNITS = ['sum', 'mean', 'max', 'min'] as const

/** The ways in which a year is divided: in three, two or four [CA10]. */
export const DIVISIONS = ['quadrimestri', 'semestri', 'trimestri'] as const

/**
 * Roles in a body. `unit-head` enters values; `manager` validates the units below; `controller` runs the cycle;
 * `evaluator` (OIV) reads everything; `governing-body` reads dashboards and published reports.
 */
export const ROLES = ['unit-head', 'manager', 'controller', 'evaluator', 'governing-body'] as const
