import type { MeasureValue } from '@traguardo/shared/model'
import { type Content, judgeOperation, type RegisterKey } from '@traguardo/shared/sync'
import { describe, expect, it } from 'vitest'
import { aMeasure, aPlan } from '../../support/scoring'
import { aKey, anOperation } from '../../support/sync'

const plan = aPlan({
  measures: [
    aMeasure('M1'),
    aMeasure('D', { kind: 'date' }),
    aMeasure('SYS', { entry: { by: 'computed', what: 'operational-mean' } }),
  ],
})
const roles = plan.people.find(({ code }) => code === 'anna')?.roles ?? []

const code = (key: Partial<RegisterKey>, content: unknown = { type: 'number', number: 1 }, today = '2021-09-05') =>
  judgeOperation(anOperation({ key: { ...aKey, ...key }, content: content as Content }), {
    plan,
    viewer: { person: 'anna', roles },
    today,
    standing: () => null,
  })?.code ?? null

describe('the judge', () => {
  it('[SY14] lets the head of a unit enter its values while the period is open', () => {
    expect(code({})).toBeNull()
    expect(code({}, null)).toBeNull()
    expect(code({}, { type: 'not-applicable' })).toBeNull()
    expect(code({ field: 'note' }, 'Perché no')).toBeNull()
  })

  it.each<[string, Partial<RegisterKey>]>([
    ['NOT_ENTERED_HERE', { unit: 'U2' }],
    ['NOT_ENTERED_HERE', { unit: null }],
    ['NOT_ENTERED_HERE', { measure: 'SYS' }],
    ['UNKNOWN_MEASURE', { measure: 'M9' }],
    ['UNKNOWN_MEASURE', { body: 'C' }],
    ['UNKNOWN_PERIOD', { period: 4 }],
    ['PERIOD_CLOSED', { period: 1 }],
    ['PERIOD_CLOSED', { period: 3 }],
    ['PERIOD_CLOSED', { year: 2020 }],
  ])('[SY14] refuses %s for %j', (expected, key) => expect(code(key)).toBe(expected))

  it('[SY14] refuses another unit of a measure that many enter', () => {
    const shared = aPlan({ measures: [aMeasure('M1', { entry: { by: 'units', units: ['U1', 'U2'] } })] })
    const operation = anOperation({ key: { ...aKey, unit: 'U2' } })
    const context = { plan: shared, viewer: { person: 'anna', roles }, today: '2021-09-05', standing: () => null }
    expect(judgeOperation(operation, context)?.code).toBe('NOT_YOUR_UNIT')
  })

  it.each(['2021-08-31', '2021-09-16'])('[SY14] refuses before and after the days of entry: %s', (today) => {
    expect(code({}, { type: 'number', number: 1 }, today)).toBe('PERIOD_CLOSED')
  })

  it.each<[string, Partial<RegisterKey>, unknown]>([
    ['NOT_A_COUNT', {}, { type: 'number', number: 1.5 } satisfies MeasureValue],
    ['NOT_A_NUMBER', {}, { type: 'date', date: '2021-08-01' } satisfies MeasureValue],
    ['NOT_A_DATE', { measure: 'D' }, { type: 'number', number: 3 }],
    ['NOT_A_DATE', { measure: 'D' }, { type: 'date', date: '2021-02-30' }],
    ['MALFORMED_CONTENT', {}, 'dodici'],
    ['MALFORMED_CONTENT', {}, { type: 'number', number: 'x' }],
    ['MALFORMED_CONTENT', {}, {}],
    ['MALFORMED_CONTENT', {}, 7],
    ['MALFORMED_CONTENT', { field: 'note' }, { type: 'number', number: 1 }],
    ['NOTE_TOO_LONG', { field: 'note' }, 'x'.repeat(4001)],
  ])('[SY14] refuses what does not fit: %s', (expected, key, content) => expect(code(key, content)).toBe(expected))
})
