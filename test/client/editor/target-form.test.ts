import type { TargetRule } from '@traguardo/shared/model'
import { describe, expect, it } from 'vitest'
import { draftOf, emptyDraft, formTypes, ruleOf } from '../../../client/src/editor/target/target-form'
import { TARGET_TABLE } from '../../shared/plans/targets/target-table'

const MORE: readonly TargetRule[] = [
  { type: 'observed' },
  { type: 'observed', value: 24 },
  { type: 'after-each-period', days: 15, counted: 'working' },
  { type: 'by-dates', dates: ['2021-04-30', '2021-08-31', '2021-12-31'] },
  { type: 'after-event', event: 'E', amount: 1, unit: 'months', strict: true },
  { type: 'at-least', value: 100, least: 80, excellent: 120 },
  { type: 'against-year', comparison: '>=', back: 1, years: 3 },
]

describe('the form of a target', () => {
  const rules = [...TARGET_TABLE.flatMap(({ target }) => target ?? []), ...MORE]

  it('has every form, and says again each target that was put into it', () => {
    for (const rule of rules) expect(ruleOf(draftOf(rule))).toEqual(rule)
    expect([...new Set(rules.map(({ type }) => type))].sort()).toEqual([...formTypes()].sort())
  })

  it('says nothing while a field is missing or wrong', () => {
    expect(formTypes().filter((type) => ruleOf(emptyDraft(type, null) ?? expect.fail(type)) !== null)).toEqual([
      'against-benchmark',
      'first-year',
      'observed',
    ])
    expect(ruleOf({ type: 'between', from: 90, to: 80 })).toBeNull()
    expect(ruleOf({ type: 'by-date', date: '2021-02-30' })).toBeNull()
    expect(ruleOf({ type: 'by-dates', dates: '2021-06-30' })).toBeNull()
    expect(ruleOf({ type: 'after-each-period', days: 1.5 })).toBeNull()
    expect(ruleOf({ type: 'against-year', comparison: '>', back: 0 })).toBeNull()
    expect(ruleOf({ type: 'against-year', comparison: '>', back: 1, years: 1 })).toBeNull()
  })

  it('keeps what fits when another form is chosen', () => {
    expect(emptyDraft('at-most', { type: 'at-least', value: 3, by: null })).toEqual({
      type: 'at-most',
      value: 3,
      ...{ by: null, least: null, excellent: null },
    })
    expect(emptyDraft('', { type: 'at-least', value: 3 })).toBeNull()
  })
})
