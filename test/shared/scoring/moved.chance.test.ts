import type { CellValue, ParentRule } from '@traguardo/shared/model'
import { movedWeight, type ScoreNode } from '@traguardo/shared/scoring'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aPlan, anIndicator, cell, onceMeasure, operational, strategic } from '../../support/scoring'
import { aPolicy, CLOSED, nodesOf } from '../../support/scores'

const na = { type: 'not-applicable' } as const
const measures = ['A', 'B', 'C', 'D'].map((code) => onceMeasure(code))

describe('the weight that moved below a score', () => {
  it('[SC69.5] what moved and what was kept sum to one, whatever the plan', () => {
    const weight = fc.option(fc.constantFrom(0, 10, 33.33, 50), { nil: undefined })
    const value = fc.constantFrom<CellValue['value'] | number>(null, 0, 7, 12, na as never)
    const rule = fc.record<ParentRule>({
      combine: fc.constantFrom('mean', 'worst', 'share-met'),
      weights: fc.constantFrom('printed', 'equal'),
    })
    const weighted = (one: number | undefined) => (one === undefined ? {} : { weight: one })
    const kept = (node: ScoreNode, by: 'share' | 'nominal', whole = 1): number =>
      node.children.reduce((sum, child) => {
        if (child.share === null) return sum
        const own = whole * (child[by] ?? 0)
        return sum + (child.children.length === 0 ? own : kept(child, by, own))
      }, 0)
    let seen = 0
    fc.assert(
      fc.property(
        fc.array(weight, { minLength: 12, maxLength: 12 }),
        fc.array(value, { minLength: 4, maxLength: 4 }),
        rule,
        fc.boolean(),
        (weights, values, objectives, isClosed) => {
          const [a, b, c, d, ...others] = weights
          const plan = aPlan({
            measures,
            objectives: [
              strategic('S1', 'AS1', weighted(a)),
              strategic('S2', 'AS1', weighted(b)),
              operational('O1', 'S1', weighted(c)),
              operational('O2', 'S1', weighted(d)),
              operational('O3', 'S2'),
            ],
            indicators: others.map((one, at) =>
              anIndicator(`I${at}`, {
                formula: 'ABCD'[at % 4] ?? 'A',
                objective: ['O1', 'O2', 'S1', 'S2', 'O1', 'O3', 'S2', 'O2'][at] ?? 'O1',
                ...weighted(one),
              }),
            ),
          })
          const entered = values.map((one, at) => cell('ABCD'[at] ?? 'A', one))
          const policy = aPolicy({ objectives, areas: objectives })
          const off: number[] = []
          const nodes = nodesOf(plan, entered, { policy, ...(isClosed ? { today: CLOSED } : {}) })
          for (const node of nodes.values()) {
            if (node.children.every(({ nominal }) => nominal === 0)) continue
            const moved = movedWeight(node).filter(({ why }) => why !== 'taken')
            const away = moved.reduce((sum, { share }) => sum + share, 0)
            const sums = [away + kept(node, 'nominal'), ...(node.achievement === null ? [] : [kept(node, 'share')])]
            off.push(...sums.filter((sum) => Math.abs(sum - 1) > 1e-9))
            if (moved.length > 0) seen += 1
          }
          expect(off).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
    expect(seen).toBeGreaterThan(50)
  }, 20_000)
})
