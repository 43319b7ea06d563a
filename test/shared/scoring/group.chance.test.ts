import type { CellValue, Plan } from '@traguardo/shared/model'
import { compilePlan, scoreNodes, scorePlan } from '@traguardo/shared/scoring'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { onceMeasure, anIndicator, aPlan, cell, operational, strategic } from '../../support/scoring'

const measures = ['A', 'B', 'C', 'D', 'E', 'F'].map((code) => onceMeasure(code))
const nodesOf = (plan: Plan, values: readonly CellValue[], today = '2021-09-05') =>
  scoreNodes(scorePlan(compilePlan(plan, 2021), values, { today }))
const indicator = (code: string, formula: string, objective: string, weight?: number) =>
  anIndicator(code, { formula, objective, ...(weight === undefined ? {} : { weight }) })

describe('properties', () => {
  const codes = ['A', 'B', 'C', 'D', 'E', 'F']
  const plan = aPlan({
    measures,
    objectives: [strategic('S1'), operational('O1'), operational('O2')],
    indicators: [
      indicator('I1', 'A', 'S1', 70),
      indicator('I2', 'B', 'S1', 30),
      indicator('I3', 'C', 'O1'),
      indicator('I4', 'D / E', 'O1'),
      indicator('I5', 'F', 'O2'),
    ],
  })
  const someCell = fc
    .tuple(
      fc.constantFrom(...codes),
      fc.constantFrom(1, 2, 3),
      fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constant(null)),
    )
    .map(([code, period, value]) => cell(code, value, { period }))
  const someCells = fc.uniqueArray(someCell, { selector: ({ measure, period }) => `${measure}/${period}` })

  it('[SC27] contributions sum to what stands above; shares sum to one', () => {
    fc.assert(
      fc.property(someCells, (values) => {
        for (const node of nodesOf(plan, values).values()) {
          if (node.children.length === 0 || node.achievement === null) continue
          const sum = (key: 'share' | 'contribution') =>
            node.children.reduce((total, child) => total + (child[key] ?? 0), 0)
          expect(sum('contribution')).toBeCloseTo(node.achievement, 12)
          expect(sum('share')).toBeCloseTo(1, 12)
        }
      }),
    )
  })

  it('[SC32] the order of entry changes nothing', () => {
    const shuffled = someCells.chain((values) =>
      fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })),
    )
    fc.assert(
      fc.property(shuffled, ([values, other]) => {
        expect(nodesOf(plan, other)).toEqual(nodesOf(plan, values))
      }),
    )
  })
})
