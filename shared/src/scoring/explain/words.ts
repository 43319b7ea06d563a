import type { Absence, MeasureValue, Target } from '../../model'
import { formatDate, formatNumber, formatPercent, formatValue } from '../../values'
import type { IndicatorScore, ScoreNode } from '../score'

const UNDEFINED_WORDS = {
  'division-by-zero': 'il divisore è zero',
  'wrong-type': 'date e numeri non si possono combinare',
  cycle: 'dipenderebbe da sé stesso',
  formula: 'la formula ha un errore',
  'out-of-range': 'il numero è troppo grande',
} as const

const NOT_APPLICABLE_WORDS = {
  entered: 'non applicabile, come inserito',
  'zero-over-zero': 'non applicabile: zero su zero',
  'no-event': "non applicabile: l'evento da cui decorre il termine non è avvenuto",
} as const

const REFERENCE_WORDS = {
  'earlier-year': "manca il valore dell'anno con cui si confronta",
  'earlier-period': 'manca il valore del periodo precedente',
  benchmark: 'manca il valore degli altri enti con cui si confronta',
} as const

/** Why there is no number, in Italian. */
export function absenceWords(absence: Absence, labelOf: (code: string) => string): string {
  switch (absence.type) {
    case 'missing':
      return `manca: ${absence.measures.map(labelOf).join('; ')}`
    case 'not-due':
      return 'non ancora dovuto'
    case 'not-applicable':
      return NOT_APPLICABLE_WORDS[absence.why]
    case 'undefined':
      return absence.cycle ? `${UNDEFINED_WORDS.cycle}: ${absence.cycle.join(' → ')}` : UNDEFINED_WORDS[absence.why]
    case 'no-target':
      return "nessun obiettivo per quest'anno: rilevato, non valutato"
    case 'no-reference':
      return REFERENCE_WORDS[absence.what]
    case 'no-values':
      return 'ancora nessun valore'
    case 'empty':
      return 'niente da valutare'
  }
}

/** "37 su 40 = 92,50 %" for a ratio of two entered measures, else the value alone. */
export function valueWords(value: MeasureValue, { unit, measures, isRatio }: IndicatorScore): string {
  const said = formatValue(value, value.type === 'number' ? unit : undefined)
  const [above, below] = measures
  const both = above?.value?.type === 'number' && below?.value?.type === 'number'
  return isRatio && measures.length === 2 && both
    ? `${formatValue(above.value)} su ${formatValue(below.value)} = ${said}`
    : said
}

const OPERATORS = { 'at-least': '≥', 'more-than': '>', 'at-most': '≤', 'less-than': '<', equals: '=' } as const
const SCOPES = { cluster: 'media del cluster', regional: 'media regionale', national: 'media nazionale' } as const
const EVENT_UNITS = { days: 'giorni', 'working-days': 'giorni lavorativi', months: 'mesi' } as const

/** What a target asks, as it is read: to be set beside what is printed. */
export function targetWords(target: Target, unit?: string): string {
  switch (target.type) {
    case 'by-date':
      return `entro il ${formatDate(target.date)}`
    case 'by-dates':
      return `entro il ${target.dates.map(formatDate).join(' e il ')}, ciascuna per conto suo`
    case 'after-each-period':
      return `entro ${target.days} giorni${target.counted ? ' lavorativi' : ''} dalla fine di ogni periodo`
    case 'after-event':
      return `${target.strict ? 'meno di' : 'entro'} ${target.amount} ${EVENT_UNITS[target.unit]} dall'evento`
    case 'against-year':
      return `${target.comparison} del valore di ${target.back === 1 ? 'un anno' : `${target.back} anni`} prima`
    case 'against-benchmark':
      return `${target.comparison} ${SCOPES[target.scope]}${target.margin ? `, con un margine di ${formatNumber(target.margin)}` : ''}`
    case 'level':
      return `${target.comparison} «${target.level}»`
    case 'first-year':
      return 'anno di rilevazione: registrato, non valutato'
    case 'observed':
      return target.value === undefined ? 'solo rilevato' : `solo rilevato, atteso ${formatNumber(target.value)}`
    default:
      return `${OPERATORS[target.type]} ${formatNumber(target.value)}${unit ? ` ${unit}` : ''}`
  }
}

/** "obiettivo >= 80 %", with what it compares with where the print does not say it. */
export function askedWords({ target, reference, unit }: IndicatorScore): string {
  if (!target) return ''
  const compared = reference === null ? '' : ` (${formatValue({ type: 'number', number: reference }, unit)})`
  return `; obiettivo ${target.printed}${compared}`
}

/** "; pesa 33,33 %" of what stands above; nothing where it stands alone. */
export const weightWords = ({ share }: ScoreNode): string => (share === null ? '' : `; pesa ${formatPercent(share)}`)
