import type { Policy } from '@traguardo/shared/model'
import { checkPolicy, explainScore, policySentences } from '@traguardo/shared/scoring'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleOf } from '../../../support/chance'
import { anIndicator, aPlan, cell, individual, onceMeasure, operational, strategic } from '../../../support/scoring'
import { aPolicy, CLOSED, get, nodesOf } from '../../../support/scores'

const plan = aPlan({
  measures: ['A', 'B'].map((code) => onceMeasure(code)),
  objectives: [individual('P1', 'S', 60), individual('P2', 'S', 40)],
  sheets: [{ code: 'S', title: 'Scheda', person: 'anna', unit: 'U1', weightTotal: 100 }],
  indicators: [
    anIndicator('I1', { objective: 'P1', formula: 'A' }),
    anIndicator('I2', { objective: 'P2', formula: 'B' }),
  ],
})
type Rule = Policy['sheets']
const rule = (beyond?: Rule['beyond'], combine: Rule['combine'] = 'mean'): Rule =>
  beyond ? { combine, weights: 'printed', beyond } : { combine, weights: 'printed' }
/** The sheet of two objectives, of which the first has 150 % and the second what is said, against 10. */
const sheet = (sheets: Rule, second = 5, first = 15) =>
  get(
    nodesOf(plan, [cell('A', first), cell('B', second)], { policy: aPolicy({ cap: 2, sheets }), today: CLOSED }),
    'sheets/S',
  )

describe('what goes beyond 100 %', () => {
  it('[SC140.1] makes up for no other, where each counts at most 100 %', () => {
    expect(sheet(rule()).achievement).toBeCloseTo(0.6 * 1.5 + 0.4 * 0.5, 12)
    expect(sheet(rule('child')).achievement).toBeCloseTo(0.6 + 0.4 * 0.5, 12)
    expect(sheet(rule('child', 'sum')).achievement).toBeCloseTo(0.8, 12)
    // Each keeps its own score.
    expect(sheet(rule('child')).children.map(({ achievement }) => achievement)).toEqual([1.5, 0.5])
  })

  it('[SC140.2] makes up for others up to 100 % in all, where the total is cut', () => {
    expect(sheet(rule('total')).achievement).toBe(1)
    expect(sheet(rule('total'), 1).achievement).toBeCloseTo(0.94, 12)
    expect(sheet(rule('total', 'worst'), 12).achievement).toBe(1)
  })

  it('[SC140.3] is nothing that contributes', () => {
    const numbers = fc.integer({ min: 0, max: 30 })
    fc.assert(
      fc.property(
        numbers,
        numbers,
        fc.constantFrom('child' as const, 'total' as const),
        fc.constantFrom('mean' as const, 'sum' as const, 'worst' as const),
        (first, second, beyond, combine) => {
          const { achievement, children } = sheet(rule(beyond, combine), second, first)
          const sum = children.reduce((all, { contribution }) => all + (contribution ?? 0), 0)
          expect(sum).toBeCloseTo(achievement ?? -1, 9)
          expect(achievement).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: sampleOf(300) },
    )
  })

  it('[SC140.4] is said with what it came to, or that each counts at most 100 %', () => {
    expect(explainScore(sheet(rule('child')))).toBe(
      '80,00 %, parzialmente raggiunto: media ponderata di 2 voci valutate su 2, con i pesi stampati, ciascuna al massimo 100,00 %.',
    )
    expect(explainScore(sheet(rule('total')))).toBe(
      '100,00 %, raggiunto: media ponderata di 2 voci valutate su 2, con i pesi stampati, in tutto al massimo 100,00 % invece di 110,00 %.',
    )
    expect(explainScore(sheet(rule('total')), 'en')).toContain('in all 100,00 % at most instead of 110,00 %')
  })

  it('[SC140.5] counts on the other levels, where one alone is cut', () => {
    const tree = aPlan({
      measures: ['A', 'B'].map((code) => onceMeasure(code)),
      objectives: [strategic('S1'), operational('O1'), operational('O2')],
      indicators: [
        anIndicator('I1', { objective: 'O1', formula: 'A' }),
        anIndicator('I2', { objective: 'O2', formula: 'B' }),
      ],
    })
    const at = (changes: Partial<Policy>, address: string) =>
      get(nodesOf(tree, [cell('A', 15), cell('B', 5)], { policy: aPolicy({ cap: 2, ...changes }) }), address)
        .achievement
    const objectives = { combine: 'mean', weights: 'printed' } as const
    expect(at({}, 'objectives/S1')).toBe(1)
    expect(at({ objectives: { ...objectives, beyond: 'child' } }, 'objectives/S1')).toBe(0.75)
    expect(at({ objectives: { ...objectives, beyond: 'child' } }, 'objectives/O1')).toBe(1)
    const equal = { combine: 'mean', weights: 'equal', beyond: 'total' } as const
    expect(at({ areas: equal }, 'areas/AS1')).toBe(1)
    expect(at({ body: equal }, 'body/B')).toBe(1)
    const said = policySentences(aPolicy({ cap: 2, areas: equal }), 'it').flatMap(({ sentences }) => sentences)
    expect(said.filter(({ text }) => text.startsWith('In tutto vale al più 100 %')).map(({ of }) => of)).toEqual([
      'areas',
    ])
  })

  it('[SC140.6] is a fault where nothing does, or where it counts for nothing already', () => {
    const kinds = (changes: Partial<Policy>) =>
      checkPolicy(aPolicy(changes)).map(({ key, said }) => `${key} ${said.kind}`)
    expect(kinds({ sheets: rule('child') })).toEqual(['sheets beyond-idle'])
    expect(kinds({ cap: 1.5, sheets: rule('child') })).toEqual([])
    expect(kinds({ cap: 1.5, sheets: rule('total', 'share-met') })).toEqual(['sheets beyond-idle'])
    expect(kinds({ cap: 1.5, weights: 'money', sheets: rule('child') })).toEqual(['sheets beyond-idle'])
  })
})
