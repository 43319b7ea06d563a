import type { CellValue, Plan } from '@traguardo/shared/model'
import {
  bandOf,
  compilePlan,
  DEFAULT_POLICY,
  explainScore,
  type ScoreNode,
  scoreNodes,
  scorePlan,
} from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { onceMeasure, anIndicator, aPlan, cell, individual, operational, strategic } from '../../support/scoring'

const measures = ['A', 'B', 'C', 'D', 'E', 'F'].map((code) => onceMeasure(code))
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
  it('[SC20.2] is the mean of its indicators: (100 + 50) / 2', () => {
    const plan = aPlan({ measures, indicators: [indicator('I1', 'A', 'O1'), indicator('I2', 'B', 'O1')] })
    expect(get(nodesOf(plan, [cell('A', 10), cell('B', 5)]), 'objectives/O1').achievement).toBe(0.75)
  })

  it('[SC20.1] by printed weights: 3/4 of 100 + 1/4 of 50', () => {
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

  const three = [indicator('I1', 'A', 'O1', 50), indicator('I2', 'B', 'O1', 25), indicator('I3', 'C', 'O1', 25)]
  const ofThree = (values: readonly CellValue[], today?: string) =>
    get(nodesOf(aPlan({ measures, indicators: three }), values, today), 'objectives/O1')

  it('[SC26.1] coverage is the share of weight with values', () => {
    expect(ofThree([cell('A', 10)]).coverage).toBe(0.5)
    expect(ofThree([cell('A', 10), cell('B', 0)]).coverage).toBe(0.75)
  })

  it('[SC26.2] not applicable is covered where it was answered', () => {
    expect(ofThree([cell('B', 10), cell('A', { type: 'not-applicable' })]).coverage).toBe(0.75)
  })

  it.each(['2021-09-05', '2022-01-16'])('[SC17.2] not applicable is left out on %s', (today) => {
    const values = [cell('A', { type: 'not-applicable' }), cell('B', 10), cell('C', 5)]
    expect(ofThree(values, today)).toMatchObject({ achievement: 0.75 })
  })

  describe('the mean of the operational objectives', () => {
    const computed = onceMeasure('MEAN', { kind: 'percentage', entry: { by: 'computed', what: 'operational-mean' } })
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

    it('[SC8.1] is a measure: (100 + 50) / 2 = 75 %', () => {
      expect(get(nodes, 'indicators/IM').indicator?.value).toEqual({ type: 'number', number: 75 })
    })

    it('[SC9.1] is undefined where it would be made of itself', () => {
      expect(get(nodes, 'indicators/IC')).toMatchObject({
        achievement: null,
        absence: { type: 'undefined', why: 'cycle', cycle: expect.arrayContaining(['O3', 'IC']) as string[] },
      })
    })

    it('[SC8.2] is missing while none has a score', () => {
      expect(get(nodesOf(plan, []), 'indicators/IM').absence).toEqual({ type: 'missing', measures: ['MEAN'] })
    })
  })
})

describe('what stands above', () => {
  const plan = aPlan({
    measures,
    indicators: [indicator('OWN', 'A', 'S1'), indicator('I1', 'B', 'O1'), indicator('I2', 'C', 'O1')],
  })

  it('[SC21.1] strategic: 60 % of 50 + 40 % of 100', () => {
    const node = get(nodesOf(plan, [cell('A', 5), cell('B', 10), cell('C', 10)]), 'objectives/S1')
    expect(node.achievement).toBeCloseTo(0.7, 12)
    expect(node.children.map(({ code, share }) => [code, share])).toEqual([
      ['OWN', 0.6],
      ['O1', 0.4],
    ])
  })

  it('[SC21.2] all of one side where the other has no score', () => {
    expect(get(nodesOf(plan, [cell('A', 5)]), 'objectives/S1').achievement).toBe(0.5)
    expect(get(nodesOf(plan, [cell('B', 10)]), 'objectives/S1').achievement).toBe(1)
  })

  describe('areas and body', () => {
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

    it('[SC22.1] an area is the mean of its strategic objectives', () => {
      expect([get(nodes, 'areas/AS1').achievement, get(nodes, 'areas/AS2').achievement]).toEqual([0.75, 0])
    })

    it('[SC22.2] the body is the mean of its areas', () => expect(get(nodes, 'body/B').achievement).toBe(0.375))
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

  const band = (achievement: number | null) => bandOf(achievement, DEFAULT_POLICY.bands)?.code ?? null

  it.each([1, 0.9, 0.7 + 0.2])('[SC28.1] %d is met', (achievement) => expect(band(achievement)).toBe('met'))

  it.each([0.8999, 0.5])('[SC28.3] %d is partly met', (achievement) => expect(band(achievement)).toBe('partly'))

  it.each([0.4999, 0])('[SC28.2] %d is not met', (achievement) => expect(band(achievement)).toBe('not-met'))

  it('nothing has no band', () => expect(band(null)).toBeNull())

  it('[SC29.1] says of how many it is the mean', () => {
    const node = get(nodesOf(plan, [cell('A', 5)]), 'objectives/S1')
    expect(explainScore(node)).toBe(
      '50,00 %, parzialmente raggiunto: solo i suoi indicatori, media di 1 voce valutata su 1, a pesi uguali, perché i suoi obiettivi operativi non hanno punteggio; provvisorio: copertura 60,00 %; pesa 100,00 %.',
    )
  })
})
