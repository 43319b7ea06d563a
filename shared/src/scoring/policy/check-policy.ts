import { periodsOf, yearsOf } from '../../calendar'
import type { Plan, Policy } from '../../model'
import type { ParamsOf } from '../../refusals'
import { bandFaults, classFaults, pointFaults, stepFaults } from './check-bands'
import { isAllOrNothing, mostOf, percent } from './most-of'
import { policyOf } from './shipped'

type PolicySaid = ParamsOf<'POLICY'>

/** Fault of a policy: the key, and its sentence [SC51, SC90]. */
export interface PolicyFault {
  readonly key: keyof Policy
  readonly said: PolicySaid
}

/** Days of a delay that no year is long enough for. */
const WHOLE_YEAR = 365

/** Settings that do nothing beside what else the policy says [SC90.7]. */
function idle(policy: Policy): readonly PolicyFault[] {
  const { cap, grows, shrinks, steps, sheets, weights, bands, thresholds } = policy
  const faults: PolicyFault[] = []
  const isFlat = steps !== undefined && (steps[0]?.from ?? 0) <= 1 && (steps[0]?.to ?? steps[0]?.worth ?? 0) <= 1
  const isReached = (thresholds?.excellent ?? 1) > 1
  if (cap > 1 && !isReached && ((grows === 'met-or-not' && shrinks === 'met-or-not') || isFlat))
    faults.push({ key: 'cap', said: { kind: 'cap-idle', most: percent(cap) } })
  if (steps && isAllOrNothing(policy) && steps.some(({ from }) => from > 0 && from < 1))
    faults.push({ key: 'steps', said: { kind: 'steps-idle' } })
  if (weights === 'money' && (sheets.combine === 'worst' || sheets.combine === 'share-met'))
    faults.push({ key: 'sheets', said: { kind: 'money-combine' } })
  if (policy.judged === 'everything' && policy.judgement === 'none')
    faults.push({ key: 'judged', said: { kind: 'judged-idle' } })
  if (weights !== 'shares' && sheets.weights !== 'printed')
    faults.push({ key: 'weights', said: { kind: 'weights-idle' } })
  for (const key of ['objectives', 'areas', 'body', 'sheets'] as const) {
    const { combine, beyond } = policy[key]
    const isOwn = key === 'sheets' && weights === 'money'
    if (beyond && (mostOf(policy) <= 1 || combine === 'share-met' || isOwn))
      faults.push({ key, said: { kind: 'beyond-idle' } })
    if (combine === 'share-met' && bands.length === 1) faults.push({ key, said: { kind: 'share-met' } })
  }
  return faults
}

/** Parts of a sheet with one code twice or no total at all, or beside a rule that knows no parts [SC142.5]. */
function componentFaults({ components = [], sheets, weights }: Policy): readonly PolicyFault[] {
  if (components.length === 0) return []
  const said = (one: PolicySaid): PolicyFault => ({ key: 'components', said: one })
  const codes = components.map(({ code }) => code)
  const twice = codes.find((code, at) => codes.indexOf(code) !== at)
  const none = components.find(({ total }) => total === 0)
  return [
    ...(twice === undefined ? [] : [said({ kind: 'component-twice', component: twice })]),
    ...(none ? [said({ kind: 'component-total', component: none.title })] : []),
    ...(sheets.combine === 'worst' || weights === 'money' ? [said({ kind: 'components-idle' })] : []),
  ]
}

function dateFaults({ dates: { graceDays, lossPerDay } }: Policy): readonly PolicyFault[] {
  if (lossPerDay === 0) return [{ key: 'dates', said: { kind: 'dates-free' } }]
  return graceDays >= WHOLE_YEAR ? [{ key: 'dates', said: { kind: 'dates-grace', days: graceDays } }] : []
}

function progressFaults({ progress: { shares } }: Policy): readonly PolicyFault[] {
  const rises = shares.every((share, at) => at === 0 || share >= (shares[at - 1] ?? 0))
  return rises && shares.at(-1) === 1 ? [] : [{ key: 'progress', said: { kind: 'progress' } }]
}

/** Thresholds of targets whose excellent level is worth less than the target, or more than a result can be [SC97.4]. */
function thresholdFaults({ thresholds, cap }: Policy): readonly PolicyFault[] {
  const worth = thresholds?.excellent ?? 1
  const said = { worth: percent(worth), most: percent(cap) }
  return worth < 1 || worth > cap ? [{ key: 'thresholds', said: { kind: 'thresholds', ...said } }] : []
}

