import type { CellValue, Plan, Policy, Target } from '@traguardo/shared/model'
import { compilePlan, nodeAddress, nodeIn, openScoreModel } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, atLeast, cell, individual, operational, strategic } from '../../support/scoring'
import { aPolicy, scoreOf } from '../../support/scores'

const none = { 'on-course': 0, late: 0, 'at-risk': 0 }
const points = [
  { from: 0.9, least: 9, most: 10 },
  { from: 0.5, least: 5, most: 8 },
]
const plan: Plan = aPlan({
  sheets: [{ code: 'SG', title: 'Scheda', person: 'sg', unit: 'ENTE', weightTotal: 100 }],
  objectives: [strategic('S1'), operational('O1'), operational('O2'), individual('P1', 'SG', 100)],
  indicators: [anIndicator('I1'), anIndicator('IP', { objective: 'P1', formula: 'B' })],
})
const node = (address: string, values: readonly CellValue[], policy: Policy = aPolicy(), of = plan) =>
  nodeIn(openScoreModel(compilePlan(of, 2021, policy), values, { today: '2021-09-05' }), address)

describe('the whole of a score', () => {
  it('[SC29.3] of an indicator', () => {
    const entered = { ...cell('A', 10), by: 'anna', at: '2021-09-03T08:00:00.000Z', excused: true }
    expect(node('indicators/I1', [entered, cell('A', 2, { period: 3 })])).toEqual({
      ...{ kind: 'indicator', code: 'I1', title: 'Indicatore I1', achievement: 1, absence: null, coverage: 0.5 },
      ...{ band: expect.objectContaining({ code: 'met' }) as unknown, share: null, contribution: null, under: null },
      ...{ nominal: null, ofBrothers: false },
      ...{ isProvisional: true, decimals: 2 },
      ...{ rule: 'SC10', children: [], points: null, manual: null, courses: { ...none, 'on-course': 1 } },
      ...{ grounds: null, isClosed: false },
      indicator: {
        value: { type: 'number', number: 12 },
        ...{ unit: 'N.', decimals: 2, target: atLeast(10), formula: 'A', isRatio: false, reference: null },
        tree: { type: 'measure', code: 'A', unit: null },
        inputs: [{ key: 'measure A@ 0 year', measure: aMeasure('A'), number: 12 }],
        grounds: {
          how: {
            ...{ type: 'number', actual: 12, comparison: 'at-least', wanted: 10, way: 'met', grade: null },
            ...{ start: null, range: null, by: null, thresholds: null },
          },
          ...{ before: 1, step: null, cap: 1 },
        },
        ...{ course: 'on-course', expected: expect.closeTo(20 / 3) as unknown },
        measures: [
          {
            ...{ code: 'A', label: 'Misura A', value: { type: 'number', number: 12 } },
            there: { due: 2, there: 1, units: { due: 1, there: 0 } },
            readings: [
              {
                ...{ measure: 'A', unit: 'U1', year: 2021, period: 2, value: { type: 'number', number: 10 } },
                ...{ by: 'anna', at: '2021-09-03T08:00:00.000Z' },
              },
              { measure: 'A', unit: 'U1', year: 2021, period: 3, value: { type: 'number', number: 2 } },
            ],
          },
        ],
      },
    })
  })

  it('[SC25] of a group: with nothing below, with nothing entered, and scored', () => {
    const group = (address: string, values: readonly CellValue[] = []) => {
      const { children, title: _, ...rest } = node(address, values) ?? { children: [], title: '' }
      return { ...rest, children: children.length }
    }
    const rest = {
      band: null,
      coverage: 0,
      isProvisional: true,
      decimals: 2,
      share: null,
      contribution: null,
      nominal: null,
      ofBrothers: false,
      under: null,
      indicator: null,
      points: null,
      manual: null,
      isClosed: false,
    }
    const part = { of: 'parts', weights: 'equal', share: 0, score: null, parts: 1, counted: 0 }
    expect(group('objectives/O2')).toEqual({
      ...{ ...rest, kind: 'operational', code: 'O2', achievement: null, absence: { type: 'empty' } },
      ...{ rule: 'SC25', courses: none, children: 0, grounds: null },
    })
    expect(group('objectives/O1')).toEqual({
      ...{ ...rest, kind: 'operational', code: 'O1', achievement: null, absence: { type: 'no-values' } },
      ...{ rule: 'SC20', courses: none, children: 1 },
      grounds: { combine: 'mean', parts: [part], worst: null, best: null },
    })
    expect(group('objectives/O1', [cell('A', 10)])).toMatchObject({
      ...{ achievement: 1, absence: null, coverage: 0.5, band: { code: 'met' }, rule: 'SC20' },
      courses: { ...none, 'on-course': 1 },
    })
  })

  it('[SC49.1] [SC49.2] points are a sheet’s alone, from their edge on', () => {
    const policy = aPolicy({ points })
    const of = (value: number | null) => node('sheets/SG', [cell('B', value)], policy)?.points
    expect([of(10), of(9), of(8.9), of(5), of(4.9), of(null)]).toEqual([
      ...[{ least: 9, most: 10 }, { least: 9, most: 10 }, { least: 5, most: 8 }, { least: 5, most: 8 }, null, null],
    ])
    expect(node('objectives/P1', [cell('B', 10)], policy)?.points).toBeNull()
    expect(node('sheets/SG', [cell('B', 10)])?.points).toBeNull()
  })

  it('has an address for each kind, and none for what the plan does not have', () => {
    const kinds = ['body', 'area', 'strategic', 'operational', 'individual', 'sheet', 'indicator'] as const
    expect(kinds.map((kind) => nodeAddress({ kind, code: 'X' }))).toEqual([
      ...['body/X', 'areas/X', 'objectives/X', 'objectives/X', 'objectives/X', 'sheets/X', 'indicators/X'],
    ])
    expect([node('indicators/I9', []), node('means/operational-mean ', [])]).toEqual([null, null])
  })
})

