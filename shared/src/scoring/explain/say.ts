import { type ExplanationWords, OPERATORS } from './words'
import type { Target } from '../../model'
import { formatDate, formatNumber, formatPercent, formatValue } from '../../values'
import type { Language } from '../../refusals'
import { isPercent } from '../../formula'
import { together } from '../compile/due'
import type { Completeness, Counted, IndicatorScore, MeasureScore, ScoreNode } from '../score'
import { sayAct } from './absence'
import { englishWords } from './english'
import { italianWords } from './italian'
import { quoted, sayNumber } from './told'

/** Words of explanations in each language. */
export const WORDS: Readonly<Record<Language, ExplanationWords>> = { it: italianWords, en: englishWords }

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

/** "; obiettivo >= 80 %", with what it compares with where the print does not say it, and its year where that is another. */
export function sayAsked(indicator: IndicatorScore, words: ExplanationWords): string {
  const { target, reference, unit, decimals, targetYear } = indicator
  if (!target) return ''
  const compared = reference === null ? '' : ` (${formatValue({ type: 'number', number: reference }, unit, decimals)})`
  const asked = words.asked(`${target.printed}${compared}`)
  return `; ${targetYear === undefined ? asked : words.ofYear(asked, targetYear)}`
}

/** "; contano i periodi 1, 3 di 3, gli altri sono neutralizzati (...)", with what is asked for in them [SC141.6]. */
export function sayYearPart({ part, target, decimals }: IndicatorScore, words: ExplanationWords): string {
  if (part === undefined) return ''
  const { periods, of, acts, share, time } = part
  const said = words.yearPart({
    periods,
    whole: of,
    acts: acts.map(({ act, reason }) => ({ act: sayAct(act), reason })),
    time: time && { ...time, from: formatDate(time.from), other: quoted(time.other) },
  })
  const wanted =
    share === 1 || target === null
      ? []
      : 'value' in target
        ? [target.value]
        : 'to' in target
          ? [target.from, target.to]
          : []
  const numbers = wanted.map((number) => sayNumber(number ?? 0, decimals))
  return `; ${said}${numbers.length > 0 ? `, ${words.inPart(numbers.join(' - '))}` : ''}`
}

/** "; pesa 33,33 %" of what stands above, or whether it decides where the worst does; nothing where it stands alone. */
export function sayWeight({ share, under }: ScoreNode, words: ExplanationWords): string {
  if (share === null) return ''
  return `; ${under === 'worst' ? words.decides(share === 1) : words.weighs(formatPercent(share))}`
}

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
  if (indicator?.value === null && counted.there === 0) return ''
  const isPart = counted.there < counted.due
  return `; ${isPart ? words.provisional(counted, of) : words.provisionalBy(formatPercent(coverage))}`
}