/** Overrides that hold for nobody in particular or say nothing, and what is wrong in the policy that each makes [SC95.4]. */
function overrideFaults({ overrides = [], ...policy }: Policy): readonly PolicyFault[] {
  return overrides.flatMap(({ of, ...settings }, index): PolicyFault[] => {
    const at = index + 1
    if (Object.keys(of).length === 0) return [{ key: 'overrides', said: { kind: 'override-empty', at } }]
    const keys: ReadonlySet<string> = new Set(Object.keys(settings))
    if (keys.size === 0) return [{ key: 'overrides', said: { kind: 'override-nothing', at } }]
    const made = checkPolicy({ ...policy, ...settings })
    return made.flatMap(({ key, said }) => (keys.has(key) ? [{ key: 'overrides', said } as const] : []))
  })
}

/** All that the JSON Schema cannot say of a policy [SC51, SC90]; none means that it can be used. */
export function checkPolicy(policy: Policy): readonly PolicyFault[] {
  const { bands, unitBands = [], steps, points, strategic } = policy
  const most = mostOf(policy)
  const units = unitBands.map(({ unit }) => unit)
  const twice = units.find((unit, at) => units.indexOf(unit) !== at)
  const said = (key: keyof Policy, list: readonly PolicySaid[]) => list.map((one): PolicyFault => ({ key, said: one }))
  return [
    ...said('bands', bandFaults(bands, most)),
    ...unitBands.flatMap((one) => said('unitBands', bandFaults(one.bands, most, one.unit))),
    ...(twice === undefined ? [] : said('unitBands', [{ kind: 'unit-twice', unit: twice }])),
    ...said('steps', steps ? stepFaults(steps, policy.cap) : []),
    ...said('points', points ? pointFaults(points, most) : []),
    ...(strategic.own + strategic.operational > 0 ? [] : said('strategic', [{ kind: 'strategic' }])),
    ...progressFaults(policy),
    ...said('classes', classFaults(policy.classes ?? [{ name: '', from: 0 }])),
    ...dateFaults(policy),
    ...componentFaults(policy),
    ...thresholdFaults(policy),
    ...overrideFaults(policy),
    ...idle(policy),
  ]
}

/** Most years of a plan that are looked at: a file may say any. */
const MOST_YEARS = 10

/** The years of a plan that follow a policy of its own. */
function followers(policy: Policy, plan: Plan): readonly number[] {
  const { firstYear, lastYear } = plan
  const years = yearsOf({ firstYear, lastYear: Math.min(lastYear, firstYear + MOST_YEARS - 1) })
  return years.filter((year) => policyOf(plan, year) === policy)
}

/**
 * Faults of a policy in the plan that is to follow it: bands of units that are not there, shares for other periods
 * [SC90.5, SC90.6].
 * @param years that follow it
 */
export function policyInPlan(
  policy: Policy,
  plan: Plan,
  years: readonly number[] = followers(policy, plan),
): readonly PolicyFault[] {
  const units = new Set(plan.units.map(({ code }) => code))
  const nobody = (policy.unitBands ?? [])
    .filter(({ unit }) => !units.has(unit))
    .map(({ unit }): PolicyFault => ({ key: 'unitBands', said: { kind: 'unit-unknown', unit } }))
  const codes = new Set(plan.indicators.map(({ code }) => code))
  const unknown = (policy.overrides ?? []).flatMap(({ of: { indicators = [] } }, index) =>
    indicators
      .filter((code) => !codes.has(code))
      .map((indicator): PolicyFault => {
        return { key: 'overrides', said: { kind: 'override-unknown', at: index + 1, indicator } }
      }),
  )
  const parts = [policy, ...(policy.overrides ?? [])].flatMap(({ components = [] }) => components)
  const strangers = plan.objectives.flatMap(({ code: objective, component }): PolicyFault[] =>
    component === undefined || parts.length === 0 || parts.some(({ code }) => code === component)
      ? []
      : [{ key: 'components', said: { kind: 'component-unknown', objective, component } }],
  )
  const given = policy.progress.shares.length
  const other = years
    .map((year) => ({ year, periods: periodsOf(plan, year).length }))
    .find(({ periods }) => periods !== given)
  const faults = [...nobody, ...unknown, ...strangers]
  return other ? [...faults, { key: 'progress', said: { kind: 'progress-length', given, ...other } }] : faults
}
