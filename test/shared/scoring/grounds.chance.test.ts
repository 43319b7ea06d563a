import { scoreNodes } from '@traguardo/shared/scoring'
import { compilePlan, scorePlan } from '@traguardo/shared/scoring'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCase } from './sentence-chance'

describe('the rule of a group in its sentence', () => {
  it('[SC82.6] contributions sum to the score, whatever the rule', () => {
    fc.assert(
      fc.property(anyCase, ({ plan: any, policy, values, today }) => {
        for (const node of scoreNodes(scorePlan(compilePlan(any, 2021, policy), values, { today })).values()) {
          if (node.children.length === 0 || node.achievement === null) continue
          const sum = node.children.reduce((made, { contribution }) => made + (contribution ?? 0), 0)
          expect(sum).toBeCloseTo(node.achievement, 10)
        }
      }),
      { numRuns: 60 },
    )
  }, 60_000)
})
