import { DEFAULT_POLICY, SHIPPED_POLICIES } from '@traguardo/shared/scoring'
import { expect, it } from 'vitest'
import { filled } from '../../bench/plan'
import { massaCarrara } from '../../support/massa-carrara'
import { CLOSED } from '../../support/scores'
import { paragraphsOf, rulesIn } from './paragraphs'

it('[SC131.1] the paragraph of a rule is among the sentences of every policy that is shipped, for all that is scored', () => {
  for (const policy of [DEFAULT_POLICY, ...SHIPPED_POLICIES]) {
    const known = paragraphsOf(policy)
    expect([...paragraphsOf(policy, 'en').keys()]).toEqual([...known.keys()])
    const rules = rulesIn(massaCarrara, filled(massaCarrara, 1), policy, CLOSED)
    expect(rules.filter(({ paragraph }) => !known.has(paragraph))).toEqual([])
    expect(new Set(rules.map(({ paragraph }) => paragraph)).size).toBeGreaterThan(5)
  }
})
