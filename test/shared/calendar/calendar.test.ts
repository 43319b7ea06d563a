import {
  addDays,
  currentYear,
  dayOfNumber,
  daysBetween,
  isDay,
  lastDeadline,
  openPeriod,
  periodCount,
  periodsOf,
  romeDay,
  romeInstant,
  USUAL_CALENDAR,
  usualCalendar,
} from '@traguardo/shared/calendar'
import type { Scheduled, YearCalendar } from '@traguardo/shared/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('the periods of a year', () => {
  const periods = periodsOf(USUAL_CALENDAR, 2021)

  it('[CA1.2] end on 30 April, 31 August and 31 December', () => {
    expect(periods.map(({ to }) => to.slice(5))).toEqual(['04-30', '08-31', '12-31'])
  })

  it('[CA1.1] are three quadrimestri without a gap', () => {
    expect(periods.map(({ name, from, to }) => [name, from, to])).toEqual([
      ['I quadrimestre 2021', '2021-01-01', '2021-04-30'],
      ['II quadrimestre 2021', '2021-05-01', '2021-08-31'],
      ['III quadrimestre 2021', '2021-09-01', '2021-12-31'],
    ])
  })

  it.each([
    ['2021-08-31', null],
    ['2021-09-01', 'II quadrimestre 2021'],
    ['2021-09-05', 'II quadrimestre 2021'],
    ['2021-09-15', 'II quadrimestre 2021'],
    ['2021-09-16', null],
    ['2022-01-15', 'III quadrimestre 2021'],
    ['2022-01-16', null],
  ])('[CA2.1] on %s the open one is %s', (today, name) => {
    expect(openPeriod(USUAL_CALENDAR, today)?.name ?? null).toBe(name)
  })

  it('[CA2.2] have their deadline fifteen days after their end', () => {
    expect(periods.map(({ to, deadline }) => daysBetween(to, deadline))).toEqual([15, 15, 15])
  })

  it('[CA4.1] in the first half of January the year at work is the one before', () => {
    expect([currentYear(USUAL_CALENDAR, '2022-01-01'), currentYear(USUAL_CALENDAR, '2022-01-15')]).toEqual([2021, 2021])
  })

  it('[CA4.2] while none is open the year at work is that of the day', () => {
    expect([currentYear(USUAL_CALENDAR, '2022-01-16'), currentYear(USUAL_CALENDAR, '2021-08-05')]).toEqual([2022, 2021])
  })
})

describe('days', () => {
  it('[CA3] are those of Rome, summer time included', () => {
    expect(romeDay('2021-09-15T21:59:59.999Z')).toBe('2021-09-15')
    expect(romeDay('2021-09-15T22:00:00.000Z')).toBe('2021-09-16')
    expect(romeDay('2021-12-31T22:59:59.999Z')).toBe('2021-12-31')
    expect(romeDay('2021-12-31T23:00:00.000Z')).toBe('2022-01-01')
  })

  it('[CA3] begin and end at midnight in Rome, in winter as in summer', () => {
    expect(romeInstant('2021-01-20', '00:30:00')).toBe('2021-01-19T23:30:00.000Z')
    expect(romeInstant('2021-09-05', '00:30:00.250')).toBe('2021-09-04T22:30:00.250Z')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 23 }), (number, hour) => {
        const day = dayOfNumber(number)
        expect(romeDay(romeInstant(day, `${String(hour).padStart(2, '0')}:59:59`))).toBe(day)
      }),
    )
  })

  it.each(['2021-02-30', '2021-13-01', '2021-00-10', '1900-02-29'])('[CA5.1] %j is none', (text) =>
    expect(isDay(text)).toBe(false),
  )

  it.each(['21-01-01', '2021-1-1', '00/01/1900', ''])('[CA5.2] %j is none', (text) => expect(isDay(text)).toBe(false))

  it('[CA5.1] a leap day is one', () => expect(isDay('2020-02-29')).toBe(true))

  it('[CA5.1] are those that come back the same from the clock of the machine', () => {
    const padded = (number: number, length: number) => String(number).padStart(length, '0')
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 9999 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, day) => {
          const text = `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`
          const read = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
          expect(isDay(text)).toBe(read === text)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('added and counted agree', () => {
    const day = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1970-01-01', days))
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: -5000, max: 5000 }),
        (from, days) => daysBetween(from, addDays(from, days)) === days,
      ),
    )
  })
})

describe('the calendar of a body', () => {
  const of = (calendar: Partial<YearCalendar>): Scheduled => ({
    body: { patronDay: '10-02' },
    calendars: [{ ...usualCalendar(2021), ...calendar }],
  })

  it('[CA10.1] divides a year in two, three or four, without a gap', () => {
    for (const division of ['semestri', 'quadrimestri', 'trimestri'] as const) {
      const periods = periodsOf(of({ division }), 2021)
      expect(periods).toHaveLength(periodCount(division))
      expect([periods[0]?.from, periods.at(-1)?.to]).toEqual(['2021-01-01', '2021-12-31'])
      periods.slice(1).forEach(({ from }, at) => expect(from).toBe(addDays(periods[at]?.to ?? '', 1)))
    }
    expect(periodsOf(of({ division: 'semestri' }), 2021).map(({ name }) => name)).toEqual([
      'I semestre 2021',
      'II semestre 2021',
    ])
    expect(periodsOf(of({ division: 'semestri' }), 2022)).toHaveLength(3)
  })

  it('[CA10.2] reckons days of entry as working days where it says so: neither weekends nor the patron', () => {
    const [, , third] = periodsOf(of({ division: 'trimestri', entryDays: 5, workingDays: true }), 2021)
    // From 30/09/2021, a Thursday: 1, 4, 5, 6, 7 October (the patron falls on a Saturday).
    expect(third).toMatchObject({ to: '2021-09-30', opens: '2021-10-01', deadline: '2021-10-07' })
  })

  it('[CA11] takes days that were set by hand', () => {
    const spans = [{ period: 1, opens: '2021-05-03', deadline: '2021-06-10' }]
    expect(openPeriod(of({ spans }), '2021-05-02')).toBeNull()
    expect(openPeriod(of({ spans }), '2021-06-10')?.number).toBe(1)
  })

  const exceptions = [{ period: 1, unit: 'RI', deadline: '2021-05-31', reason: 'Trasloco' }]

  it('[CA12.1] gives a unit its exception', () => {
    expect(openPeriod(of({ exceptions }), '2021-05-31', 'RI')?.number).toBe(1)
    expect(openPeriod(of({ exceptions }), '2021-06-01', 'RI')).toBeNull()
  })

  it('[CA12.2] gives nobody else that exception', () => {
    expect(openPeriod(of({ exceptions }), '2021-05-31', 'AAGG')).toBeNull()
    expect(openPeriod(of({ exceptions }), '2021-05-31')).toBeNull()
  })

  it('[CA14] ends with the last period, or with the unit that has longest', () => {
    expect(lastDeadline(of({}), 2021)).toBe('2022-01-15')
    const longer = [{ period: 3, unit: 'AAGG', deadline: '2022-02-10', reason: 'Trasloco' }]
    expect(lastDeadline(of({ exceptions: longer }), 2021)).toBe('2022-02-10')
    const shorter = [{ period: 3, unit: 'AAGG', deadline: '2022-01-03', reason: 'Trasloco' }]
    expect(lastDeadline(of({ exceptions: shorter }), 2021)).toBe('2022-01-15')
  })
})
