import { romeDay } from '@traguardo/shared/calendar'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixedDayClock } from '../../../server/src/kernel/runtime/clock'

const IN_ROME = new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', timeStyle: 'medium' })
const timeOf = (instant: string) => IN_ROME.format(new Date(instant))

/** Days of summer and of winter. */
const DAYS = new Map([
  ['A', '2021-09-05'],
  ['B', '2021-01-20'],
])
const instants = fc.date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })

describe('a clock of fixed days', () => {
  it('shows the time that it is in Rome, on its day, whatever it was asked before', () => {
    let at = ''
    const clock = fixedDayClock('2021-09-05', { now: () => at }, DAYS)
    fc.assert(
      fc.property(fc.array(instants, { minLength: 1, maxLength: 8 }), fc.integer({ max: 200_000 }), (times, apart) => {
        const next = times.map((time) => new Date(time.getTime() + apart))
        return [...times, ...next].every((time) => {
          at = time.toISOString()
          const shown = ['A', 'B', ''].map((body) => clock.now(body))
          return (
            shown.every((instant) => timeOf(instant) === timeOf(at) && instant.slice(-5) === at.slice(-5)) &&
            shown.map(romeDay).join() === '2021-09-05,2021-01-20,2021-09-05'
          )
        })
      }),
    )
  })

  it.each([
    ['a minute before midnight', '2026-06-30T21:59:00.000Z', '2021-09-05T21:59:00.000Z'],
    ['at midnight', '2026-06-30T22:00:00.000Z', '2021-09-04T22:00:00.000Z'],
    ['an hour before summer ends', '2026-10-25T00:30:00.000Z', '2021-09-05T00:30:00.000Z'],
    ['when it has ended', '2026-10-25T01:30:00.000Z', '2021-09-05T00:30:00.000Z'],
  ])('%s', (_when, at, shown) => expect(fixedDayClock('2021-09-05', { now: () => at }).now()).toBe(shown))
})
