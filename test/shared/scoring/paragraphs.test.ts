import type { CellValue, Policy, Target } from '@traguardo/shared/model'
import { describe, expect, it } from 'vitest'
import { anIndicator, aPlan, atLeast, atMost, cell, onceMeasure } from '../../support/scoring'
import { aPolicy, CLOSED } from '../../support/scores'
import { paragraphsOf, rulesIn } from './paragraphs'

describe('the paragraph of a rule', () => {
  it.each<readonly [string, Target, CellValue['value'], Partial<Policy>]>([
    ['grows', atLeast(100), { type: 'number', number: 50 }, {}],
    ['shrinks', atMost(10), { type: 'number', number: 50 }, {}],
    ['equals', { year: 2021, printed: '= 100', type: 'equals', value: 100 }, { type: 'number', number: 50 }, {}],
    ['steps', atLeast(100), { type: 'number', number: 50 }, { steps: [{ from: 0, worth: 0.2 }] }],
    ['missingAtClose', atLeast(100), null, {}],
  ])('[SC131.1] of what was scored by «%s» says that setting', (setting, target, value, changes) => {
    const plan = aPlan({
      measures: [onceMeasure('A', { aggregation: 'last' })],
      indicators: [anIndicator('I1', { targets: [target] })],
    })
    const policy = aPolicy(changes)
    const values = value ? [{ ...cell('A', 1), value }] : []
    const rules = rulesIn(plan, values, policy, CLOSED)
    expect(rules.find(({ key }) => key === 'indicators/I1')?.paragraph).toBe(setting)
    expect(paragraphsOf(policy).get(setting)).not.toBe('')
  })

  it('[SC131.2] is that of the settings which hold for what is scored, the last of them', () => {
    const overrides: Policy['overrides'] = [
      { of: { level: 'operational' }, grows: 'met-or-not' },
      { of: { indicators: ['I1'] }, cap: 1.2 },
      { of: { indicators: ['I1'] }, grows: 'from-baseline' },
      { of: { indicators: ['I2'] }, grows: 'ratio' },
    ]
    const plan = aPlan({
      measures: [onceMeasure('A', { aggregation: 'last' })],
      indicators: [anIndicator('I1', { targets: [atLeast(100)] }), anIndicator('I3', { targets: [atMost(10)] })],
    })
    const policy = aPolicy({ overrides })
    const rules = rulesIn(plan, [cell('A', 50)], policy, CLOSED)
    const of = (key: string) => rules.find((one) => one.key === key)?.paragraph
    expect([of('indicators/I1'), of('indicators/I3'), of('body/B')]).toEqual(['overrides-3', 'shrinks', 'body'])
    expect(paragraphsOf(policy).get('overrides-3')).toContain('I1')
  })
})
