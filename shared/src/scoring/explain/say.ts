import { type ExplanationWords, OPERATORS } from './words'
import type { Absence, Target } from '../../model'
import { formatDate, formatNumber, formatPercent, formatResult, formatValue } from '../../values'
import type { Language } from '../../refusals'
import { isPercent } from '../../formula'
import { together } from '../compile/due'
import type { Completeness, Counted, IndicatorScore, MeasureScore, ScoreNode } from '../score'

const SCOPES_IT = { cluster: 'media del cluster', regional: 'media regionale', national: 'media nazionale' } as const
const EVENT_UNITS_IT = { days: 'giorni', 'working-days': 'giorni lavorativi', months: 'mesi' } as const

const THINGS_IT = { values: ['valore', 'valori'], units: ['unità', 'unità'] } as const
const partIt = ({ due, there }: Counted, of: 'values' | 'units'): string =>
  `${there} ${THINGS_IT[of][there === 1 ? 0 : 1]} su ${due}`

/** Words of explanations in Italian. */
export const italianWords: ExplanationWords = {
  undefined: {
    'division-by-zero': 'il divisore è zero',
    'wrong-type': 'date e numeri non si possono combinare',
    cycle: 'dipenderebbe da sé stesso',
    formula: 'la formula ha un errore',
    'out-of-range': 'il numero è troppo grande',
  },
  notApplicable: {
    entered: 'non applicabile, come inserito',
    'zero-over-zero': 'non applicabile: zero su zero',
    'no-event': "non applicabile: l'evento da cui decorre il termine non è avvenuto",
  },
  noReference: {
    'earlier-year': "manca il valore dell'anno con cui si confronta",
    'earlier-period': 'manca il valore del periodo precedente',
    benchmark: 'manca il valore degli altri enti con cui si confronta',
  },
  absence: {
    'not-due': 'non ancora dovuto',
    'no-target': "nessun obiettivo per quest'anno: rilevato, non valutato",
    'no-values': 'ancora nessun valore',
    empty: 'niente da valutare',
  },
  outcome: {
    'in-time': 'in tempo',
    late: 'in ritardo',
    exceeded: 'superato',
    met: 'raggiunto',
    partly: 'raggiunto in parte',
    'not-met': 'non raggiunto',
  },
  missing: (labels) => `manca: ${labels}`,
  ratio: (above, below, made) => `${above} su ${below} = ${made}`,
  byHand: ({ score, by, on, reason, instead }) =>
    `${score} dato dal valutatore (${by}, ${on}): «${reason}»; le regole davano ${instead}`,
  provisional: (...part) => `provvisorio: ${partIt(...part)}`,
  provisionalBy: (coverage) => `provvisorio: copertura ${coverage}`,
  part: (label, ...part) => `${label} (${partIt(...part)})`,
  notCounted: 'per ora non conta',
  yearClosed: 'anno chiuso',
  deadlinesMet: 'Scadenze rispettate',
  worth: (share) => `vale ${share}`,
  asked: (target) => `obiettivo ${target}`,
  weighs: (share) => `pesa ${share}`,
  nothingToScore: 'n.d.: niente da valutare',
  onlyPartEmpty: 'n.d.: la sua sola voce non ha ancora un risultato',
  partsEmpty: (parts) => `n.d.: nessuna delle ${parts} voci ha ancora un risultato`,
  mean: ({ score, counted, parts }) =>
    `${score}: media ponderata di ${counted === '1' ? '1 voce valutata' : `${counted} voci valutate`} su ${parts}`,
  period: (ordinal, year) => `${ordinal} periodo ${year}`,
  entered: ({ value, by, on }) =>
    by || on ? `${value}, inserito${by ? ` da ${by}` : ''}${on ? ` il ${on}` : ''}` : value,
  values: (count) => (count === '1' ? '1 valore inserito' : `${count} valori inseriti`),
  target: {
    between: (from, to) => `tra ${from} e ${to}`,
    byDate: (day) => `entro il ${day}`,
    byDates: (days) => `entro il ${days.join(' e il ')}, ciascuna per conto suo`,
    afterPeriod: (days, working) => `entro ${days} giorni${working ? ' lavorativi' : ''} dalla fine di ogni periodo`,
    afterEvent: ({ amount, unit, strict }) =>
      `${strict ? 'meno di' : 'entro'} ${amount} ${EVENT_UNITS_IT[unit]} dall'evento`,
    againstYear: (comparison, back, years) => {
      const ago = `${back === 1 ? 'un anno' : `${back} anni`} prima`
      return years === 1
        ? `${comparison} del valore di ${ago}`
        : `${comparison} della media di ${years} anni, fino a ${ago}`
    },
    benchmark: ({ comparison, scope, margin }) =>
      `${comparison} ${SCOPES_IT[scope]}${margin ? `, con un margine di ${margin}` : ''}`,
    firstYear: 'anno di rilevazione: registrato, non valutato',
    observed: (expected) => (expected === null ? 'solo rilevato' : `solo rilevato, atteso ${expected}`),
  },
}

