import type { ParentRule, Policy } from '../../model'

const MEAN: ParentRule = { combine: 'mean', weights: 'equal' }

/** Coverage under which a score has no band before the close, where the policy does not say it [SC65.1]. */
export const LEAST_COVERAGE = 0.5

/** The settings that domain calls defaults. */
export const DEFAULT_POLICY: Policy = {
  code: 'default',
  version: 1,
  title: 'Regole ordinarie',
  grows: 'ratio',
  shrinks: 'ratio',
  equals: 'smaller-over-larger',
  cap: 1,
  dates: { graceDays: 0, lossPerDay: 1 },
  milestones: 'share',
  levels: 'met-or-not',
  missing: 'left-out',
  missingAtClose: 'zero',
  zeroOverZero: 'not-applicable',
  indicatorWeights: 'printed',
  strategic: { own: 60, operational: 40 },
  objectives: { combine: 'mean', weights: 'printed' },
  areas: MEAN,
  body: MEAN,
  sheets: { combine: 'mean', weights: 'printed' },
  weights: 'shares',
  bands: [
    { code: 'met', name: 'raggiunto', from: 0.9, edge: 'in', tone: 'good' },
    { code: 'partly', name: 'parzialmente raggiunto', from: 0.5, edge: 'in', tone: 'fair' },
    { code: 'not-met', name: 'non raggiunto', from: 0, edge: 'in', tone: 'poor' },
  ],
  judgement: 'none',
  progress: { shares: [1 / 3, 2 / 3, 1], lateFrom: 0.75 },
  checks: [],
}

/** Check of managers' sheets that D.L. 13/2023, art. 4-bis asks for: a body's policy can switch it on. */
export const PAYMENT_TIMES = {
  code: 'payment-times',
  title: 'Rispetto dei tempi di pagamento',
  source: 'D.L. 13/2023, art. 4-bis, comma 2',
  tag: 'payment-times',
  leastWeight: 30,
  fromYear: 2023,
} as const
