import { romeInstant } from '@traguardo/shared/calendar'
import type { IsoDate, IsoInstant } from '@traguardo/shared/model'

/** Clock: a port, so that the demo and the tests have a day of their own. */
export interface Clock {
  /** The time at a body: in the demo each lives on a day of its own. Without a body that of the installation. */
  now(body?: string): IsoInstant
}

/** The clock of the machine. */
export const realClock: Clock = { now: () => new Date().toISOString() }

/** The day of the installation's demo: sessions and the like go by it, and bodies that name no day. */
export const DEMO_DAY: IsoDate = '2021-09-05'

const ROME_TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Rome',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
})

const HOUR = 3_600_000

/** Milliseconds from the time of the machine to that of a fixed day. */
interface Shift {
  readonly hour: number
  readonly milliseconds: number
}

/**
 * Fixed days with the time of day that it is in Rome, so that the day never turns under a demo.
 * @param days the day of each body that has one of its own
 */
export function fixedDayClock(
  day: IsoDate,
  real: Clock = realClock,
  days: ReadonlyMap<string, IsoDate> = new Map(),
): Clock {
  // Within an hour of the world's clock Rome turns neither its day nor its season: a request asks the time again and again.
  const shifts = new Map<IsoDate, Shift>()
  function shiftTo(fixed: IsoDate, at: number): number {
    const hour = Math.floor(at / HOUR)
    const known = shifts.get(fixed)
    if (known?.hour === hour) return known.milliseconds
    const milliseconds = Date.parse(romeInstant(fixed, ROME_TIME.format(at))) - at
    shifts.set(fixed, { hour, milliseconds })
    return milliseconds
  }
  return {
    now(body = '') {
      const at = Date.parse(real.now())
      return new Date(at + shiftTo(days.get(body) ?? day, at)).toISOString()
    },
  }
}
