import { romeDay } from '../../calendar'
import { cellAddress, itemAddress, type Measure, type Plan, type Policy } from '../../model'
import { formatDate, formatMeasure, formatNumber } from '../../values'
import type { Language } from '../../refusals'
import { type MeasureScore, type Reading, type ScoreNode, nodeAddress } from '../score'
import { explainScore } from './explain'
import { paragraphsOf, type RuleSaid, sayRule } from './rules'
import { WORDS } from './say'
import { quoted } from './told'

/** An explanation that can be opened: a sentence, and what it rests on, down to the entered values. */
export interface Explanation {
  /** The address of what is scored, of a measure, of an entered value's cell. */
  readonly key: string
  readonly title: string
  readonly sentence: string
  /**
   * The rule behind the sentence: its number, its clause for whoever asks for details, and the paragraph of the policy that
   * says how it goes; null for none.
   */
  readonly rule: (RuleSaid & { readonly paragraph: string }) | null
  readonly children: readonly Explanation[]
}

interface Names {
  readonly measures: ReadonlyMap<string, Measure>
  readonly units: ReadonlyMap<string, string>
  readonly people: ReadonlyMap<string, string>
  /** Names of what the system computes figures of: units, areas, objectives. */
  readonly items: ReadonlyMap<string, string>
  readonly paragraphOf: (node: ScoreNode) => string
  readonly language: Language
}

const ORDINALS = ['I', 'II', 'III', 'IV'] as const

/** "37, inserito da P.O. Registro Imprese il 03/09/2021": who and when as far as they are known. */
function sayReading(
  { value, by, at, measure, brought = false }: Reading,
  { measures, people, language }: Names,
): string {
  const said = formatMeasure(value, measures.get(measure) ?? { kind: 'number' })
  const who = by === undefined ? null : (people.get(by) ?? by)
  const on = at === undefined ? null : formatDate(romeDay(at))
  return `${WORDS[language].entered({ value: said, by: who, on, brought })}.`
}

function readingTree(reading: Reading, names: Names): Explanation {
  const { unit, year, period } = reading
  const when = WORDS[names.language].period(ORDINALS[period - 1] ?? String(period), year)
  return {
    key: cellAddress(reading),
    title: `${when}${unit === null ? '' : `, ${names.units.get(unit) ?? unit}`}`,
    sentence: sayReading(reading, names),
    rule: null,
    children: [],
  }
}

/** "7: 2 valori inseriti", or what the system computed it from [SC81.6]. */
function sayMeasure({ code, value, readings }: MeasureScore, { measures, items, language }: Names): string {
  const measure = measures.get(code)
  const words = WORDS[language]
  const said = formatMeasure(value, measure ?? { kind: 'number' })
  if (measure?.entry.by !== 'computed') return `${said}: ${words.values(formatNumber(readings.length))}.`
  const { what, of } = measure.entry
  return `${words.bySystem(said, words.computed[what], of === undefined ? null : quoted(items.get(of) ?? of))}.`
}

function measureTree(measure: MeasureScore, names: Names): Explanation {
  const children = measure.readings.map((reading) => readingTree(reading, names))
  const key = itemAddress('measures', measure.code)
  return { key, title: measure.label, sentence: sayMeasure(measure, names), rule: null, children }
}

function treeOf(node: ScoreNode, names: Names): Explanation {
  const below = node.indicator
    ? node.indicator.measures.map((measure) => measureTree(measure, names))
    : node.children.map((child) => treeOf(child, names))
  const rule = sayRule(node.rule, names.language)
  return {
    key: nodeAddress(node),
    title: node.title,
    sentence: explainScore(node, names.language),
    rule: rule && { ...rule, paragraph: names.paragraphOf(node) },
    children: below,
  }
}

/**
 * The whole explanation of a score, down to the entered values with who entered them and when [SC29].
 * @param policy of the year, where a paragraph may be that of settings for some of what is scored
 */
export const explanationOf = (
  node: ScoreNode,
  plan: Plan,
  language: Language = 'it',
  policy: Policy | null = null,
): Explanation =>
  treeOf(node, {
    measures: new Map(plan.measures.map((measure) => [measure.code, measure])),
    units: new Map(plan.units.map(({ code, name }) => [code, name])),
    items: new Map([
      ...plan.units.map(({ code, name }) => [code, name] as const),
      ...[...plan.areas, ...plan.objectives].map(({ code, title }) => [code, title] as const),
    ]),
    people: new Map(plan.people.map(({ code, title }) => [code, title])),
    paragraphOf: paragraphsOf(plan, policy),
    language,
  })