const SCOPES_EN = { cluster: 'mean of the cluster', regional: 'regional mean', national: 'national mean' } as const
const EVENT_UNITS_EN = { days: 'days', 'working-days': 'working days', months: 'months' } as const

const THINGS_EN = { values: ['value', 'values'], units: ['unit', 'units'] } as const
const partEn = ({ due, there }: Counted, of: 'values' | 'units'): string =>
  `${there} of ${due} ${THINGS_EN[of][due === 1 ? 0 : 1]}`

/** Words of explanations in English. */
export const englishWords: ExplanationWords = {
  undefined: {
    'division-by-zero': 'the divisor is zero',
    'wrong-type': 'days and numbers cannot be combined',
    cycle: 'it would depend on itself',
    formula: 'there is a mistake in the formula',
    'out-of-range': 'the number is too large',
  },
  notApplicable: {
    entered: 'not applicable, as entered',
    'zero-over-zero': 'not applicable: zero over zero',
    'no-event': 'not applicable: the event that the term runs from did not happen',
  },
  noReference: {
    'earlier-year': 'the value of the year it is compared with is missing',
    'earlier-period': 'the value of the period before is missing',
    benchmark: 'the value of the other bodies it is compared with is missing',
  },
  absence: {
    'not-due': 'not due yet',
    'no-target': 'no target for this year: recorded, not scored',
    'no-values': 'no value yet',
    empty: 'nothing to score',
  },
  outcome: {
    'in-time': 'in time',
    late: 'late',
    exceeded: 'exceeded',
    met: 'met',
    partly: 'partly met',
    'not-met': 'not met',
  },
  missing: (labels) => `missing: ${labels}`,
  ratio: (above, below, made) => `${above} over ${below} = ${made}`,
  byHand: ({ score, by, on, reason, instead }) =>
    `${score} given by the evaluator (${by}, ${on}): “${reason}”; the rules would give ${instead}`,
  provisional: (...part) => `provisional: ${partEn(...part)}`,
  provisionalBy: (coverage) => `provisional: coverage ${coverage}`,
  part: (label, ...part) => `${label} (${partEn(...part)})`,
  notCounted: 'does not count for now',
  yearClosed: 'year closed',
  deadlinesMet: 'Deadlines kept',
  worth: (share) => `worth ${share}`,
  asked: (target) => `target ${target}`,
  weighs: (share) => `weighs ${share}`,
  nothingToScore: 'n.d.: nothing to score',
  onlyPartEmpty: 'n.d.: its only part has no result yet',
  partsEmpty: (parts) => `n.d.: none of its ${parts} parts has a result yet`,
  mean: ({ score, counted, parts }) => `${score}: weighted mean of ${counted} scored out of ${parts}`,
  period: (ordinal, year) => `period ${ordinal} of ${year}`,
  entered: ({ value, by, on }) =>
    by || on ? `${value}, entered${by ? ` by ${by}` : ''}${on ? ` on ${on}` : ''}` : value,
  values: (count) => (count === '1' ? '1 value entered' : `${count} values entered`),
  target: {
    between: (from, to) => `between ${from} and ${to}`,
    byDate: (day) => `by ${day}`,
    byDates: (days) => `by ${days.join(' and by ')}, each on its own`,
    afterPeriod: (days, working) => `within ${days} ${working ? 'working ' : ''}days of the end of each period`,
    afterEvent: ({ amount, unit, strict }) =>
      `${strict ? 'less than' : 'within'} ${amount} ${EVENT_UNITS_EN[unit]} of the event`,
    againstYear: (comparison, back, years) => {
      const ago = `${back === 1 ? 'one year' : `${back} years`} before`
      return years === 1
        ? `${comparison} the value of ${ago}`
        : `${comparison} the mean of ${years} years, up to ${ago}`
    },
    benchmark: ({ comparison, scope, margin }) =>
      `${comparison} the ${SCOPES_EN[scope]}${margin ? `, with a margin of ${margin}` : ''}`,
    firstYear: 'year of observation: recorded, not scored',
    observed: (expected) => (expected === null ? 'observed only' : `observed only, expected ${expected}`),
  },
}

