import type { CellValue, Plan } from '@traguardo/shared/model'
import { explainScore, type MovedWeight, movedWeight } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aPlan, anIndicator, cell, individual, onceMeasure, operational, strategic } from '../../support/scoring'
import { aPolicy, CLOSED, get, nodesOf } from '../../support/scores'

const na = { type: 'not-applicable' } as const
const measures = ['A', 'B', 'C', 'D'].map((code) => onceMeasure(code))
const of = (code: string, objective = 'O1', changes = {}) => anIndicator(code, { formula: code, objective, ...changes })
const weighing = (...weights: readonly (number | undefined)[]) =>
  weights.map((weight, at) => of('ABCD'[at] ?? '', 'O1', weight === undefined ? {} : { weight }))
const brief = ({ about, why, share, to }: MovedWeight) => [about, why, share, to && `${to.kind} ${to.code} ${to.by}`]
const movedIn = (
  plan: Plan,
  values: readonly CellValue[],
  key: string,
  more: Parameters<typeof nodesOf>[2] = {},
): readonly MovedWeight[] => movedWeight(get(nodesOf(plan, values, more), key))

describe('the weight that moved below a score', () => {
  it('[SC69.1] is listed with its reason and share, the largest first', () => {
    const plan = aPlan({ measures, indicators: weighing(20, 30, 50) })
    const list = movedIn(plan, [cell('C', 10), cell('B', na)], 'objectives/O1')
    expect(list.map(brief)).toEqual([
      ['indicators/B', 'not-applicable', 0.3, 'operational O1 1'],
      ['indicators/A', 'missing', 0.2, 'operational O1 1'],
    ])
  })

  it('[SC69.1] through all levels, as shares of the score that is asked about', () => {
    const plan = aPlan({ measures, indicators: [of('A', 'S1'), of('B'), of('C')] })
    const list = movedIn(plan, [cell('A', 10), cell('B', 10)], 'body/B')
    expect(list.map(({ about, why }) => [about, why])).toEqual([['indicators/C', 'missing']])
    expect(list[0]?.share).toBeCloseTo(0.2, 12)
    expect(movedIn(plan, [cell('A', 1), cell('B', 1), cell('C', 1)], 'body/B')).toEqual([])
  })

  it('[SC69.1] an event that did not happen, a wrong type, nothing to compare with, nothing to be scored by', () => {
    const target = (more: object) => ({ targets: [{ year: 2021, printed: '', ...more }] })
    const dates = onceMeasure('E', { kind: 'date', aggregation: 'last' })
    const plan = aPlan({
      measures: [...measures, dates],
      objectives: [strategic('S1'), operational('O1'), operational('O2')],
      indicators: [
        of('A', 'O1', target({ type: 'after-event', event: 'E', amount: 3, unit: 'days' })),
        of('B', 'O1', target({ type: 'by-date', date: '2021-08-01' })),
        of('C', 'O1', target({ type: 'against-year', comparison: '>', back: 1 })),
        of('D', 'O1', target({ type: 'observed' })),
        anIndicator('I', { formula: 'D', objective: 'O2' }),
      ],
    })
    const values = [cell('A', '2021-08-02'), cell('B', 3), cell('C', 4), cell('D', 1), cell('E', na)]
    const list = movedIn(plan, values, 'objectives/S1')
    const why = list.map(({ about, why, absence }) => [about, why, absence && 'why' in absence ? absence.why : null])
    expect(why).toEqual([
      ['indicators/A', 'not-applicable', 'no-event'],
      ['indicators/B', 'undefined', 'wrong-type'],
      ['indicators/C', 'no-reference', null],
      ['indicators/D', 'no-target', null],
    ])
    expect(list.map(({ share }) => share)).toEqual([0.125, 0.125, 0.125, 0.125])
  })

  it('[SC69.1] what is empty, and what holds nothing that weighs', () => {
    const plan = aPlan({
      measures,
      objectives: [strategic('S1'), operational('O1'), operational('O2'), operational('O3')],
      indicators: [of('A'), of('B', 'O3', { weight: 0 }), of('C', 'O3', { weight: 0 })],
    })
    const list = movedIn(plan, [cell('A', 10), cell('B', 10), cell('C', 10)], 'objectives/S1')
    expect(list.map(({ about, why }) => [about, why])).toEqual([
      ['objectives/O2', 'empty'],
      ['objectives/O3', 'weightless'],
    ])
  })

  it('[SC69.2] says where it went: to its brothers, to the other side, to what stands above', () => {
    const plan = aPlan({
      measures,
      objectives: [strategic('S1'), strategic('S2'), operational('O1')],
      indicators: [of('A', 'S1'), of('B', 'O1'), of('C', 'S2')],
    })
    const to = (values: readonly CellValue[]) => movedIn(plan, values, 'areas/AS1').map(brief)
    expect(to([cell('A', 10), cell('C', 10)])).toEqual([['indicators/B', 'missing', 0.2, 'strategic S1 1']])
    const both = to([cell('C', 10)])
    expect(both.map(([about, , , taken]) => [about, taken])).toEqual([
      ['indicators/A', 'area AS1 1'],
      ['indicators/B', 'area AS1 1'],
    ])
    expect(to([]).map(([, , , taken]) => taken)).toEqual([null, null, null])
  })

  it('[SC69.2] where nothing is shared out again it went to none', () => {
    const rule = { combine: 'sum', weights: 'printed' } as const
    const plan = aPlan({ measures, indicators: weighing(60, 40) })
    const list = movedIn(plan, [cell('A', 10)], 'objectives/O1', { policy: aPolicy({ objectives: rule }) })
    expect(list.map(brief)).toEqual([['indicators/B', 'missing', 0.4, null]])
  })

  it('[SC69.3] says who answered that it does not apply, and when', () => {
    const plan = aPlan({ measures, indicators: weighing(50, 50) })
    const said = { ...cell('B', na), by: 'anna', at: '2021-09-01T08:00:00.000Z' }
    expect(movedIn(plan, [cell('A', 10), said], 'objectives/O1')).toMatchObject([
      { about: 'indicators/B', by: 'anna', at: '2021-09-01T08:00:00.000Z' },
    ])
    expect(movedIn(plan, [cell('A', 10)], 'objectives/O1')).toMatchObject([{ by: null, at: null }])
  })

  it('[SC69.4] lists what took the mean of its brothers, scored or not', () => {
    const plan = aPlan({ measures, indicators: weighing(30, undefined, 50) })
    const full = [cell('A', 10), cell('B', 10), cell('C', 10)]
    expect(movedIn(plan, full, 'objectives/O1').map(brief)).toEqual([
      ['indicators/B', 'taken', expect.closeTo(1 / 3, 12), null],
    ])
  })

  it('[SC120.3] of what is scored and weighs zero, in the words of its sentence', () => {
    const plan = aPlan({
      measures,
      objectives: [strategic('S1'), operational('O1'), operational('O2')],
      indicators: [of('A', 'O1', { weight: 0 }), of('B', 'O2')],
    })
    const nodes = nodesOf(plan, [cell('A', 10), cell('B', 10)])
    expect(explainScore(get(nodes, 'objectives/O1'))).toBe('n.d.: ciò che è valutato pesa zero.')
    expect(get(nodes, 'objectives/O1').absence).toEqual({ type: 'weightless' })
    expect(movedWeight(get(nodes, 'objectives/S1'))).toMatchObject([
      {
        about: 'objectives/O1',
        why: 'weightless',
        absence: { type: 'weightless' },
        share: 0.5,
        to: { code: 'S1', by: 1 },
      },
    ])
  })

  it('[SC69.6] leaves out what weighs nothing, and what stands under a score by hand', () => {
    const plan = aPlan({ measures, indicators: weighing(0, 60, 40) })
    expect(movedIn(plan, [cell('B', 10), cell('C', 10)], 'objectives/O1')).toEqual([])
    const judgements = [
      {
        ...{ about: 'objectives/P1', year: 2021, score: 80, reason: 'prova', by: 'oiv', approvedBy: 'cdg' },
        at: '2021-09-01T10:00:00.000Z',
      },
    ]
    const sheet = aPlan({
      measures,
      judgements,
      sheets: [{ code: 'S', title: 'Scheda', person: 'anna', unit: 'U1', weightTotal: 100 }],
      objectives: [individual('P1', 'S', 60), individual('P2', 'S', 40)],
      indicators: [of('A', 'P1'), of('B', 'P2')],
    })
    const list = movedIn(sheet, [cell('B', 10)], 'sheets/S', { policy: aPolicy({ judgement: 'where-missing' }) })
    expect(list).toEqual([])
  })

  it('[SC69.7] lists what is eliminated once, as a whole', () => {
    const eliminated = { from: '2021-07-26', note: 'Eliminato' }
    const plan = aPlan({
      measures,
      objectives: [strategic('S1'), operational('O1'), operational('O2', 'S1', { eliminated })],
      indicators: [of('A'), of('B', 'O2'), of('C', 'O2')],
    })
    const list = movedIn(plan, [cell('A', 10)], 'objectives/S1', { today: CLOSED })
    expect(list.map(brief)).toEqual([['objectives/O2', 'eliminated', 0.5, 'strategic S1 1']])
  })
})
