import type { BandRule, Policy } from '../../model'

/** What is wrong with a policy: the key, and an Italian sentence [SC51]. */
export interface PolicyFault {
  readonly key: keyof Policy
  readonly message: string
}

const falls = (values: readonly number[]): boolean =>
  values.every((value, at) => at === 0 || value < (values[at - 1] ?? 0))

function bandFault(bands: readonly BandRule[]): string | null {
  if (!falls(bands.map(({ from }) => from)))
    return 'Le fasce vanno dalla più alta alla più bassa, ognuna con una soglia diversa.'
  if (new Set(bands.map(({ code }) => code)).size < bands.length) return 'Due fasce hanno lo stesso codice.'
  const last = bands.at(-1)
  return last?.from === 0 && last.edge === 'in'
    ? null
    : 'L’ultima fascia deve cominciare da 0, altrimenti qualcuno non sta in nessuna.'
}

/** Worth must not rise as the achievement falls: a better result never scores less. */
function stepFault(steps: readonly { readonly from: number; readonly worth: number }[]): string | null {
  if (!falls(steps.map(({ from }) => from)))
    return 'I gradini vanno dal più alto al più basso, ognuno con una soglia diversa.'
  if (steps.at(-1)?.from !== 0) return 'L’ultimo gradino deve cominciare da 0.'
  return steps.every(({ worth }, at) => at === 0 || worth <= (steps[at - 1]?.worth ?? 0))
    ? null
    : 'Un gradino più basso vale più di uno più alto.'
}

/** All that the JSON Schema cannot say of a policy [SC51]; none means that it can be used. */
export function checkPolicy(policy: Policy): readonly PolicyFault[] {
  const faults: PolicyFault[] = []
  const add = (key: keyof Policy, message: string | null) => message !== null && faults.push({ key, message })
  add('bands', bandFault(policy.bands))
  for (const { unit, bands } of policy.unitBands ?? []) {
    const message = bandFault(bands)
    add('unitBands', message && `Unità «${unit}»: ${message}`)
  }
  if (policy.steps) add('steps', stepFault(policy.steps))
  if (policy.points) add('points', stepFault(policy.points.map(({ from, most }) => ({ from, worth: most }))))
  for (const { least, most } of policy.points ?? [])
    add('points', least > most ? 'Il minimo dei punti di un gradino supera il massimo.' : null)
  const { own, operational } = policy.strategic
  add(
    'strategic',
    own + operational > 0 ? null : 'Indicatori propri e obiettivi operativi non possono pesare entrambi zero.',
  )
  const { shares } = policy.progress
  const rises = shares.every((share, at) => at === 0 || share >= (shares[at - 1] ?? 0))
  add('progress', rises && shares.at(-1) === 1 ? null : 'Le quote attese salgono di periodo in periodo fino a 1.')
  return faults
}
