import { eliminatedIn, itemAddress, type Plan, type Sheet, unitsBelow } from '../../model'
import { brothersIn, policyOf } from '../../scoring'

/** A sheet that lacks what a rule of law asks of it. */
export interface Unlawful {
  readonly about: string
  readonly sheet: string
  readonly title: string
  readonly source: string
  readonly check: string
  /** Percent of the sheet: what is asked at least, and what is there. */
  readonly weight: number
  readonly found: number
}

/** Sheets of those who answer for a matter, and of the managers of units above theirs [PR12.7]. */
function addressed(plan: Plan, tag: string): readonly Sheet[] {
  const marked = plan.sheets.filter(({ answersFor = [] }) => answersFor.includes(tag))
  const people = new Map(plan.people.map((person) => [person.code, person]))
  const isAbove = ({ person }: Sheet, unit: string): boolean =>
    (people.get(person)?.roles ?? []).some(
      (held) => held.role === 'manager' && held.unit !== unit && unitsBelow(plan, held.unit).has(unit),
    )
  return plan.sheets.filter((sheet) => marked.includes(sheet) || marked.some(({ unit }) => isAbove(sheet, unit)))
}

/** Lists the sheets of a year against the rules of law that its policy switches on [PR12.5, PR12.8]. */
export function unlawfulSheets(plan: Plan, year: number): readonly Unlawful[] {
  const policy = policyOf(plan, year)
  const checks = policy.checks.filter(({ fromYear }) => fromYear <= year)
  if (checks.length === 0) return []
  const isLeft = (code: string) => !eliminatedIn(plan, itemAddress('objectives', code), year, `${year}-12-31`)
  const tags = new Map(plan.objectives.map(({ code, tags: own = [] }) => [code, own]))
  const families = new Map(brothersIn(plan, year, policy).map((family) => [family.above, family]))
  return checks.flatMap(({ code: check, title, source, tag, leastWeight: weight }) =>
    addressed(plan, tag).flatMap((sheet): Unlawful[] => {
      const about = itemAddress('sheets', sheet.code)
      const { items = [], weights = [] } = families.get(about) ?? {}
      const sumOf = (counts: (code: string) => boolean) =>
        items.reduce((sum, { code }, at) => sum + (isLeft(code) && counts(code) ? (weights[at]?.weight ?? 0) : 0), 0)
      const whole = sumOf(() => true)
      const found = whole === 0 ? 0 : (sumOf((code) => tags.get(code)?.includes(tag) ?? false) * 100) / whole
      const said = Math.round(found * 100) / 100
      return said >= weight ? [] : [{ about, sheet: sheet.code, title, source, check, weight, found: said }]
    }),
  )
}
