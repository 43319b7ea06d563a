import { isDay } from '../calendar'
import type { MeasureKind, MeasureValue, Refusal } from '../model'
import { err, ok, type Result } from '../result'

const NOT_APPLICABLE = /^(n\.?\s?a\.?|non applicabile)$/i
const DAY_MONTH_YEAR = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/
const GROUPED_POINTS = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/
const GROUPED_COMMAS = /^-?\d{1,3}(,\d{3}){1,}\.\d+$|^-?\d{1,3}(,\d{3}){2,}$/
const PLAIN = /^-?\d+([.,]\d+)?$/
const LONGEST = 40

/** The number that a person means, or null where the text is none [VA1]. */
function numberOf(text: string): number | null {
  const compact = text.replace(/[\s'’]/g, '')
  if (compact.length > LONGEST) return null
  if (GROUPED_POINTS.test(compact)) return Number(compact.replaceAll('.', '').replace(',', '.'))
  if (GROUPED_COMMAS.test(compact)) return Number(compact.replaceAll(',', ''))
  return PLAIN.test(compact) ? Number(compact.replace(',', '.')) : null
}

/** The day that a person means, or null where the text is none [VA2]. */
function dayOf(text: string): string | null {
  const match = DAY_MONTH_YEAR.exec(text)
  const day = match ? `${match[3]}-${match[2]?.padStart(2, '0')}-${match[1]?.padStart(2, '0')}` : text
  return isDay(day) ? day : null
}

const refuse = (code: string, message: string): Result<never, Refusal> => err({ code, message })

function parseDate(text: string): Result<MeasureValue, Refusal> {
  const date = dayOf(text)
  return date
    ? ok({ type: 'date', date })
    : refuse('NOT_A_DATE', 'Non è una data: scriva giorno, mese e anno, per esempio 5/9/2021.')
}

/** Is this value one that a measure of the kind can have? The rule for typed text and for received operations [VA5]. */
export function fitsKind(value: MeasureValue, kind: MeasureKind): Result<MeasureValue, Refusal> {
  if (value.type === 'not-applicable') return ok(value)
  if (value.type === 'date') {
    if (kind !== 'date') return refuse('NOT_A_NUMBER', 'Qui serve un numero, non una data.')
    return isDay(value.date) ? ok(value) : refuse('NOT_A_DATE', 'La data non esiste nel calendario.')
  }
  if (kind === 'date') return refuse('NOT_A_DATE', 'Qui serve una data, per esempio 5/9/2021.')
  if (!Number.isFinite(value.number)) return refuse('NOT_A_NUMBER', 'Il numero è troppo grande.')
  if (kind === 'count' && !Number.isInteger(value.number))
    return refuse('NOT_A_COUNT', 'È un conteggio: scriva un numero intero.')
  if (value.number < 0 && kind !== 'number' && kind !== 'money')
    return refuse('NEGATIVE', 'Il valore non può essere negativo.')
  return ok(value)
}

/**
 * What a person typed in the field of a measure [VA1-VA5]: a value, null for an empty field, or a refusal that says
 * in Italian what to write.
 */
export function parseEntry(text: string, kind: MeasureKind): Result<MeasureValue | null, Refusal> {
  const trimmed = text.trim()
  if (trimmed === '') return ok(null)
  if (NOT_APPLICABLE.test(trimmed)) return ok({ type: 'not-applicable' })
  if (kind === 'date') return parseDate(trimmed)
  const number = numberOf(trimmed.replace(/\s*%$/, ''))
  if (number === null)
    return refuse('NOT_A_NUMBER', 'Non è un numero: scriva solo cifre, con la virgola per i decimali.')
  return fitsKind({ type: 'number', number }, kind)
}
