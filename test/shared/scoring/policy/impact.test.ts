import type { Policy } from '@traguardo/shared/model'
import { policyImpact } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { anIndicator, aPlan, cell, individual, onceMeasure } from '../../../support/scoring'
import { aPolicy, nodesOf } from '../../../support/scores'

const plan = aPlan({
  measures: [onceMeasure('A'), onceMeasure('B')],
  indicators: [
    anIndicator('I1'),
    anIndicator('I2', { formula: 'B' }),
    anIndicator('I3', { objective: 'P1', formula: 'B' }),
  ],
  objectives: [...aPlan().objectives, individual('P1', 'S', 100)],
  sheets: [{ code: 'S', title: 'Scheda', person: 'anna', unit: 'U1', weightTotal: 100 }],
})
const values = [cell('A', 9), cell('B', 10)]
const under = (changes: Partial<Policy>) =>
  policyImpact(nodesOf(plan, values, { policy: aPolicy() }), nodesOf(plan, values, { policy: aPolicy(changes) }))

describe('what other rules would change', () => {
  it('[SC94.1] are the scores that differ, with what they are and what they become, the highest first', () => {
    const changed = under({ grows: 'met-or-not' })
    expect(changed.map(({ address }) => address)).toEqual([
      ...['body/B', 'areas/AS1', 'objectives/S1', 'objectives/O1', 'indicators/I1'],
    ])
    expect(changed.at(-1)).toMatchObject({
      before: { achievement: 0.9, band: 'raggiunto' },
      after: { achievement: 0, band: 'non raggiunto' },
    })
    // The sheet rests on B alone, which meets its target under both.
    expect(changed.some(({ address }) => address === 'sheets/S')).toBe(false)
  })

  it('[SC94.2] a score that keeps its number and gets another band is among them', () => {
    const bands = [
      { code: 'a', name: 'pieno', from: 1, edge: 'in', tone: 'good' },
      { code: 'b', name: 'raggiunto', from: 0, edge: 'in', tone: 'fair' },
    ] as const
    const changed = under({ bands })
    expect(changed.find(({ address }) => address === 'sheets/S')).toMatchObject({
      before: { achievement: 1, band: 'raggiunto' },
      after: { achievement: 1, band: 'pieno' },
    })
    expect(changed.some(({ address }) => address === 'indicators/I1')).toBe(false)
  })

  it('[SC94.3] are none under the same rules', () => expect(under({})).toEqual([]))
})
