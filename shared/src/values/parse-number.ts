import { keepsDigits, LARGEST_NUMBER } from '../model'
import { type Refusal, refuse } from '../refusals'
import { ok, type Result } from '../result'

/** The signs that may stand beside a number in a field of its kind. */
export type NumberSign = '%' | '€'

/** What a field takes beside digits. */
export interface NumberRule {
  readonly signs?: readonly NumberSign[]
  readonly whole?: boolean
}

const GROUP = '[1-9]\\d{0,2}'
/**
 * A number as people print it, without spaces: thousands by points, thousands by commas where what follows shows that they
 * are (a point, a second comma), or plain. A group of thousands does not begin with a zero: `0.125` is a fraction [VA1].
 */
export const PRINTED_NUMBER = `-?${GROUP}(?:\\.\\d{3})+(?:,\\d+)?|-?${GROUP}(?:(?:,\\d{3})+\\.\\d+|(?:,\\d{3}){2,})|-?\\d+(?:[.,]\\d+)?`

const WHOLE_TEXT = new RegExp(`^(?:${PRINTED_NUMBER})$`)
const GROUPED_POINTS = new RegExp(`^-?${GROUP}(\\.\\d{3})+(,\\d+)?$`)
const GROUPED_COMMAS = new RegExp(`^-?${GROUP}((,\\d{3})+\\.\\d+|(,\\d{3}){2,})$`)
const GROUPED_BLANKS = new RegExp(`^-?${GROUP}([\\s'’]\\d{3})+([.,]\\d+)?$`)
const ONE_SEPARATOR = new RegExp(`^-?${GROUP}[.,]\\d{3}$`)
const LONGEST = 40

/** Digits with a point for the decimals; null where the text is no number [VA1]. */
function decimalOf(text: string): string | null {
  if (text.length > LONGEST) return null
  if (GROUPED_BLANKS.test(text)) return text.replace(/[\s'’]/g, '').replace(',', '.')
  if (GROUPED_POINTS.test(text)) return text.replaceAll('.', '').replace(',', '.')
  if (GROUPED_COMMAS.test(text)) return text.replaceAll(',', '')
  return WHOLE_TEXT.test(text) ? text.replace(',', '.') : null
}

/** The text without the sign beside its number; null where it has one that does not belong here [VA13]. */
function withoutSign(text: string, signs: readonly NumberSign[]): string | null {
  const [, before, middle = '', after] = /^(€\s*)?(.*?)(\s*[%€])?$/su.exec(text) ?? []
  const found = [before, after].flatMap((sign) => sign?.trim() ?? [])
  return found.length > 1 || found.some((sign) => !signs.some((one) => one === sign)) ? null : middle
}

/** One separator and three digits: the other notation would read another number [VA14]. */
export const isTwoWay = (text: string): boolean => ONE_SEPARATOR.test(text.replace(/[%€\s]/g, '').replace('−', '-'))

/**
 * What a person typed in a field for a number [VA1, VA13]: the number, null for an empty field, or a refusal that says in
 * Italian what to write. The one way from typed text to a number.
 * @example parseNumber('1.000,5') // ok(1000.5)
 * @example parseNumber('33 %', { signs: ['%'] }) // ok(33)
 */
export function parseNumber(text: string, { signs = [], whole }: NumberRule = {}): Result<number | null, Refusal> {
  const trimmed = text.trim().replace('−', '-')
  if (trimmed === '') return ok(null)
  const bare = withoutSign(trimmed, signs)
  const decimal = bare === null ? null : decimalOf(bare)
  if (decimal === null) return refuse('NOT_A_NUMBER')
  const number = Number(decimal)
  if (!(Math.abs(number) <= LARGEST_NUMBER)) return refuse('NOT_A_NUMBER', { kind: 'large' })
  if (!keepsDigits(decimal)) return refuse('NUMBER_INEXACT', { kind: 'value', limit: 15 })
  if (whole && !Number.isInteger(number)) return refuse('NOT_A_COUNT')
  return ok(number + 0)
}