describe('the measures of a score', () => {
  const measures = [
    aMeasure('A', { kind: 'date', aggregation: 'last' }),
    aMeasure('E', { kind: 'date', aggregation: 'last' }),
  ]
  const after: Target = { type: 'after-event', event: 'E', amount: 9, unit: 'days', year: 2021, printed: '' }
  const shown = (values: readonly CellValue[], target: Target = after, formula = 'A') =>
    scoreOf(target, values, { measures, indicator: { formula } }).indicator?.measures.map(({ code, value }) => [
      code,
      value,
    ])
  const day = (date: string) => ({ type: 'date', date })

  it('[SC38.1] have the event of a target among them, once', () => {
    expect(shown([cell('A', '2021-05-05'), cell('E', '2021-05-01')])).toEqual([
      ['A', day('2021-05-05')],
      ['E', day('2021-05-01')],
    ])
    expect(shown([cell('E', '2021-05-01')], after, 'E')).toEqual([['E', day('2021-05-01')]])
    expect(shown([], atLeast(1))).toEqual([['A', null]])
  })

  it('[SC5.1] show that they do not apply', () => {
    expect(shown([cell('A', { type: 'not-applicable' })], atLeast(1))).toEqual([['A', { type: 'not-applicable' }]])
  })

  it('are none where a formula takes figures of the system or of other bodies alone', () => {
    const benchmarks = [{ code: 'B1', title: 'Media', cluster: { value: 5 }, own: { value: 4 } }] as never
    const indicator = scoreOf(atLeast(1), [], {
      plan: { benchmarks },
      indicator: { formula: 'own(B1) + achievement()' },
    })
    expect(indicator.indicator?.measures).toEqual([])
    const compared = scoreOf(
      { type: 'against-benchmark', scope: 'cluster', comparison: '>=', year: 2021, printed: '' },
      [cell('A', 5)],
      {
        plan: { benchmarks },
        indicator: { benchmark: 'B1' },
      },
    )
    expect([
      compared.achievement,
      compared.indicator?.reference,
      compared.indicator?.measures.map(({ code }) => code),
    ]).toEqual([...[1, 5, ['A']]])
  })
})
