import { isPercent } from '../formula'
import {
  daysIn,
  keepsDigits,
  LARGEST_NUMBER,
  type IsoDate,
  type Measure,
  type MeasureValue,
  type MeasureKind,
} from '../model'
import { type Refusal, refuse, refusal } from '../refusals'
import { ok, type Result, err } from '../result'
import { stepsShare } from './steps'
import { isDay } from '../calendar'

/** The signs that may stand beside a number in a field of its kind. */
export type NumberSign = '%' | '€'

/** Signs that a field takes beside digits. */
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
 * Parses the text of a field for a number [VA1, VA13]: the number, null for an empty field, or a refusal that says in
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

const DECIMALS = 2

/** More characters than a number that people write has: 15 digits and a point. */
const WRITTEN = 16
/** Digits of a computed number that its arithmetic leaves as they are on paper. */
const SURE = 14

/**
 * The digits of a number rounded half up on its shortest decimal form: 1.005 gives 1.01, as a person expects,
 * though its binary form lies a little below. What arithmetic left a hair under a half is that half [VA6].
 */
export function roundHalfUp(value: number, decimals: number): number {
  if (Number.isInteger(value)) return value
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential().split('e')
  const exact = Number(`${mantissa}e${Number(exponent) + decimals}`)
  const sure = mantissa.length > WRITTEN ? Number(exact.toPrecision(SURE)) : exact
  const shifted = Math.round(sure % 1 === 1 / 2 ? sure : exact)
  return Math.sign(value) * Number(`${shifted}e${-decimals}`)
}

const formats = new Map<string, Intl.NumberFormat>()

