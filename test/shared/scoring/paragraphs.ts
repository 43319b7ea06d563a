import type { CellValue, Plan, Policy } from '@traguardo/shared/model'
import { compilePlan, explanationOf, policySentences, scorePlan } from '@traguardo/shared/scoring'

/** The paragraphs of a policy's own page, by their names. */
export const paragraphsOf = (policy: Policy, language: 'it' | 'en' = 'it'): ReadonlyMap<string, string> =>
  new Map(
    policySentences(policy, language).flatMap(({ sentences }) =>
      sentences.flatMap(({ paragraph, text }) => (paragraph === null ? [] : [[paragraph, text] as const])),
    ),
  )

/** The rule of each score of a plan, body and sheets down to the last. */
export function rulesIn(plan: Plan, values: readonly CellValue[], policy: Policy, today: string) {
  const { body, sheets } = scorePlan(compilePlan(plan, 2021, policy), values, { today })
  const tree = [body, ...sheets].map((node) => explanationOf(node, plan, 'it', policy))
  for (const one of tree) tree.push(...one.children)
  return tree.flatMap(({ key, rule }) => (rule ? [{ key, ...rule }] : []))
}
