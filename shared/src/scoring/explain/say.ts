import type { Absence, MeasureValue, Target } from '../../model'
import { formatDate, formatNumber, formatPercent, formatValue } from '../../values'
import type { Language } from '../../refusals'
import type { IndicatorScore, ScoreNode } from '../score'
import { english } from './english'
import { italian } from './italian'
import { OPERATORS, type Words } from './words'

export const WORDS: Readonly<Record<Language, Words>> = { it: italian, en: english }

/** Says why there is no number. */
export function sayAbsence(absence: Absence, labelOf: (code: string) => string, words: Words): string {
  switch (absence.type) {
    case 'missing':
      return words.missing(absence.measures.map(labelOf).join('; '))
    case 'not-applicable':
      return words.notApplicable[absence.why]
    case 'undefined':
      return absence.cycle ? `${words.undefined.cycle}: ${absence.cycle.join(' → ')}` : words.undefined[absence.why]
    case 'no-reference':
      return words.noReference[absence.what]
    default:
      return words.absence[absence.type]
  }
}

/** "37 su 40 = 92,50 %" for a ratio of two entered measures, else the value alone. */
export function sayValue(value: MeasureValue, { unit, measures, isRatio }: IndicatorScore, words: Words): string {
  const said = formatValue(value, value.type === 'number' ? unit : undefined)
  const [above, below] = measures
  const both = above?.value?.type === 'number' && below?.value?.type === 'number'
  return isRatio && measures.length === 2 && both
    ? words.ratio(formatValue(above.value), formatValue(below.value), said)
    : said
}

/** Says a target as it is read: to be set beside what is printed. */
export function targetWords(target: Target, unit?: string, language: Language = 'it'): string {
  const { target: words } = WORDS[language]
  switch (target.type) {
    case 'by-date':
      return words.byDate(formatDate(target.date))
    case 'by-dates':
      return words.byDates(target.dates.map(formatDate))
    case 'after-each-period':
      return words.afterPeriod(target.days, target.counted === 'working')
    case 'after-event':
      return words.afterEvent({ amount: target.amount, unit: target.unit, strict: target.strict === true })
    case 'against-year':
      return words.againstYear(target.comparison, target.back)
    case 'against-benchmark': {
      const margin = target.margin ? formatNumber(target.margin) : null
      return words.benchmark({ comparison: target.comparison, scope: target.scope, margin })
    }
    case 'level':
      return `${target.comparison} «${target.level}»`
    case 'first-year':
      return words.firstYear
    case 'observed':
      return words.observed(target.value === undefined ? null : formatNumber(target.value))
    default:
      return `${OPERATORS[target.type] ?? ''} ${formatNumber(target.value)}${unit ? ` ${unit}` : ''}`
  }
}

/** "; obiettivo >= 80 %", with what it compares with where the print does not say it. */
export function sayAsked({ target, reference, unit }: IndicatorScore, words: Words): string {
  if (!target) return ''
  const compared = reference === null ? '' : ` (${formatValue({ type: 'number', number: reference }, unit)})`
  return `; ${words.asked(`${target.printed}${compared}`)}`
}

/** "; pesa 33,33 %" of what stands above; nothing where it stands alone. */
export const sayWeight = ({ share }: ScoreNode, words: Words): string =>
  share === null ? '' : `; ${words.weighs(formatPercent(share))}`
