import type { IsoDate } from '@traguardo/shared/model'

const FORMS = {
  day: { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  instant: { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Rome' },
} as const

const made = new Map<string, Intl.DateTimeFormat>()

/** A format costs more to make than to use: each is made once. */
function formatIn(form: keyof typeof FORMS, locale: string): Intl.DateTimeFormat {
  const key = `${form}/${locale}`
  const format = made.get(key) ?? new Intl.DateTimeFormat(locale, FORMS[form])
  made.set(key, format)
  return format
}

/** A moment in words; one that no calendar has, as a device may have said it, is said to be none. */
function said(form: keyof typeof FORMS, instant: string, locale: string): string {
  const at = new Date(instant)
  return Number.isFinite(at.getTime()) ? formatIn(form, locale).format(at) : 'n.d.'
}

/** "5 settembre 2021". */
export const longDay = (day: IsoDate, locale: string): string => said('day', `${day}T00:00:00Z`, locale)

/** "05/09/2021, 10:32", in Rome. */
export const dayAndTime = (instant: string, locale: string): string => said('instant', instant, locale)
