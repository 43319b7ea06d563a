import { yearsOf } from '../calendar'
import type { Plan, Policy } from '../model'
import { policyOf, SHIPPED_POLICIES } from '../scoring'
import { freeCode } from './edit-plan'

/** Lets a year of the plan and those after it follow a policy by its code. */
function follow(plan: Plan, year: number, code: string): Plan {
  const { policyYears: _years, ...rest } = plan
  if (year <= plan.firstYear) return { ...rest, policy: code }
  const policyYears = yearsOf(plan).map((one) => ({
    year: one,
    policy: one >= year ? code : policyOf(plan, one).code,
  }))
  return { ...plan, policyYears }
}

/**
 * The plan with another policy for a year and those after it; the years before keep theirs [PR12]. One that the product
 * ships, or that the plan has, is followed by its code; a changed one is the plan's own, and a new version of itself where no
 * earlier year follows it.
 * @param policy as it is to be; what it began from is told by its code
 */
export function putPolicy(plan: Plan, year: number, policy: Policy): Plan {
  const { policies = [] } = plan
  const known = [...policies, ...SHIPPED_POLICIES]
  const same = known.find(({ code }) => code === policy.code)
  if (same && JSON.stringify(same) === JSON.stringify(policy)) return follow(plan, year, policy.code)
  const isOwn = policies.some(({ code }) => code === policy.code)
  const isKept = yearsOf(plan).some((one) => one < year && policyOf(plan, one).code === policy.code)
  if (isOwn && !isKept) {
    const next = policies.map((one) => (one.code === policy.code ? { ...policy, version: one.version + 1 } : one))
    return follow({ ...plan, policies: next }, year, policy.code)
  }
  const made = { ...policy, code: freeCode(known, `regole-${year}`), version: 1 }
  return follow({ ...plan, policies: [...policies, made] }, year, made.code)
}
