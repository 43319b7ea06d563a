import { romeDay } from '../../calendar'
import type { Measure, Plan } from '../../model'
import { formatDate, formatMeasure, formatNumber, formatPercent } from '../../values'
import type { IndicatorScore, MeasureScore, Reading, ScoreNode } from '../score'
import { absenceWords, askedWords, valueWords, weightWords } from './words'

const DATED: ReadonlySet<string> = new Set(['SC13', 'SC38'])

function outcome({ achievement, rule }: ScoreNode): string {
  if (DATED.has(rule)) return achievement === 1 ? 'in tempo' : 'in ritardo'
  if (achievement !== null && achievement > 1) return 'superato'
  if (achievement === 1) return 'raggiunto'
  return achievement === 0 ? 'non raggiunto' : 'raggiunto in parte'
}

const byHand = ({ judgement, achievement }: ScoreNode): string | null =>
  judgement &&
  `${formatPercent(achievement)} dato dal valutatore (${judgement.by}, ${formatDate(romeDay(judgement.at))}): «${judgement.reason}»; le regole davano ${formatPercent(judgement.instead)}`

function explainIndicator(node: ScoreNode, indicator: IndicatorScore): string {
  const { value, measures } = indicator
  const { achievement, absence, rule } = node
  const labelOf = (code: string) => measures.find((measure) => measure.code === code)?.label ?? code
  const words = absence ? absenceWords(absence, labelOf) : ''
  const asked = askedWords(indicator)
  const weight = weightWords(node)
  if (value === null)
    return achievement === null
      ? `n.d. (${words})${asked}: per ora non conta [${rule}].`
      : absence
        ? `n.d. (${words})${asked}: ${rule === 'SC16' ? 'anno chiuso, ' : ''}vale ${formatPercent(achievement)}${weight} [${rule}].`
        : `Scadenze rispettate${asked}: ${outcome(node)}, vale ${formatPercent(achievement)}${weight} [${rule}].`
  const said = valueWords(value, indicator)
  return achievement === null
    ? `${said}: ${words} [${rule}].`
    : `${said}${asked}: ${outcome(node)}, vale ${formatPercent(achievement)}${weight} [${rule}].`
}

function explainGroup(node: ScoreNode): string {
  const { achievement, rule, children } = node
  if (children.length === 0) return `n.d.: niente da valutare [${rule}].`
  const of = formatNumber(children.length)
  if (achievement === null)
    return children.length === 1
      ? 'n.d.: la sua sola voce non ha ancora un risultato.'
      : `n.d.: nessuna delle ${of} voci ha ancora un risultato.`
  const counted = children.filter(({ share }) => share !== null).length
  const voices = counted === 1 ? '1 voce valutata' : `${formatNumber(counted)} voci valutate`
  return `${formatPercent(achievement)}: media ponderata di ${voices} su ${of}${weightWords(node)} [${rule}].`
}

/**
 * Why a score is what it is, in one Italian sentence with its numbers, its weight and its rule [SC29].
 * @example "37 su 40 = 92,50 %; obiettivo >= 80,00 %: raggiunto, vale 100,00 %; pesa 33,33 % [SC10]."
 */
export function explain(node: ScoreNode): string {
  const hand = byHand(node)
  if (hand) return `${hand}${weightWords(node)} [${node.rule}].`
  return node.indicator ? explainIndicator(node, node.indicator) : explainGroup(node)
}

/** An explanation that can be opened: a sentence, and what it rests on, down to the entered values. */
export interface Explanation {
  /** `indicator/X`, `measure/Y`; of an entered value its cell. */
  readonly key: string
  readonly title: string
  readonly sentence: string
  readonly children: readonly Explanation[]
}

interface Names {
  readonly measures: ReadonlyMap<string, Measure>
  readonly units: ReadonlyMap<string, string>
  readonly people: ReadonlyMap<string, string>
}

const ORDINALS = ['I', 'II', 'III', 'IV'] as const

/** "37, inserito da P.O. Registro Imprese il 03/09/2021": who and when as far as they are known. */
function readingSentence({ value, by, at, measure }: Reading, { measures, people }: Names): string {
  const said = formatMeasure(value, measures.get(measure) ?? { kind: 'number' })
  const who = by === undefined ? '' : ` da ${people.get(by) ?? by}`
  const when = at === undefined ? '' : ` il ${formatDate(romeDay(at))}`
  return who || when ? `${said}, inserito${who}${when}.` : `${said}.`
}

function readingTree(reading: Reading, names: Names): Explanation {
  const { measure, unit, year, period } = reading
  const title = `${ORDINALS[period - 1] ?? period} periodo ${year}${unit === null ? '' : `, ${names.units.get(unit) ?? unit}`}`
  return {
    key: `cell/${measure}/${unit ?? ''}/${year}/${period}`,
    title,
    sentence: readingSentence(reading, names),
    children: [],
  }
}

function measureTree({ code, label, value, readings }: MeasureScore, names: Names): Explanation {
  const of = readings.length === 1 ? '1 valore inserito' : `${formatNumber(readings.length)} valori inseriti`
  const said = formatMeasure(value, names.measures.get(code) ?? { kind: 'number' })
  const children = readings.map((reading) => readingTree(reading, names))
  return { key: `measure/${code}`, title: label, sentence: `${said}: ${of}.`, children }
}

function treeOf(node: ScoreNode, names: Names): Explanation {
  const below = node.indicator
    ? node.indicator.measures.map((measure) => measureTree(measure, names))
    : node.children.map((child) => treeOf(child, names))
  return { key: `${node.kind}/${node.code}`, title: node.title, sentence: explain(node), children: below }
}

/** The whole explanation of a score, down to the entered values with who entered them and when [SC29]. */
export const explanationOf = (node: ScoreNode, { measures, units, people }: Plan): Explanation =>
  treeOf(node, {
    measures: new Map(measures.map((measure) => [measure.code, measure])),
    units: new Map(units.map(({ code, name }) => [code, name])),
    people: new Map(people.map(({ code, title }) => [code, title])),
  })
