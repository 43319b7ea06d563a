import type { Plan } from '@traguardo/shared/model'
import type { Language } from '@traguardo/shared/refusals'
import { DEFAULT_POLICY, policyOf, policySentences, type PolicySection } from '@traguardo/shared/scoring'

/** The rules of a year in plain sentences, as the help tells them: of targets, of what stands above, of bands. */
interface PolicySaid {
  readonly targets: readonly string[]
  readonly groups: readonly string[]
  readonly bands: string
}

/** Says the policy of a year for the help; the usual one where there is no plan yet. */
export function policySaid(plan: Plan | null, year: number, language: Language): PolicySaid {
  const sections = policySentences(plan ? policyOf(plan, year) : DEFAULT_POLICY, language)
  const of = (...parts: readonly PolicySection['part'][]): readonly string[] =>
    sections.filter(({ part }) => parts.includes(part)).flatMap(({ sentences }) => sentences.map(({ text }) => text))
  return { targets: of('indicator', 'missing'), groups: of('tree', 'sheets'), bands: of('bands')[0] ?? '' }
}