function numberFormat(minimum: number, maximum: number): Intl.NumberFormat {
  const key = `${minimum}/${maximum}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat('it-IT', {
    minimumFractionDigits: minimum,
    maximumFractionDigits: maximum,
    useGrouping: 'always',
  })
  formats.set(key, made)
  return made
}

/** `1.354.646,77`: with `decimals` exactly so many, without it as many as needed, two at most [VA6]. */
export function formatNumber(value: number, decimals?: number): string {
  const digits = decimals ?? DECIMALS
  return numberFormat(decimals ?? 0, digits).format(roundHalfUp(value, digits) + 0)
}

const exact = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 20, useGrouping: 'always' })

/** A number as it stands in its field: every decimal, so that leaving the field untouched changes nothing [VA9]. */
export const editNumber = (value: number): string => exact.format(value + 0)

/**
 * An achievement in percent, with the decimals that show it in its band; `n.d.` for none. It is rounded once, as a share:
 * 14,375 % is no other number than 0,14375 [VA6, SC74].
 */
export function formatAchievement({
  achievement,
  decimals = DECIMALS,
}: {
  readonly achievement: number | null
  readonly decimals?: number | undefined
}): string {
  if (achievement === null) return 'n.d.'
  return `${formatNumber(roundHalfUp(achievement, decimals + 2) * 100, decimals)} %`
}

/** A share of one as `92,50 %`; null as `n.d.` [VA6]. */
export const formatPercent = (share: number | null): string => formatAchievement({ achievement: share })

/** `05/09/2021`. */
export const formatDate = (day: IsoDate): string => day.split('-').reverse().join('/')

/** Days as they are written, and read again: `20/04/2021 e 20/12/2021`. */
const formatDays = (value: MeasureValue): string => daysIn(value).map(formatDate).join(' e ')

/** A value with its unit of measure: `66,92 %`, `3 N.`, `09/12/2020`, `n.d.`, `n.a.`; with more decimals where two tell too little [VA6]. */
export function formatValue(value: MeasureValue | null, unit?: string, most = DECIMALS): string {
  if (value === null) return 'n.d.'
  if (value.type === 'not-applicable') return 'n.a.'
  if (value.type === 'date') return formatDays(value)
  if (value.type === 'steps') return value.done.length === 1 ? '1 passo fatto' : `${value.done.length} passi fatti`
  if (isPercent(unit)) return `${formatNumber(value.number, most)} %`
  const number = numberFormat(0, most).format(roundHalfUp(value.number, most) + 0)
  return unit ? `${number} ${unit}` : number
}

/** The value of an indicator with its unit, and with the decimals that tell it from its target; `n.d.` where there is none [VA6, SC74]. */
export function formatResult(
  of: { readonly value: MeasureValue | null; readonly unit: string; readonly decimals: number } | null | undefined,
): string {
  return formatValue(of?.value ?? null, of?.value?.type === 'number' ? of.unit : undefined, of?.decimals)
}

/** A value of a measure, in its own words: `sì`, `medio`, `75,00 %` of a project plan [VA6, VA10]. */
export function formatMeasure(
  value: MeasureValue | null,
  { kind, levels = [], steps }: Pick<Measure, 'kind' | 'levels' | 'steps'>,
): string {
  if (value?.type === 'steps') return `${formatNumber(stepsShare(value, steps ?? []) * 100, DECIMALS)} %`
  if (value?.type === 'number' && kind === 'boolean') return value.number === 1 ? 'sì' : 'no'
  if (value?.type === 'number' && kind === 'level') return levels[value.number - 1] ?? formatNumber(value.number)
  return formatValue(value, kind === 'percentage' || kind === 'project-plan' ? '%' : undefined)
}

const NOT_APPLICABLE = /^(n\.?\s?a\.?|non applicabile)$/i
const DAY_MONTH_YEAR = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/
/** The day that a person means, or null where the text is none [VA2]. */
function dayOf(text: string): string | null {
  const match = DAY_MONTH_YEAR.exec(text)
  const day = match ? `${match[3]}-${match[2]?.padStart(2, '0')}-${match[1]?.padStart(2, '0')}` : text
  return isDay(day) ? day : null
}

/** Properties of a measure that decide which values it can have. */
export type EntryRule = Pick<Measure, 'kind' | 'levels' | 'steps'>

const BETWEEN_DAYS = /\s+(?:e|ed|and)\s+|\s*[;,+]\s*/i

/** Reads a day, or several with "e" or a sign between them, in whatever order [SC73.5]. */
function parseDate(text: string): Result<MeasureValue, Refusal> {
  const days = text.split(BETWEEN_DAYS).map(dayOf)
  const [date, ...also] = days.flatMap((day) => day ?? []).sort()
  if (date === undefined || also.length + 1 < days.length) return refuse('NOT_A_DATE')
  return ok({ type: 'date', date, ...(also.length > 0 ? { also } : {}) })
}

function fitsSteps(
  value: Extract<MeasureValue, { type: 'steps' }>,
  { kind, steps = [] }: EntryRule,
): Result<MeasureValue, Refusal> {
  if (kind !== 'project-plan') return refuse('NOT_A_NUMBER', { kind: 'steps' })
  const codes = new Set(steps.map(({ code }) => code))
  const named = value.done.map(({ step }) => step)
  if (named.some((step) => !codes.has(step)) || new Set(named).size < named.length) return refuse('UNKNOWN_STEP')
  return value.done.every(({ on }) => isDay(on)) ? ok(value) : refuse('NOT_A_DATE', { kind: 'none' })
}

function fitsNumber(number: number, { kind, levels = [], steps }: EntryRule): Refusal | null {
  if (!(Math.abs(number) <= LARGEST_NUMBER)) return refusal('NOT_A_NUMBER', { kind: 'large' })
  if (kind === 'boolean' && number !== 0 && number !== 1) return refusal('NOT_A_BOOLEAN')
  if (kind === 'level' && !(Number.isInteger(number) && number >= 1 && number <= levels.length))
    return refusal('NOT_A_LEVEL', { levels: levels.join(', ') })
  if (kind === 'project-plan' && steps) return refusal('NOT_STEPS')
  if (kind === 'project-plan' && number > 100) return refusal('OUT_OF_RANGE')
  if (kind === 'count' && !Number.isInteger(number)) return refusal('NOT_A_COUNT')
  if (number < 0 && kind !== 'number' && kind !== 'money') return refusal('NEGATIVE')
  return null
}

/** Is this value one that the measure can have? The rule for typed text and for received operations [VA5, VA10]. */
export function fitsMeasure(value: MeasureValue, rule: EntryRule): Result<MeasureValue, Refusal> {
  if (value.type === 'not-applicable') return ok(value)
  if (value.type === 'steps') return fitsSteps(value, rule)
  if (value.type === 'date') {
    if (rule.kind !== 'date') return refuse('NOT_A_NUMBER', { kind: 'date' })
    return daysIn(value).every(isDay) ? ok(value) : refuse('NOT_A_DATE', { kind: 'none' })
  }
  if (rule.kind === 'date') return refuse('NOT_A_DATE', { kind: 'number' })
  const refusal = fitsNumber(value.number, rule)
  return refusal ? err(refusal) : ok(value)
}

/** The sign that may stand beside a number of a kind: of a plain one nobody knows what it counts [VA13]. */
const SIGNS: Readonly<Partial<Record<MeasureKind, readonly NumberSign[]>>> = {
  percentage: ['%'],
  'project-plan': ['%'],
  money: ['€'],
  number: ['%', '€'],
}

const YES = /^(s[iì]|on|vero|1)$/i
const NO = /^(no|off|falso|0)$/i

/** The number behind a word: yes and no, and the names of levels; null where it is none of them [VA10]. */
function wordNumber(text: string, { kind, levels = [] }: EntryRule): number | null {
  if (kind === 'boolean') return YES.test(text) ? 1 : NO.test(text) ? 0 : null
  if (kind !== 'level') return null
  const place = levels.findIndex((level) => level.toLowerCase() === text.toLowerCase())
  return place < 0 ? null : place + 1
}

/**
 * Parses the text of a measure's field [VA1-VA5, VA10]: a value, null for an empty field, or a refusal that says in
 * Italian what to write.
 * @example parseEntry('92,5 %', { kind: 'percentage' }) // ok({ type: 'number', number: 92.5 })
 * @example parseEntry('2,5', { kind: 'count' }) // NOT_A_COUNT
 */
export function parseEntry(text: string, rule: EntryRule): Result<MeasureValue | null, Refusal> {
  const trimmed = text.trim()
  if (trimmed === '') return ok(null)
  if (NOT_APPLICABLE.test(trimmed)) return ok({ type: 'not-applicable' })
  if (rule.kind === 'date') return parseDate(trimmed)
  const word = wordNumber(trimmed, rule)
  if (word !== null) return fitsMeasure({ type: 'number', number: word }, rule)
  const read = parseNumber(trimmed, { signs: SIGNS[rule.kind] ?? [] })
  if (read.ok) return read.value === null ? ok(null) : fitsMeasure({ type: 'number', number: read.value }, rule)
  if (rule.kind === 'boolean') return refuse('NOT_A_BOOLEAN')
  return rule.kind === 'level' ? refuse('NOT_A_LEVEL', { levels: (rule.levels ?? []).join(', ') }) : read
}

/** A value as it stands in its field: every decimal, so that leaving the field untouched changes nothing. */
export function editText(value: MeasureValue | null, measure: Measure): string {
  if (value === null) return ''
  if (value.type === 'number') return editNumber(value.number)
  if (value.type === 'steps') return formatMeasure(value, measure)
  return value.type === 'date' ? formatDays(value) : 'n.a.'
}

/** A number without marks for thousands: said so, it can be read in one way alone. */
export const plainNumber = (number: number): string => editNumber(number).replaceAll('.', '')
