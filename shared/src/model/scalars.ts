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

/** The greatest number that a value can be, below zero too: up to here whole numbers are exact, and sums of them are numbers. */
export const LARGEST_NUMBER = 1e15

const NUMBER = /^-?(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i

/** The digits of a written number and where its point stands; the same for two ways to write one number. */
function digitsOf(text: string): string | null {
  const [, whole, fraction = '', exponent = '0'] = NUMBER.exec(text) ?? []
  if (whole === undefined) return null
  const digits = (whole + fraction).replace(/^0+/, '')
  const bare = digits.replace(/0+$/, '')
  return bare === '' ? '0' : `${bare} ${Number(exponent) - fraction.length + digits.length - bare.length}`
}

/**
 * Is a number that is written with a point, as in JSON, the same number once it is read? Whole numbers are up to 2^53, and
 * of longer fractions the last digits go [RI47]. Whoever writes an exponent says no more digits than stand there.
 * @example keepsDigits('0.10') // true
 * @example keepsDigits('99999999999999999999') // false: it would be 100000000000000000000
 */
export function keepsDigits(text: string): boolean {
  const number = Number(text)
  const isWhole = Number.isInteger(number) && !/e/i.test(text)
  if (!Number.isFinite(number) || (isWhole && !Number.isSafeInteger(number))) return false
  return digitsOf(text) === digitsOf(String(number))
}

/** Levels of objects and lists in anything that is sent: a plan file has eight. */
const DEEPEST = 64

/**
 * Characters that no text may hold: control characters but line ends and tab (one of the databases does not take NUL),
 * halves of a surrogate pair, and the marks that turn the direction of what follows, with which a text can show what it
 * does not say.
 */
const UNFIT = /[^\P{Cc}\t\n\r]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/u

/** Can this text be stored and shown as what it says? [RI10] */
export const isPlainText = (text: string): boolean => !UNFIT.test(text)

/** A text as it can be shown, whatever was stored before it was looked at: what may not stand in it is left out [RI10]. */
export const plainText = (text: string): string => text.replaceAll(new RegExp(UNFIT, 'gu'), '')

/**
 * Do all texts in something that was sent, the names of its parts included, stand the test of `isPlainText`, and does its
 * nesting end? It is walked without recursion: no depth exhausts the stack [RI10].
 */
export function isPlainData(sent: unknown): boolean {
  const left: { readonly value: unknown; readonly depth: number }[] = [{ value: sent, depth: 0 }]
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, depth } = next
    if (typeof value === 'string' && !isPlainText(value)) return false
    if (typeof value !== 'object' || value === null) continue
    if (depth >= DEEPEST) return false
    for (const [name, part] of Object.entries(value)) {
      if (!isPlainText(name)) return false
      left.push({ value: part, depth: depth + 1 })
    }
  }
  return true
}
