import { addDays, currentYear, daysBetween, isDay, openPeriod, periodsOf, romeDay } from '@traguardo/shared/calendar'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('the periods of a year', () => {
  it('[CA1] are three quadrimestri without a gap', () => {
    const periods = periodsOf(2021)
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
  ])('[CA2] on %s the open one is %s', (today, name) => {
    expect(openPeriod(today)?.name ?? null).toBe(name)
  })

  it('[CA4] in the first half of January the year at work is the one before', () => {
    expect([currentYear('2022-01-15'), currentYear('2022-01-16'), currentYear('2021-09-05')]).toEqual([
      2021, 2022, 2021,
    ])
  })
})

describe('days', () => {
  it('[CA3] are those of Rome, summer time included', () => {
    expect(romeDay('2021-09-15T21:59:59.999Z')).toBe('2021-09-15')
    expect(romeDay('2021-09-15T22:00:00.000Z')).toBe('2021-09-16')
    expect(romeDay('2021-12-31T22:59:59.999Z')).toBe('2021-12-31')
    expect(romeDay('2021-12-31T23:00:00.000Z')).toBe('2022-01-01')
  })

  it.each(['2021-02-30', '2021-13-01', '2021-00-10', '21-01-01', '2021-1-1', '00/01/1900', '', '1900-02-29'])(
    '[CA5] %j is none',
    (text) => expect(isDay(text)).toBe(false),
  )

  it('[CA5] a leap day is one', () => expect(isDay('2020-02-29')).toBe(true))

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