export const WORDS: Readonly<Record<Language, ExplanationWords>> = { it: italianWords, en: englishWords }

/** Says why there is no number. */
export function sayAbsence(absence: Absence, labelOf: (code: string) => string, words: ExplanationWords): string {
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
export function sayValue(indicator: IndicatorScore, words: ExplanationWords): string {
  const { measures, isRatio } = indicator
  const said = formatResult(indicator)
  const [above, below] = measures
  const both = above?.value?.type === 'number' && below?.value?.type === 'number'
  return isRatio && measures.length === 2 && both
    ? words.ratio(formatValue(above.value), formatValue(below.value), said)
    : said
}

/** Says a target as it is read: to be set beside what is printed. */
export function targetWords(target: Target, printedUnit?: string, language: Language = 'it'): string {
  const { target: words } = WORDS[language]
  const unit = isPercent(printedUnit) ? '%' : printedUnit
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
      return words.againstYear(target.comparison, target.back, target.years ?? 1)
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
    case 'between':
      return words.between(formatNumber(target.from), `${formatNumber(target.to)}${unit ? ` ${unit}` : ''}`)
    default: {
      const number = `${OPERATORS[target.type] ?? ''} ${formatNumber(target.value)}${unit ? ` ${unit}` : ''}`
      return target.by === undefined ? number : `${number} ${words.byDate(formatDate(target.by))}`
    }
  }
}

/** "; obiettivo >= 80 %", with what it compares with where the print does not say it. */
export function sayAsked({ target, reference, unit, decimals }: IndicatorScore, words: ExplanationWords): string {
  if (!target) return ''
  const compared = reference === null ? '' : ` (${formatValue({ type: 'number', number: reference }, unit, decimals)})`
  return `; ${words.asked(`${target.printed}${compared}`)}`
}

/** "; pesa 33,33 %" of what stands above; nothing where it stands alone. */
export const sayWeight = ({ share }: ScoreNode, words: ExplanationWords): string =>
  share === null ? '' : `; ${words.weighs(formatPercent(share))}`

/** Counts what is there of measures: units, where each has several of which some have given all and others nothing, else values. */
function countedOf(parts: readonly Completeness[]): readonly [Counted, 'values' | 'units'] {
  const perUnit = ({ due, there, units }: Completeness) => units.due > 1 && there * units.due === units.there * due
  return parts.every(perUnit) ? [together(parts.map(({ units }) => units)), 'units'] : [together(parts), 'values']
}

/** "Misura (2 valori su 3)": a measure of which a part is there. */
export const sayPart = ({ label, there }: MeasureScore, words: ExplanationWords): string =>
  there.there > 0 ? words.part(label, ...countedOf([there])) : label

/** "; provvisorio: 1 unità su 6" while something that is due is not there; nothing where all is [SC65.2]. */
export function sayProvisional({ isProvisional, coverage, indicator }: ScoreNode, words: ExplanationWords): string {
  if (!isProvisional) return ''
  const parts = indicator?.measures.map(({ there }) => there).filter(({ due }) => due > 0) ?? []
  const [counted, of] = countedOf(parts)
  // Of what is not there at all the reason says enough.
  if (indicator && counted.there === 0) return ''
  const isPart = counted.there < counted.due
  return `; ${isPart ? words.provisional(counted, of) : words.provisionalBy(formatPercent(coverage))}`
}
