import { usualCalendar } from '@traguardo/shared/calendar'
import type { MeasureValue } from '@traguardo/shared/model'
import { type Content, judgeOperation, type RegisterKey, WHOLE_PERIOD } from '@traguardo/shared/sync'
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

  it('[SY14] names the day from which on, and until when, values are entered; both days are among them', () => {
    const said = (today: string) =>
      judgeOperation(anOperation({}), { plan, viewer: { person: 'anna', roles }, today, standing: () => null })?.params
    expect(said('2021-08-31')).toMatchObject({ kind: 'early', day: '2021-09-01' })
    expect(said('2021-09-16')).toMatchObject({ kind: 'late', day: '2021-09-15' })
    expect([said('2021-09-01'), said('2021-09-15')]).toEqual([undefined, undefined])
  })

  it('[CO1.4] what is handed in names how much is missing, and what first', () => {
    const key = { ...aKey, measure: WHOLE_PERIOD, field: 'sending' as const }
    const handed = (today: string, content: Content = { type: 'sending' }) =>
      judgeOperation(anOperation({ key, content }), {
        ...{ plan, viewer: { person: 'anna', roles }, today },
        standing: () => null,
      })
    expect(handed('2021-09-05')).toMatchObject({ code: 'NOT_COMPLETE', params: { missing: 2, first: 'Misura M1' } })
    expect(handed('2021-08-31')).toMatchObject({ code: 'PERIOD_CLOSED', params: { kind: 'early' } })
    expect(handed('2021-08-31', null)).toBeNull()
    expect(handed('2021-10-05')?.code).toBe('NOT_COMPLETE')
  })

  it('[SY25] an answer to a late value is of a manager above, with a reason of 4000 characters at most', () => {
    const answer = (reason: string, person = 'sg') =>
      judgeOperation(
        anOperation({ kind: 'accept', person, about: 'x', decision: { reason, excused: true } as never }),
        {
          plan,
          viewer: { person, roles: plan.people.find((one) => one.code === person)?.roles ?? [] },
          ...{ today: '2021-09-20', standing: () => null },
        },
      )?.code ?? null
    expect([answer('Guasto'), answer(' '), answer('x'.repeat(4000))]).toEqual([null, 'REASON_MISSING', null])
    expect([answer('x'.repeat(4001)), answer('Guasto', 'anna')]).toEqual(['NOTE_TOO_LONG', 'NOT_YOUR_DECISION'])
  })

  it('[PR1.4] nothing is written into a year that is closed', () => {
    const closed = { ...plan, calendars: [{ ...usualCalendar(2021), closedOn: '2022-02-01' }] }
    const context = { viewer: { person: 'anna', roles }, today: '2021-09-05', standing: () => null }
    expect(judgeOperation(anOperation({}), { ...context, plan: closed })).toMatchObject({
      code: 'YEAR_CLOSED',
      params: { year: 2021, day: '2022-02-01' },
    })
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
