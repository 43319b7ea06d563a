import type { ParentRule, Plan, Policy } from '../../model'

const MEAN: ParentRule = { combine: 'mean', weights: 'equal' }

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

/** The policy of the plan 2019 of Massa-Carrara, section 4: 40 and 60, a tolerance of 10 %, a threshold of 50 %. */
export const MASSA_CARRARA_2019: Policy = {
  ...DEFAULT_POLICY,
  code: 'cciaa-ms-2019',
  title: 'Metodologia della Camera di commercio di Massa-Carrara, 2019',
  source: 'Piano della performance 2019, sezione 4',
  bands: [
    { code: 'met', name: 'raggiunto', from: 0.9, edge: 'in', tone: 'good' },
    { code: 'partly', name: 'parzialmente raggiunto', from: 0.5, edge: 'in', tone: 'fair' },
    { code: 'not-met', name: 'assolutamente non raggiunto', from: 0, edge: 'in', tone: 'poor' },
  ],
}

/** What D.L. 13/2023, art. 4-bis asks of managers' sheets: a check that a body's policy can switch on. */
export const PAYMENT_TIMES = {
  code: 'payment-times',
  title: 'Rispetto dei tempi di pagamento',
  source: 'D.L. 13/2023, art. 4-bis, comma 2',
  words: ['tempi di pagamento', 'tempestività dei pagamenti', 'ritardo dei pagamenti'],
  leastWeight: 30,
  fromYear: 2023,
} as const

/** The policies that the product ships. */
export const SHIPPED_POLICIES: readonly Policy[] = [DEFAULT_POLICY, MASSA_CARRARA_2019]

/** The policy of a plan for a year: its own ones come before those shipped; the default where it names none that is known. */
export function policyOf({ policy, policyYears = [], policies = [] }: Plan, year: number): Policy {
  const code = policyYears.find((one) => one.year === year)?.policy ?? policy
  return [...policies, ...SHIPPED_POLICIES].find((one) => one.code === code) ?? DEFAULT_POLICY
}
