import { yearsOf } from '../../calendar'
import type { Objective, Plan } from '../../model'
import { checkPolicy, policyOf, SHIPPED_POLICIES } from '../../scoring'
import { type Fault, fault } from './fault'

/** A file may say any years. */
const MOST_YEARS = 10

/** A list by what its items belong to. */
function listed<T>(items: readonly T[], of: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const lists = new Map<string, T[]>()
  for (const item of items) {
    const list = lists.get(of(item))
    if (list) list.push(item)
    else lists.set(of(item), [item])
  }
  return lists
}

/** What the law asks of a sheet, where the policy of a year says so: an objective on a matter, with a least weight. */
function checkSheets(plan: Plan): readonly Fault[] {
  const { firstYear } = plan
  const years = yearsOf({ firstYear, lastYear: Math.min(plan.lastYear, firstYear + MOST_YEARS - 1) })
  const checks = new Map(
    years.flatMap((year) =>
      policyOf(plan, year)
        .checks.filter(({ fromYear }) => fromYear <= year)
        .map((one) => [one.code, one]),
    ),
  )
  if (checks.size === 0) return []
  const objectives = listed(plan.objectives, ({ sheet }) => sheet ?? '')
  const indicators = listed(plan.indicators, ({ objective }) => objective)
  return [...checks.values()].flatMap(({ code, title, source, words, leastWeight }) =>
    plan.sheets.flatMap((sheet, index): Fault[] => {
      const own = objectives.get(sheet.code) ?? []
      const said = (objective: Objective): string =>
        [objective, ...(indicators.get(objective.code) ?? [])]
          .map((one) => `${one.title} ${one.description ?? ''}`)
          .join(' ')
          .toLowerCase()
      const weight = own
        .filter((objective) => words.some((word) => said(objective).includes(word)))
        .reduce((sum, objective) => sum + (objective.weight ?? sheet.weightTotal / own.length), 0)
      if ((weight / sheet.weightTotal) * 100 >= leastWeight) return []
      const missing = { sheet: sheet.code, title, weight: leastWeight, source, check: code }
      return [fault(['sheets', index], 'SHEET_WITHOUT', missing)]
    }),
  )
}

/** Policies that contradict themselves, and years that follow one that is not there [SC51]. */
export function checkPolicies(plan: Plan): readonly Fault[] {
  const { policy, policyYears = [], policies = [] } = plan
  const known = new Set([...SHIPPED_POLICIES, ...policies].map(({ code }) => code))
  const unknown = (path: Fault['path'], code: string): Fault[] =>
    known.has(code) ? [] : [fault(path, 'UNKNOWN_POLICY', { policy: code })]
  const own = policies.flatMap((one, index) =>
    checkPolicy(one).map(({ key, said }) => fault(['policies', index, key], 'POLICY', said)),
  )
  return [
    ...unknown(['policy'], policy),
    ...policyYears.flatMap((one, index) => unknown(['policyYears', index, 'policy'], one.policy)),
    ...own,
    ...checkSheets(plan),
  ]
}
