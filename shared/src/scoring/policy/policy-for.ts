import type { Indicator, Objective, Plan, Policy, PolicyOverride, Role } from '../../model'

/** Place for which a policy is asked: a node on a level, of people with these roles, or one indicator. */
export interface PolicyScope {
  readonly level: Objective['level'] | 'area' | 'body' | 'sheet' | 'mean'
  readonly roles?: ReadonlySet<Role>
  readonly indicator?: string
}

/** Does an override hold there? All that it says has to fit [SC95.1]. */
function holds({ of: { level, role, indicators } }: PolicyOverride, scope: PolicyScope): boolean {
  if (level !== undefined && level !== scope.level) return false
  if (role !== undefined && !scope.roles?.has(role)) return false
  return indicators === undefined || (scope.indicator !== undefined && indicators.includes(scope.indicator))
}

/** The policy as it holds there: its own settings, and those of the overrides that fit, the later ones last [SC95.2]. */
export function policyFor(policy: Policy, scope: PolicyScope): Policy {
  const fitting = (policy.overrides ?? []).filter((one) => holds(one, scope))
  if (fitting.length === 0) return policy
  return fitting.reduce((made: Policy, { of: _of, ...settings }) => ({ ...made, ...settings }), policy)
}

/** Finds the place of the override whose setting holds there; null where it is the policy's own. */
export function overrideOf({ overrides = [] }: Policy, scope: PolicyScope, setting: keyof Policy): number | null {
  const at = overrides.findLastIndex((one) => setting in one && holds(one, scope))
  return at === -1 ? null : at
}

const NO_ROLES: ReadonlySet<Role> = new Set()

/** Finds the roles of whoever a sheet is of. */
export function rolesOfSheets(plan: Pick<Plan, 'people' | 'sheets'>): (sheet: string | undefined) => ReadonlySet<Role> {
  const roles = new Map(plan.people.map((one) => [one.code, new Set(one.roles.map(({ role }) => role))]))
  const people = new Map(plan.sheets.map(({ code, person }) => [code, person]))
  return (sheet) => roles.get(people.get(sheet ?? '') ?? '') ?? NO_ROLES
}

/** Makes the policies of indicators, each as it holds for it, once for a plan. */
export function policiesOfIndicators(plan: Plan, policy: Policy): (indicator: Indicator) => Policy {
  if (!policy.overrides) return () => policy
  const objectives = new Map(plan.objectives.map((one) => [one.code, one]))
  const rolesOf = rolesOfSheets(plan)
  return ({ code, objective }) => {
    const on = objectives.get(objective)
    return on ? policyFor(policy, { level: on.level, roles: rolesOf(on.sheet), indicator: code }) : policy
  }
}
