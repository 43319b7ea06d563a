import type { BandRule, Policy } from '../../model'
import type { ParamsOf } from '../../refusals'

type Said = ParamsOf<'POLICY'>
type Kind = Said['kind']
type BandKind = Extract<Kind, `bands-${string}`>
type StepKind = Extract<Kind, `steps-${string}`>

/** What is wrong with a policy: the key, and what is said of it [SC51]. */
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
