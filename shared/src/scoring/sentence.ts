import type { Absence, MeasureValue, Target } from '../model'
import { formatNumber, formatPercent, formatValue } from '../values'
import type { Achievement } from './achieve'
import type { Band, MeasureScore, ScoreNode } from './score'

export const BAND_WORDS: Readonly<Record<Band, string>> = {
  met: 'raggiunto',
  partly: 'parzialmente raggiunto',
  'not-met': 'non raggiunto',
}

const UNDEFINED_WORDS = {
  'division-by-zero': 'il divisore è zero',
  'wrong-type': 'date e numeri non si possono combinare',
  cycle: 'dipenderebbe da sé stesso',
  formula: 'la formula ha un errore',
} as const

/** Why there is no value, in words; measures by their label where the caller knows it. */
export function absenceWords(absence: Absence, labelOf: (code: string) => string = (code) => code): string {
  switch (absence.type) {
    case 'missing':
      return `manca: ${absence.measures.map(labelOf).join('; ')}`
    case 'not-due':
      return 'non ancora dovuto'
    case 'not-applicable':
      return absence.why === 'entered' ? 'non applicabile, come inserito' : 'non applicabile: zero su zero'
    case 'undefined':
      return UNDEFINED_WORDS[absence.why]
    case 'no-target':
      return "nessun obiettivo per quest'anno: rilevato, non valutato"
    case 'no-values':
      return 'ancora nessun valore'
    case 'empty':
      return 'niente da valutare'
  }
}

/** The target as it is printed in the plan. */
export const targetWords = (target: Target): string => `obiettivo ${target.printed}`

/** "37 su 40 = 92,50 %" for a ratio of two entered measures, else the value alone. */
export function valueWords(
  value: MeasureValue,
  unit: string,
  measures: readonly MeasureScore[],
  isRatio: boolean,
): string {
  const shown = formatValue(value, value.type === 'number' ? unit : undefined)
  const [above, below] = measures
  const both = above?.value?.type === 'number' && below?.value?.type === 'number'
  return isRatio && measures.length === 2 && both
    ? `${formatValue(above.value)} su ${formatValue(below.value)} = ${shown}`
    : shown
}

/** The sentence of a scored indicator: value, target, rule, result [SC29]. */
export const indicatorWords = (value: string, target: Target, { achievement, words, rule }: Achievement): string =>
  `${value}; ${targetWords(target)}: ${words}, vale ${formatPercent(achievement)} [${rule}].`

/** The sentence of what stands above: from how many, with which rule [SC29]. */
export function groupWords(achievement: number | null, rule: string, children: readonly ScoreNode[]): string {
  const counted = children.filter((child) => child.share !== null).length
  if (children.length === 0) return `n.d.: ${absenceWords({ type: 'empty' })} [SC25].`
  if (achievement === null) return `n.d.: nessuna delle ${formatNumber(children.length)} voci ha ancora un risultato.`
  const voices = counted === 1 ? '1 voce valutata' : `${formatNumber(counted)} voci valutate`
  return `${formatPercent(achievement)}: media ponderata di ${voices} su ${formatNumber(children.length)} [${rule}].`
}
