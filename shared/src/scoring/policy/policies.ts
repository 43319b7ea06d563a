import type { ParentRule, Plan, Policy, BandRule } from '../../model'
import type { ParamsOf } from '../../refusals'

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

/** Check of managers' sheets that D.L. 13/2023, art. 4-bis asks for: a body's policy can switch it on. */
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

type Said = ParamsOf<'POLICY'>
type Kind = Said['kind']
type BandKind = Extract<Kind, `bands-${string}`>
type StepKind = Extract<Kind, `steps-${string}`>

/** Fault of a policy: the key, and its sentence [SC51]. */
export interface PolicyFault {
  readonly key: keyof Policy
  readonly said: Said
}

const falls = (values: readonly number[]): boolean =>
  values.every((value, at) => at === 0 || value < (values[at - 1] ?? 0))

function bandFault(bands: readonly BandRule[]): BandKind | null {
  if (!falls(bands.map(({ from }) => from))) return 'bands-order'
  if (new Set(bands.map(({ code }) => code)).size < bands.length) return 'bands-twice'
  const last = bands.at(-1)
  return last?.from === 0 && last.edge === 'in' ? null : 'bands-last'
}

/** Worth must not rise as the achievement falls: a better result never scores less. */
function stepFault(steps: readonly { readonly from: number; readonly worth: number }[]): StepKind | null {
  if (!falls(steps.map(({ from }) => from))) return 'steps-order'
  if (steps.at(-1)?.from !== 0) return 'steps-last'
  return steps.every(({ worth }, at) => at === 0 || worth <= (steps[at - 1]?.worth ?? 0)) ? null : 'steps-worth'
}

/** All that the JSON Schema cannot say of a policy [SC51]; none means that it can be used. */
export function checkPolicy(policy: Policy): readonly PolicyFault[] {
  const faults: PolicyFault[] = []
  const add = (key: keyof Policy, kind: Kind | null, unit?: string) =>
    kind !== null && faults.push({ key, said: unit === undefined ? { kind } : { kind, unit } })
  add('bands', bandFault(policy.bands))
  for (const { unit, bands } of policy.unitBands ?? []) add('unitBands', bandFault(bands), unit)
  if (policy.steps) add('steps', stepFault(policy.steps))
  if (policy.points) add('points', stepFault(policy.points.map(({ from, most }) => ({ from, worth: most }))))
  for (const { least, most } of policy.points ?? []) add('points', least > most ? 'points' : null)
  const { own, operational } = policy.strategic
  add('strategic', own + operational > 0 ? null : 'strategic')
  const { shares } = policy.progress
  const rises = shares.every((share, at) => at === 0 || share >= (shares[at - 1] ?? 0))
  add('progress', rises && shares.at(-1) === 1 ? null : 'progress')
  return faults
}
