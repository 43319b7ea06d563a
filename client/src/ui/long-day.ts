import type { IsoDate } from '@traguardo/shared/model'

/** "5 settembre 2021". */
export const longDay = (day: IsoDate, locale: string): string =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** "05/09/2021, 10:32", in Rome. */
export const dayAndTime = (instant: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Rome' }).format(
    new Date(instant),
  )
