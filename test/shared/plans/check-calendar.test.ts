import { usualCalendar } from '@traguardo/shared/calendar'
import type { YearCalendar } from '@traguardo/shared/model'
import { checkCalendar, checkPlan } from '@traguardo/shared/plans'
import { describe, expect, it } from 'vitest'
import { massaCarrara as plan } from '../../support/massa-carrara'

const codes = (calendar: Partial<YearCalendar>) =>
  checkCalendar({ ...usualCalendar(2021), ...calendar }, plan).map(({ code }) => code)

describe('the calendar of a year', () => {
  it('[CA13] is good as it usually is, with days set by hand, and with an exception', () => {
    expect(codes({})).toEqual([])
    expect(codes({ spans: [{ period: 1, opens: '2021-05-01', deadline: '2021-05-20' }] })).toEqual([])
    expect(codes({ exceptions: [{ period: 3, unit: 'RI', deadline: '2022-02-01', reason: 'x' }] })).toEqual([])
  })

  const exception = { period: 1, unit: 'RI', deadline: '2021-05-20', reason: 'x' }
  it.each<[string, Partial<YearCalendar>]>([
    ['UNKNOWN_DIVISION', { division: 'mesi' as never }],
    ['BAD_ENTRY_DAYS', { entryDays: 0 }],
    ['BAD_REMINDER_DAYS', { reminderDays: [1.5] }],
    ['UNKNOWN_PERIOD', { spans: [{ period: 4, opens: '2021-05-01', deadline: '2021-05-02' }] }],
    ['BAD_DAY', { spans: [{ period: 1, opens: '2021-02-30', deadline: '2021-05-02' }] }],
    ['DEADLINE_BEFORE_OPENING', { spans: [{ period: 1, opens: '2021-05-10', deadline: '2021-05-02' }] }],
    ['DEADLINE_BEFORE_END', { spans: [{ period: 1, opens: '2021-04-01', deadline: '2021-04-02' }] }],
    ['UNKNOWN_PERIOD', { exceptions: [{ ...exception, period: 9 }] }],
    ['UNKNOWN_UNIT', { exceptions: [{ ...exception, unit: 'XX' }] }],
    ['DEADLINE_BEFORE_OPENING', { exceptions: [{ ...exception, deadline: '2021-03-01' }] }],
    ['REASON_MISSING', { exceptions: [{ ...exception, reason: ' ' }] }],
    ['EXCEPTION_TWICE', { exceptions: [exception, exception] }],
  ])('[CA13] is refused with %s', (code, calendar) => expect(codes(calendar)).toEqual([code]))

  it('[CA13] stands once for a year in a plan', () => {
    const twice = { ...plan, calendars: [usualCalendar(2021), usualCalendar(2021)] }
    expect(checkPlan(twice).map(({ code }) => code)).toEqual(['YEAR_TWICE'])
  })
})
