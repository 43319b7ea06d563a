const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** Midnight UTC of a day in milliseconds, or null where it is no day of the calendar [CA5]. */
export function millisecondsOf(text: string): number | null {
  const [, year, month, day] = (DAY.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return null
  const ms = Date.UTC(year, month - 1, day)
  const read = new Date(ms)
  const isSame = read.getUTCFullYear() === year && read.getUTCMonth() === month - 1 && read.getUTCDate() === day
  return isSame ? ms : null
}

/** Is it a day of the calendar, written `YYYY-MM-DD`? [CA5] */
export function isDay(text: string): boolean {
  return millisecondsOf(text) !== null
}
