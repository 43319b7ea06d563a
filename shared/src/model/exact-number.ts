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
