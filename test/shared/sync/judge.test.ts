import { usualCalendar } from '@traguardo/shared/calendar'
import type { MeasureValue } from '@traguardo/shared/model'
import { type Content, authorizeOperation, type RegisterKey, WHOLE_PERIOD } from '@traguardo/shared/sync'
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

const aFile: Content = {
  ...{ type: 'evidence', sha256: 'a'.repeat(64), size: 9, mime: 'application/pdf', name: 'a.pdf' },
}

const code = (key: Partial<RegisterKey>, content: unknown = { type: 'number', number: 1 }, today = '2021-09-05') =>
  authorizeOperation(anOperation({ key: { ...aKey, ...key }, content: content as Content }), {
    plan,
    viewer: { person: 'anna', roles },
    today,
    standing: () => null,
  })?.code ?? null

describe('the judge', () => {
  it('[SY14.1] lets the head of a unit enter its values while the period is open', () => {
    expect(code({})).toBeNull()
    expect(code({}, null)).toBeNull()
    expect(code({ field: 'note' }, 'Perché no')).toBeNull()
  })

  it('[CO12.4] lets stand what says without a reason that a measure does not apply, and asks nothing else of it', () => {
    const before = { content: { type: 'not-applicable' }, head: 'old' } as never
    const over = (field: 'value' | 'note', content: Content) =>
      authorizeOperation(anOperation({ key: { ...aKey, field }, content }), {
        ...{ plan, viewer: { person: 'anna', roles }, today: '2021-09-05' },
        standing: (key) => (key.field === 'value' ? before : null),
      })?.code ?? null
    expect([
      over('value', { type: 'number', number: 3 }),
      over('note', 'Nessuna domanda'),
      over('value', null),
    ]).toEqual([...[null, null, null]])
  })

  it.each<[string, Partial<RegisterKey>]>([
    ['NOT_ENTERED_HERE', { unit: 'U2' }],
    ['NOT_ENTERED_HERE', { unit: null }],
    ['NOT_ENTERED_HERE', { measure: 'SYS' }],
  ])('[SY14.2] refuses a unit that does not enter the measure: %s for %j', (expected, key) =>
    expect(code(key)).toBe(expected),
  )

  it.each<Partial<RegisterKey>>([{ measure: 'M9' }, { body: 'C' }])('[SY14.3] refuses an unknown measure: %j', (key) =>
    expect(code(key)).toBe('UNKNOWN_MEASURE'),
  )

  it('[SY14.4] refuses an unknown period', () => expect(code({ period: 4 })).toBe('UNKNOWN_PERIOD'))

  it.each<Partial<RegisterKey>>([{ period: 1 }, { period: 3 }, { year: 2020 }])(
    '[SY14.5] refuses a period that is not open: %j',
    (key) => expect(code(key)).toBe('PERIOD_CLOSED'),
  )

  it('[SY14.1] refuses another unit of a measure that many enter', () => {
    const shared = aPlan({ measures: [aMeasure('M1', { entry: { by: 'units', units: ['U1', 'U2'] } })] })
    const operation = anOperation({ key: { ...aKey, unit: 'U2' } })
    const context = { plan: shared, viewer: { person: 'anna', roles }, today: '2021-09-05', standing: () => null }
    expect(authorizeOperation(operation, context)?.code).toBe('NOT_YOUR_UNIT')
  })

  it.each(['2021-08-31', '2021-09-16'])('[SY14.5] refuses before and after the days of entry: %s', (today) => {
    expect(code({}, { type: 'number', number: 1 }, today)).toBe('PERIOD_CLOSED')
  })

  it('[SY14.6] names the day from which on, and until when, values are entered; both days are among them', () => {
    const said = (today: string) =>
      authorizeOperation(anOperation({}), { plan, viewer: { person: 'anna', roles }, today, standing: () => null })
        ?.params
    expect(said('2021-08-31')).toMatchObject({ kind: 'early', day: '2021-09-01' })
    expect(said('2021-09-16')).toMatchObject({ kind: 'late', day: '2021-09-15' })
    expect([said('2021-09-01'), said('2021-09-15')]).toEqual([undefined, undefined])
  })

  it('[CO1.4] what is handed in names how much is missing, and what first', () => {
    const key = { ...aKey, measure: WHOLE_PERIOD, field: 'sending' as const }
    const handed = (today: string, content: Content = { type: 'sending' }) =>
      authorizeOperation(anOperation({ key, content }), {
        ...{ plan, viewer: { person: 'anna', roles }, today },
        standing: () => null,
      })
    expect(handed('2021-09-05')).toMatchObject({ code: 'NOT_COMPLETE', params: { missing: 2, first: 'Misura M1' } })
    expect(handed('2021-08-31')).toMatchObject({ code: 'PERIOD_CLOSED', params: { kind: 'early' } })
    expect(handed('2021-08-31', null)).toBeNull()
    expect(handed('2021-10-05')?.code).toBe('NOT_COMPLETE')
  })

  describe('of an answer to a late value', () => {
    const answer = (reason: string, person = 'sg') =>
      authorizeOperation(
        anOperation({ kind: 'accept', person, about: 'x', decision: { reason, excused: true } as never }),
        {
          plan,
          viewer: { person, roles: plan.people.find((one) => one.code === person)?.roles ?? [] },
          ...{ today: '2021-09-20', standing: () => null },
        },
      )?.code ?? null

    it('[SY25.4] asks for a reason, of 4000 characters at most', () => {
      expect([answer('Guasto'), answer(' '), answer('x'.repeat(4000))]).toEqual([null, 'REASON_MISSING', null])
      expect(answer('x'.repeat(4001))).toBe('NOTE_TOO_LONG')
    })

    it('[SY25.5] takes it from a manager above alone', () => {
      expect(answer('Guasto', 'anna')).toBe('NOT_YOUR_DECISION')
    })
  })

  it.each<[RegisterKey['field'], Content]>([
    ['value', { type: 'number', number: 1 }],
    ['note', 'Perché no'],
    [`evidence/${'a'.repeat(64)}`, aFile],
  ])('[SY25.6] takes no %s after the close that nobody accepted', (field, content) => {
    expect(code({ field }, content, '2021-09-16')).toBe('PERIOD_CLOSED')
  })

  it('[PR1.4] nothing is written into a year that is closed', () => {
    const closed = { ...plan, calendars: [{ ...usualCalendar(2021), closedOn: '2022-02-01' }] }
    const context = { viewer: { person: 'anna', roles }, today: '2021-09-05', standing: () => null }
    expect(authorizeOperation(anOperation({}), { ...context, plan: closed })).toMatchObject({
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
  ])('[SY14.7] refuses what does not fit: %s', (expected, key, content) => expect(code(key, content)).toBe(expected))
})
