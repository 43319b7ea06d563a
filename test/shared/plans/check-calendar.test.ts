import { usualCalendar } from '@traguardo/shared/calendar'
import type { YearCalendar } from '@traguardo/shared/model'
import { checkCalendar, checkPlan } from '@traguardo/shared/plans'
import { describe, expect, it } from 'vitest'
import { massaCarrara as plan } from '../../support/massa-carrara'

const codes = (calendar: Partial<YearCalendar>) =>
  checkCalendar({ ...usualCalendar(2021), ...calendar }, plan).map(({ code }) => code)

describe('the calendar of a year', () => {
  it('[CA13.1] [CA13.2] is good as it usually is, with days set by hand, and with an exception', () => {
    expect(codes({})).toEqual([])
    expect(codes({ spans: [{ period: 1, opens: '2021-05-01', deadline: '2021-05-20' }] })).toEqual([])
    expect(codes({ exceptions: [{ period: 3, unit: 'RI', deadline: '2022-02-01', reason: 'x' }] })).toEqual([])
  })

  const exception = { period: 1, unit: 'RI', deadline: '2021-05-20', reason: 'x' }
  const refused = (code: string, calendar: Partial<YearCalendar>) => expect(codes(calendar)).toEqual([code])

  it.each<[string, Partial<YearCalendar>]>([
    ['UNKNOWN_DIVISION', { division: 'mesi' as never }],
    ['UNKNOWN_PERIOD', { spans: [{ period: 4, opens: '2021-05-01', deadline: '2021-05-02' }] }],
    ['BAD_DAY', { spans: [{ period: 1, opens: '2021-02-30', deadline: '2021-05-02' }] }],
    ['UNKNOWN_PERIOD', { exceptions: [{ ...exception, period: 9 }] }],
    ['UNKNOWN_UNIT', { exceptions: [{ ...exception, unit: 'XX' }] }],
  ])('[CA13.3] is refused with %s', refused)

  it.each<[string, Partial<YearCalendar>]>([
    ['DEADLINE_BEFORE_OPENING', { spans: [{ period: 1, opens: '2021-05-10', deadline: '2021-05-02' }] }],
    ['DEADLINE_BEFORE_OPENING', { exceptions: [{ ...exception, deadline: '2021-03-01' }] }],
  ])('[CA13.1] is refused with %s', refused)

  it('[CA13.2] is refused with a deadline before the end of its period', () =>
    refused('DEADLINE_BEFORE_END', { spans: [{ period: 1, opens: '2021-04-01', deadline: '2021-04-02' }] }))

  it('[CA13.4] is refused with an exception without a reason', () =>
    refused('REASON_MISSING', { exceptions: [{ ...exception, reason: ' ' }] }))

  it('[CA13.8] is refused with two exceptions of one unit', () =>
    refused('EXCEPTION_TWICE', { exceptions: [exception, exception] }))

  it('[CA13.5] has 1 to 120 whole days of entry', () => {
    const days = [1, 120, 0.5, 121, Number.NaN].map((entryDays) => codes({ entryDays }))
    expect(days).toEqual([[], [], ['BAD_ENTRY_DAYS'], ['BAD_ENTRY_DAYS'], ['BAD_ENTRY_DAYS']])
  })

  it('[CA13.6] has reminders within 120 whole days', () => {
    expect(codes({ reminderDays: [1.5] })).toEqual(['BAD_REMINDER_DAYS'])
    expect(codes({ reminderDays: [120, -120] })).toEqual([])
    for (const day of [121, -121]) expect(codes({ reminderDays: [1, day] })).toEqual(['BAD_REMINDER_DAYS'])
    expect(codes({ entryDays: 0, reminderDays: [0.5] })).toEqual(['BAD_ENTRY_DAYS', 'BAD_REMINDER_DAYS'])
  })

  it('[CA13.1] [CA13.2] takes the last day of a period, and a single day of entry', () => {
    const spans = (opens: string, deadline: string) => codes({ spans: [{ period: 1, opens, deadline }] })
    expect(spans('2021-04-30', '2021-04-30')).toEqual([])
    expect(spans('2021-04-29', '2021-04-29')).toEqual(['DEADLINE_BEFORE_END'])
    expect(spans('2021-05-10', '2021-05-10')).toEqual([])
    expect(spans('2021-05-10', '2021-05-32')).toEqual(['BAD_DAY'])
    const until = (deadline: string) => codes({ exceptions: [{ ...exception, deadline }] })
    expect([until('2021-05-01'), until('2021-04-30'), until('2021-04-31')]).toEqual([
      ...[[], ['DEADLINE_BEFORE_OPENING'], ['DEADLINE_BEFORE_OPENING']],
    ])
    const two = [exception, { ...exception, period: 2, deadline: '2021-09-20' }]
    expect(codes({ exceptions: two })).toEqual([])
  })

  it('[CA13.7] names where it is wrong: the place, the unit, the period', () => {
    const faults = checkCalendar({ ...usualCalendar(2021), exceptions: [{ ...exception, unit: 'XX' }] }, plan)
    expect(faults).toMatchObject([{ path: ['exceptions', 0], params: { unit: 'XX' } }])
    const calendars = [usualCalendar(2020), { ...usualCalendar(2021), entryDays: 0 }]
    expect(checkPlan({ ...plan, calendars }).map(({ path }) => path)).toEqual([['calendars', 1, 'entryDays']])
  })

  it('[CA13.8] stands once for a year in a plan', () => {
    const twice = { ...plan, calendars: [usualCalendar(2021), usualCalendar(2021)] }
    expect(checkPlan(twice).map(({ code }) => code)).toEqual(['YEAR_TWICE'])
  })
})
