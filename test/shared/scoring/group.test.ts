import type { CellValue, Plan } from '@traguardo/shared/model'
import {
  bandOf,
  compilePlan,
  DEFAULT_POLICY,
  explain,
  type ScoreNode,
  scoreNodes,
  scorePlan,
} from '@traguardo/shared/scoring'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, cell, individual, operational, strategic } from '../../support/scoring'

const measures = ['A', 'B', 'C', 'D', 'E', 'F'].map((code) => aMeasure(code))
const nodesOf = (plan: Plan, values: readonly CellValue[], today = '2021-09-05') =>
  scoreNodes(scorePlan(compilePlan(plan, 2021), values, { today }))
const get = (nodes: ReadonlyMap<string, ScoreNode>, key: string): ScoreNode => {
  const node = nodes.get(key)
  if (!node) throw new Error(`no ${key}`)
  return node
}
const indicator = (code: string, formula: string, objective: string, weight?: number) =>
  anIndicator(code, { formula, objective, ...(weight === undefined ? {} : { weight }) })

describe('an objective', () => {
  it('[SC20] is the mean of its indicators: (100 + 50) / 2', () => {
    const plan = aPlan({ measures, indicators: [indicator('I1', 'A', 'O1'), indicator('I2', 'B', 'O1')] })
    expect(get(nodesOf(plan, [cell('A', 10), cell('B', 5)]), 'objectives/O1').achievement).toBe(0.75)
  })

  it('[SC20] by printed weights: 3/4 of 100 + 1/4 of 50', () => {
    const plan = aPlan({ measures, indicators: [indicator('I1', 'A', 'O1', 75), indicator('I2', 'B', 'O1', 25)] })
    expect(get(nodesOf(plan, [cell('A', 10), cell('B', 5)]), 'objectives/O1').achievement).toBe(0.875)
  })

  it('[SC24] what is left out gives its weight to the others in proportion', () => {
    const indicators = [indicator('I1', 'A', 'O1', 50), indicator('I2', 'B', 'O1', 30), indicator('I3', 'C', 'O1', 20)]
    const node = get(nodesOf(aPlan({ measures, indicators }), [cell('B', 10), cell('C', 5)]), 'objectives/O1')
    expect(node.children.map(({ share }) => share)).toEqual([null, 0.6, 0.4])
    expect(node.achievement).toBeCloseTo(0.6 * 1 + 0.4 * 0.5, 12)
  })

  it('[SC25] without any indicator it is empty, and nobody above counts it', () => {
    const plan = aPlan({ measures, objectives: [strategic('S1'), operational('O1'), operational('O2')] })
    const nodes = nodesOf(plan, [cell('A', 5)])
    expect(get(nodes, 'objectives/O2')).toMatchObject({
      achievement: null,
      absence: { type: 'empty' },
      rule: 'SC25',
      band: null,
    })
    expect(get(nodes, 'objectives/S1').achievement).toBe(0.5)
  })

  it('[SC26] coverage is the share of weight with values; not applicable weighs nothing', () => {
    const indicators = [indicator('I1', 'A', 'O1'), indicator('I2', 'B', 'O1'), indicator('I3', 'C', 'O1')]
    const values = [cell('A', 10), cell('C', { type: 'not-applicable' })]
    expect(get(nodesOf(aPlan({ measures, indicators }), values), 'objectives/O1').coverage).toBe(0.5)
  })

  it('[SC8] the mean of the operational objectives is a measure: (100 + 50) / 2 = 75 %', () => {
    const computed = aMeasure('MEAN', { kind: 'percentage', entry: { by: 'computed', what: 'operational-mean' } })
    const plan = aPlan({
      measures: [...measures, computed],
      objectives: [strategic('S1'), operational('O1'), operational('O2'), operational('O3')],
      indicators: [
        indicator('I1', 'A', 'O1'),
        indicator('I2', 'B', 'O2'),
        anIndicator('IM', { formula: 'MEAN', objective: 'S1', unit: '%' }),
        anIndicator('IC', { formula: 'MEAN', objective: 'O3', unit: '%' }),
      ],
    })
    const nodes = nodesOf(plan, [cell('A', 10), cell('B', 5)])
    expect(get(nodes, 'indicators/IM').indicator?.value).toEqual({ type: 'number', number: 75 })
    expect(get(nodes, 'indicators/IC').absence).toEqual({
      type: 'undefined',
      why: 'cycle',
      cycle: expect.arrayContaining(['O3', 'IC']) as string[],
    })
    expect(get(nodesOf(plan, []), 'indicators/IM').absence).toEqual({ type: 'missing', measures: ['MEAN'] })
  })
})

