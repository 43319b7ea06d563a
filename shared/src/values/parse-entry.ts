import { isDay } from '../calendar'
import { LARGEST_NUMBER, type Measure, type MeasureKind, type MeasureValue } from '../model'
import { err, ok, type Result } from '../result'
import { type Refusal, refusal, refuse } from '../refusals'
import { type NumberSign, parseNumber } from './parse-number'

const NOT_APPLICABLE = /^(n\.?\s?a\.?|non applicabile)$/i
const DAY_MONTH_YEAR = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/
/** The day that a person means, or null where the text is none [VA2]. */
function dayOf(text: string): string | null {
  const match = DAY_MONTH_YEAR.exec(text)
  const day = match ? `${match[3]}-${match[2]?.padStart(2, '0')}-${match[1]?.padStart(2, '0')}` : text
  return isDay(day) ? day : null
}

/** What decides which values a measure can have. */
export type EntryRule = Pick<Measure, 'kind' | 'levels' | 'steps'>

function parseDate(text: string): Result<MeasureValue, Refusal> {
  const date = dayOf(text)
  return date ? ok({ type: 'date', date }) : refuse('NOT_A_DATE')
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
    return isDay(value.date) ? ok(value) : refuse('NOT_A_DATE', { kind: 'none' })
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
 * What a person typed in the field of a measure [VA1-VA5, VA10]: a value, null for an empty field, or a refusal that
 * says in Italian what to write.
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
