import { addMonths, addWorkingDays, easter, isHoliday, isWorkingDay } from '@traguardo/shared/calendar'
import { describe, expect, it } from 'vitest'

describe('holidays', () => {
  // Dates of Easter as published by the observatories; 1943 and 2038 are the latest it can be, 1818 and 2285 the earliest.
  it.each([
    [2018, '2018-04-01'],
    [2019, '2019-04-21'],
    [2020, '2020-04-12'],
    [2021, '2021-04-04'],
    [2022, '2022-04-17'],
    [2024, '2024-03-31'],
    [2026, '2026-04-05'],
    [2038, '2038-04-25'],
    [2285, '2285-03-22'],
  ])('[CA6.3] Easter of %d is %s', (year, day) => expect(easter(year)).toBe(day))

  it('[CA6.1] are those of the law, with Easter and the patron', () => {
    const found = Array.from({ length: 365 }, (_, at) => new Date(Date.UTC(2021, 0, 1 + at)).toISOString().slice(0, 10))
    expect(found.filter((day) => isHoliday(day, '10-04')).map((day) => day.slice(5))).toEqual([
      '01-01',
      '01-06',
      '04-04',
      '04-05',
      '04-25',
      '05-01',
      '06-02',
      '08-15',
      '10-04',
      '11-01',
      '12-08',
      '12-25',
      '12-26',
    ])
  })

  it('[CA6.3] are Easter Sunday and Monday', () => {
    expect(['2021-04-03', '2021-04-04', '2021-04-05', '2021-04-06'].map((day) => isHoliday(day))).toEqual([
      ...[false, true, true, false],
    ])
  })

  it('[CA6.4] are the patron’s day where the body has one', () => {
    expect([isHoliday('2021-09-08', '09-08'), isHoliday('2021-09-08')]).toEqual([true, false])
  })

  it('[CA6.2] are such from the year of their law on', () => {
    expect([isHoliday('2025-10-04'), isHoliday('2026-10-04')]).toEqual([false, true])
    expect([isHoliday('2010-03-17'), isHoliday('2011-03-17')]).toEqual([false, true])
  })

  it('[CA7] leaves Saturdays, Sundays and holidays out of the working days', () => {
    const days = ['2021-09-03', '2021-09-04', '2021-09-05', '2021-09-06', '2021-11-01', '2021-06-02']
    expect(days.map((day) => isWorkingDay(day))).toEqual([true, false, false, true, false, false])
    expect(isWorkingDay('2021-09-08', '09-08')).toBe(false)
  })

  it.each([
    // Friday 3 September 2021; Monday to Wednesday.
    ['2021-09-03', 3, '2021-09-08'],
    ['2021-09-04', 1, '2021-09-06'],
    // Over Easter: Friday 2 April, then Tuesday 6.
    ['2021-04-02', 1, '2021-04-06'],
    // Christmas on a Saturday and Sunday, 2021: Friday 24 December, then Monday 27.
    ['2021-12-24', 1, '2021-12-27'],
    ['2021-09-03', 0, '2021-09-03'],
  ])('[CA8] %s and %d working days is %s', (day, days, expected) => expect(addWorkingDays(day, days)).toBe(expected))

  it('[CA8] the patron is no working day', () => expect(addWorkingDays('2021-09-07', 1, '09-08')).toBe('2021-09-09'))

  it.each([
    ['2021-01-31', 1, '2021-02-28'],
    ['2020-01-31', 1, '2020-02-29'],
    ['2021-08-31', 6, '2022-02-28'],
  ])('[CA9.2] %s and %d months is %s', (day, months, expected) => expect(addMonths(day, months)).toBe(expected))

  it.each([
    ['2021-11-30', 2, '2022-01-30'],
    ['2021-05-15', 3, '2021-08-15'],
  ])('[CA9.1] %s and %d months is %s', (day, months, expected) => expect(addMonths(day, months)).toBe(expected))
})
