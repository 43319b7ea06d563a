import type { Words } from './words'

const SCOPES = { cluster: 'mean of the cluster', regional: 'regional mean', national: 'national mean' } as const
const EVENT_UNITS = { days: 'days', 'working-days': 'working days', months: 'months' } as const

/** Words of explanations in English. */
export const english: Words = {
  undefined: {
    'division-by-zero': 'the divisor is zero',
    'wrong-type': 'days and numbers cannot be combined',
    cycle: 'it would depend on itself',
    formula: 'there is a mistake in the formula',
    'out-of-range': 'the number is too large',
  },
  notApplicable: {
    entered: 'not applicable, as entered',
    'zero-over-zero': 'not applicable: zero over zero',
    'no-event': 'not applicable: the event that the term runs from did not happen',
  },
  noReference: {
    'earlier-year': 'the value of the year it is compared with is missing',
    'earlier-period': 'the value of the period before is missing',
    benchmark: 'the value of the other bodies it is compared with is missing',
  },
  absence: {
    'not-due': 'not due yet',
    'no-target': 'no target for this year: recorded, not scored',
    'no-values': 'no value yet',
    empty: 'nothing to score',
  },
  outcome: {
    'in-time': 'in time',
    late: 'late',
    exceeded: 'exceeded',
    met: 'met',
    partly: 'partly met',
    'not-met': 'not met',
  },
  missing: (labels) => `missing: ${labels}`,
  ratio: (above, below, made) => `${above} over ${below} = ${made}`,
  byHand: ({ score, by, on, reason, instead }) =>
    `${score} given by the evaluator (${by}, ${on}): “${reason}”; the rules would give ${instead}`,
  notCounted: 'does not count for now',
  yearClosed: 'year closed',
  deadlinesMet: 'Deadlines kept',
  worth: (share) => `worth ${share}`,
  asked: (target) => `target ${target}`,
  weighs: (share) => `weighs ${share}`,
  nothingToScore: 'n.d.: nothing to score',
  onlyPartEmpty: 'n.d.: its only part has no result yet',
  partsEmpty: (parts) => `n.d.: none of its ${parts} parts has a result yet`,
  mean: ({ score, counted, parts }) => `${score}: weighted mean of ${counted} scored out of ${parts}`,
  period: (ordinal, year) => `period ${ordinal} of ${year}`,
  entered: ({ value, by, on }) =>
    by || on ? `${value}, entered${by ? ` by ${by}` : ''}${on ? ` on ${on}` : ''}` : value,
  values: (count) => (count === '1' ? '1 value entered' : `${count} values entered`),
  target: {
    byDate: (day) => `by ${day}`,
    byDates: (days) => `by ${days.join(' and by ')}, each on its own`,
    afterPeriod: (days, working) => `within ${days} ${working ? 'working ' : ''}days of the end of each period`,
    afterEvent: ({ amount, unit, strict }) =>
      `${strict ? 'less than' : 'within'} ${amount} ${EVENT_UNITS[unit]} of the event`,
    againstYear: (comparison, back) => `${comparison} the value of ${back === 1 ? 'one year' : `${back} years`} before`,
    benchmark: ({ comparison, scope, margin }) =>
      `${comparison} the ${SCOPES[scope]}${margin ? `, with a margin of ${margin}` : ''}`,
    firstYear: 'year of observation: recorded, not scored',
    observed: (expected) => (expected === null ? 'observed only' : `observed only, expected ${expected}`),
  },
}
