import { romeDay } from '../../calendar'
import { cellAddress, itemAddress, type Measure, type Plan } from '../../model'
import { formatAchievement, formatDate, formatMeasure, formatNumber, formatPercent } from '../../values'
import type { Language } from '../../refusals'
import { type IndicatorScore, type MeasureScore, type Reading, type ScoreNode, nodeAddress } from '../score'
import { sayAbsence, sayAsked, sayPart, sayProvisional, sayValue, sayWeight, WORDS } from './say'
import type { TargetOutcome, ExplanationWords } from './words'

const DATED: ReadonlySet<string> = new Set(['SC13', 'SC38'])

function outcomeOf({ achievement, rule }: ScoreNode): TargetOutcome {
  if (DATED.has(rule)) return achievement === 1 ? 'in-time' : 'late'
  if (achievement !== null && achievement > 1) return 'exceeded'
  if (achievement === 1) return 'met'
  return achievement === 0 ? 'not-met' : 'partly'
}

function sayByHand(node: ScoreNode, words: ExplanationWords): string | null {
  const { manual } = node
  if (!manual) return null
  const { by, at, reason, instead } = manual
  return words.byHand({
    score: formatAchievement(node),
    by,
    on: formatDate(romeDay(at)),
    reason,
    instead: formatPercent(instead),
  })
}

function explainIndicator(node: ScoreNode, indicator: IndicatorScore, words: ExplanationWords): string {
  const { value, measures } = indicator
  const { achievement, absence, rule } = node
  const labelOf = (code: string) => {
    const measure = measures.find((one) => one.code === code)
    return measure ? sayPart(measure, words) : code
  }
  const why = absence ? sayAbsence(absence, labelOf, words) : ''
  const asked = sayAsked(indicator, words)
  const worth = `${words.worth(formatAchievement(node))}${sayProvisional(node, words)}${sayWeight(node, words)} [${rule}].`
  if (value === null) {
    if (achievement === null) return `n.d. (${why})${asked}: ${words.notCounted} [${rule}].`
    if (absence) return `n.d. (${why})${asked}: ${rule === 'SC16' ? `${words.yearClosed}, ` : ''}${worth}`
    return `${words.deadlinesMet}${asked}: ${words.outcome[outcomeOf(node)]}, ${worth}`
  }
  const said = sayValue(indicator, words)
  return achievement === null
    ? `${said}: ${why} [${rule}].`
    : `${said}${asked}: ${words.outcome[outcomeOf(node)]}, ${worth}`
}

function explainGroup(node: ScoreNode, words: ExplanationWords): string {
  const { achievement, rule, children } = node
  if (children.length === 0) return `${words.nothingToScore} [${rule}].`
  const parts = formatNumber(children.length)
  if (achievement === null) return `${children.length === 1 ? words.onlyPartEmpty : words.partsEmpty(parts)}.`
  const counted = formatNumber(children.filter(({ share }) => share !== null).length)
  return `${words.mean({ score: formatAchievement(node), counted, parts })}${sayProvisional(node, words)}${sayWeight(node, words)} [${rule}].`
}

/**
 * Explains a score in one sentence with its numbers, its weight and its rule [SC29].
 * @example "37 su 40 = 92,50 %; obiettivo >= 80,00 %: raggiunto, vale 100,00 %; pesa 33,33 % [SC10]."
 */
export function explainScore(node: ScoreNode, language: Language = 'it'): string {
  const words = WORDS[language]
  const hand = sayByHand(node, words)
  if (hand) return `${hand}${sayWeight(node, words)} [${node.rule}].`
  return node.indicator ? explainIndicator(node, node.indicator, words) : explainGroup(node, words)
}

/** An explanation that can be opened: a sentence, and what it rests on, down to the entered values. */
export interface Explanation {
  /** The address of what is scored, of a measure, of an entered value's cell. */
  readonly key: string
  readonly title: string
  readonly sentence: string
  readonly children: readonly Explanation[]
}

interface Names {
  readonly measures: ReadonlyMap<string, Measure>
  readonly units: ReadonlyMap<string, string>
  readonly people: ReadonlyMap<string, string>
  readonly language: Language
}

const ORDINALS = ['I', 'II', 'III', 'IV'] as const

/** "37, inserito da P.O. Registro Imprese il 03/09/2021": who and when as far as they are known. */
function sayReading({ value, by, at, measure }: Reading, { measures, people, language }: Names): string {
  const said = formatMeasure(value, measures.get(measure) ?? { kind: 'number' })
  const who = by === undefined ? null : (people.get(by) ?? by)
  const on = at === undefined ? null : formatDate(romeDay(at))
  return `${WORDS[language].entered({ value: said, by: who, on })}.`
}

function readingTree(reading: Reading, names: Names): Explanation {
  const { unit, year, period } = reading
  const when = WORDS[names.language].period(ORDINALS[period - 1] ?? String(period), year)
  return {
    key: cellAddress(reading),
    title: `${when}${unit === null ? '' : `, ${names.units.get(unit) ?? unit}`}`,
    sentence: sayReading(reading, names),
    children: [],
  }
}

function measureTree({ code, label, value, readings }: MeasureScore, names: Names): Explanation {
  const said = formatMeasure(value, names.measures.get(code) ?? { kind: 'number' })
  const children = readings.map((reading) => readingTree(reading, names))
  const sentence = `${said}: ${WORDS[names.language].values(formatNumber(readings.length))}.`
  return { key: itemAddress('measures', code), title: label, sentence, children }
}

function treeOf(node: ScoreNode, names: Names): Explanation {
  const below = node.indicator
    ? node.indicator.measures.map((measure) => measureTree(measure, names))
    : node.children.map((child) => treeOf(child, names))
  return {
    key: nodeAddress(node),
    title: node.title,
    sentence: explainScore(node, names.language),
    children: below,
  }
}

/** The whole explanation of a score, down to the entered values with who entered them and when [SC29]. */
export const explanationOf = (
  node: ScoreNode,
  { measures, units, people }: Plan,
  language: Language = 'it',
): Explanation =>
  treeOf(node, {
    measures: new Map(measures.map((measure) => [measure.code, measure])),
    units: new Map(units.map(({ code, name }) => [code, name])),
    people: new Map(people.map(({ code, title }) => [code, title])),
    language,
  })