describe('what stands above', () => {
  const plan = aPlan({
    measures,
    indicators: [indicator('OWN', 'A', 'S1'), indicator('I1', 'B', 'O1'), indicator('I2', 'C', 'O1')],
  })

  it('[SC21] strategic: 60 % of 50 + 40 % of 100', () => {
    const node = get(nodesOf(plan, [cell('A', 5), cell('B', 10), cell('C', 10)]), 'objectives/S1')
    expect(node.achievement).toBeCloseTo(0.7, 12)
    expect(node.children.map(({ code, share }) => [code, share])).toEqual([
      ['OWN', 0.6],
      ['O1', 0.4],
    ])
  })

  it('[SC21] all of one side where the other has no score', () => {
    expect(get(nodesOf(plan, [cell('A', 5)]), 'objectives/S1').achievement).toBe(0.5)
    expect(get(nodesOf(plan, [cell('B', 10)]), 'objectives/S1').achievement).toBe(1)
  })

  it('[SC22] an area is the mean of its strategic objectives, the body of its areas', () => {
    const two = aPlan({
      measures,
      areas: [
        { code: 'AS1', title: 'Uno' },
        { code: 'AS2', title: 'Due' },
      ],
      objectives: [strategic('S1'), strategic('S2'), strategic('S3', 'AS2')],
      indicators: [indicator('I1', 'A', 'S1'), indicator('I2', 'B', 'S2'), indicator('I3', 'C', 'S3')],
    })
    const nodes = nodesOf(two, [cell('A', 10), cell('B', 5), cell('C', 0)])
    expect(get(nodes, 'areas/AS1').achievement).toBe(0.75)
    expect(get(nodes, 'areas/AS2').achievement).toBe(0)
    expect(get(nodes, 'body/B').achievement).toBe(0.375)
  })

  it('[SC23] a sheet by its printed weights: 33,33 of 100, 33,33 of 50, 33,34 of 0', () => {
    const sheets = [{ code: 'PO', title: 'P.O.', person: 'anna', unit: 'U1', weightTotal: 100 }]
    const objectives = [
      strategic('S1'),
      individual('P1', 'PO', 33.33),
      individual('P2', 'PO', 33.33),
      individual('P3', 'PO', 33.34),
    ]
    const indicators = [indicator('I1', 'A', 'P1'), indicator('I2', 'B', 'P2'), indicator('I3', 'C', 'P3')]
    const scores = nodesOf(aPlan({ measures, sheets, objectives, indicators }), [
      cell('A', 10),
      cell('B', 5),
      cell('C', 0),
    ])
    expect(get(scores, 'sheets/PO').achievement).toBeCloseTo(0.3333 + 0.3333 / 2, 12)
  })

  it.each([
    [1, 'met'],
    [0.9, 'met'],
    [0.7 + 0.2, 'met'],
    [0.8999, 'partly'],
    [0.5, 'partly'],
    [0.4999, 'not-met'],
    [0, 'not-met'],
    [null, null],
  ])('[SC28] %d is %s', (achievement, band) => {
    expect(bandOf(achievement, DEFAULT_POLICY.bands)?.code ?? null).toBe(band)
  })

  it('[SC29] says of how many it is the mean', () => {
    const node = get(nodesOf(plan, [cell('A', 5)]), 'objectives/S1')
    expect(explain(node)).toBe('50,00 %: media ponderata di 1 voce valutata su 2; pesa 100,00 % [SC21].')
  })
})

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
