import type { Absence, MeasureValue } from '../model'
import { formatNumber, formatPercent, formatValue } from '../values'
import type { IndicatorScore, ScoreNode } from './score'

const UNDEFINED_WORDS = {
  'division-by-zero': 'il divisore è zero',
  'wrong-type': 'date e numeri non si possono combinare',
  cycle: 'dipenderebbe da sé stesso',
  formula: 'la formula ha un errore',
  'out-of-range': 'il numero è troppo grande',
} as const

function absenceWords(absence: Absence, labelOf: (code: string) => string): string {
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

/** "37 su 40 = 92,50 %" for a ratio of two entered measures, else the value alone. */
function valueWords(value: MeasureValue, { unit, measures, isRatio }: IndicatorScore): string {
  const shown = formatValue(value, value.type === 'number' ? unit : undefined)
  const [above, below] = measures
  const both = above?.value?.type === 'number' && below?.value?.type === 'number'
  return isRatio && measures.length === 2 && both
    ? `${formatValue(above.value)} su ${formatValue(below.value)} = ${shown}`
    : shown
}

function outcome({ achievement, rule }: ScoreNode): string {
  if (rule === 'SC13') return achievement === 1 ? 'in tempo' : 'in ritardo'
  if (achievement === 1) return 'raggiunto'
  return achievement === 0 ? 'non raggiunto' : 'raggiunto in parte'
}

function explainIndicator(node: ScoreNode, indicator: IndicatorScore): string {
  const { value, target, measures } = indicator
  const { achievement, absence, rule } = node
  const labelOf = (code: string) => measures.find((measure) => measure.code === code)?.label ?? code
  const words = absence ? absenceWords(absence, labelOf) : ''
  const asked = target ? `; obiettivo ${target.printed}` : ''
  if (value === null)
    return achievement === null
      ? `n.d. (${words})${asked}: per ora non conta [${rule}].`
      : `n.d. (${words})${asked}: anno chiuso, vale ${formatPercent(achievement)} [${rule}].`
  const shown = valueWords(value, indicator)
  return achievement === null
    ? `${shown}: ${words} [${rule}].`
    : `${shown}${asked}: ${outcome(node)}, vale ${formatPercent(achievement)} [${rule}].`
}

function explainGroup({ achievement, rule, children }: ScoreNode): string {
  if (children.length === 0) return `n.d.: niente da valutare [${rule}].`
  const of = formatNumber(children.length)
  if (achievement === null) return `n.d.: nessuna delle ${of} voci ha ancora un risultato.`
  const counted = children.filter(({ share }) => share !== null).length
  const voices = counted === 1 ? '1 voce valutata' : `${formatNumber(counted)} voci valutate`
  return `${formatPercent(achievement)}: media ponderata di ${voices} su ${of} [${rule}].`
}

/**
 * Why a score is what it is, in one Italian sentence with its numbers and its rule [SC29].
 * @example "37 su 40 = 92,50 %; obiettivo >= 80,00 %: raggiunto, vale 100,00 % [SC10]."
 */
export function explain(node: ScoreNode): string {
  return node.indicator ? explainIndicator(node, node.indicator) : explainGroup(node)
}
