import type { IsoDate, IsoInstant } from '@traguardo/shared/model'

/** What time it is: a port, so that the demo and the tests have a day of their own. */
export interface Clock {
  now(): IsoInstant
}

/** The clock of the machine. */
export const realClock: Clock = { now: () => new Date().toISOString() }

/** The day of the demo: the second quadrimestre of 2021 is open for entry. */
export const DEMO_DAY: IsoDate = '2021-09-05'

const ROME_TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Rome',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
})

/** A fixed summer day with the time of day that it is in Rome, so that the day never turns under a demo. */
export function fixedDayClock(day: IsoDate, real: Clock = realClock): Clock {
  return { now: () => new Date(`${day}T${ROME_TIME.format(new Date(real.now()))}+02:00`).toISOString() }
}
