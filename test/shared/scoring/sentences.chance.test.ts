import { compilePlan, explainScore, scorePlan, type ScoreNode } from '@traguardo/shared/scoring'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contradiction, type Said } from './sentence-checker'
import { anyCase } from './sentence-chance'

const saidBy = (node: ScoreNode): Said => ({ sentence: explainScore(node), children: node.children.map(saidBy) })

describe('sentences from which the score can be computed', () => {
  it('[SC85.1] agree with it, over chance plans and policies', () => {
    fc.assert(
      fc.property(anyCase, ({ plan, policy, values, today }) => {
        const { body, sheets } = scorePlan(compilePlan(plan, 2021, policy), values, { today })
        expect([body, ...sheets].flatMap((node) => contradiction(saidBy(node)) ?? [])).toEqual([])
      }),
      { numRuns: 150 },
    )
  }, 120_000)
})
