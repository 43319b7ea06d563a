import { romeDay, romeInstant } from '@traguardo/shared/calendar'
import type { IsoDate, IsoInstant } from '@traguardo/shared/model'
import type { KnownStatus } from './working-set'

const DAY = 86_400_000

/**
 * The time that the pages go by. The demo has a day of its own, which never turns; elsewhere the device's clock
 * is corrected by what the server last said, so that a phone with a wrong date shows the right deadline.
 */
export function nowOf(status: KnownStatus | null, deviceNow: number): IsoInstant {
  if (!status) return new Date(deviceNow).toISOString()
  const moment = deviceNow + Date.parse(status.now) - status.askedAt
  if (!status.demo) return new Date(moment).toISOString()
  const midnight = Date.parse(romeInstant(romeDay(status.now), '00:00:00'))
  const timeOfDay = (((moment - midnight) % DAY) + DAY) % DAY
  return new Date(midnight + timeOfDay).toISOString()
}

export const todayOf = (status: KnownStatus | null, deviceNow: number): IsoDate =>
  status?.demo ? romeDay(status.now) : romeDay(nowOf(status, deviceNow))
