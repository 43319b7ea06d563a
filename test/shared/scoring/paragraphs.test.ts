import type { CellValue, Plan, Policy, Target } from '@traguardo/shared/model'
import {
  compilePlan,
  DEFAULT_POLICY,
  explanationOf,
  policySentences,
  scorePlan,
  SHIPPED_POLICIES,
} from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { filled } from '../../bench/plan'
import { massaCarrara } from '../../support/massa-carrara'
import { anIndicator, aPlan, atLeast, atMost, cell, onceMeasure } from '../../support/scoring'
import { aPolicy, CLOSED } from '../../support/scores'

describe('the paragraph of a rule', () => {
  const paragraphs = (policy: Policy, language: 'it' | 'en' = 'it') =>
    new Map(
      policySentences(policy, language).flatMap(({ sentences }) =>
        sentences.flatMap(({ paragraph, text }) => (paragraph === null ? [] : [[paragraph, text] as const])),
      ),
    )
  const rulesIn = (plan: Plan, values: readonly CellValue[], policy: Policy, today: string) => {
    const { body, sheets } = scorePlan(compilePlan(plan, 2021, policy), values, { today })
    const tree = [body, ...sheets].map((node) => explanationOf(node, plan, 'it', policy))
    for (const one of tree) tree.push(...one.children)
    return tree.flatMap(({ key, rule }) => (rule ? [{ key, ...rule }] : []))
  }

  it('[SC131.1] is among the sentences of every policy that is shipped, for all that is scored', () => {
    for (const policy of [DEFAULT_POLICY, ...SHIPPED_POLICIES]) {
      const known = paragraphs(policy)
      expect([...paragraphs(policy, 'en').keys()]).toEqual([...known.keys()])
      const rules = rulesIn(massaCarrara, filled(massaCarrara, 1), policy, CLOSED)
      expect(rules.filter(({ paragraph }) => !known.has(paragraph))).toEqual([])
      expect(new Set(rules.map(({ paragraph }) => paragraph)).size).toBeGreaterThan(5)
    }
  })

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
    expect(paragraphs(policy).get(setting)).not.toBe('')
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
    expect(paragraphs(policy).get('overrides-3')).toContain('I1')
  })
})
