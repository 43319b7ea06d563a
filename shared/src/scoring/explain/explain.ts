import { romeDay } from '../../calendar'
import type { MeasureValue } from '../../model'
import { formatAchievement, formatDate, formatMeasure, formatNumber, formatPercent, formatResult } from '../../values'
import { isPercent } from '../../formula'
import type { Language } from '../../refusals'
import type { GroupGrounds, PartGrounds } from '../grounds/grounds'
import { sayBand, sayVerdict, verdictOf } from '../grounds/verdict'
import { type IndicatorScore, type ScoreNode, loneMeasure } from '../score'
import { sayHow } from './how'
import { sayAbsence } from './absence'
import { sayAsked, sayPart, sayYearPart, sayProvisional, sayWeight, WORDS } from './say'
import { quoted, sayNumber, tellFormula } from './told'
import type { ExplanationWords } from './words'

/** ", raggiunto": the verdict, in the same words as on every page [SC80]. */
function sayVerdictOf(node: ScoreNode, language: Language): string {
  const verdict = verdictOf(node)
  return verdict ? `, ${sayVerdict(verdict, language)}` : ''
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

/** "37 su 40 = 92,50 %", "sì", "medio (livello 2 di 3)": the value with what it was computed from [SC81]. */
function sayValue(value: MeasureValue, indicator: IndicatorScore, words: ExplanationWords): string {
  const { tree, inputs, unit } = indicator
  const lone = loneMeasure(indicator)
  if (value.type === 'number' && lone?.kind === 'boolean') return value.number === 1 ? words.yes : words.no
  if (value.type === 'number' && lone?.kind === 'level' && lone.levels?.[value.number - 1] !== undefined)
    return words.placed(formatMeasure(value, lone), value.number, lone.levels.length)
  const said =
    value.type === 'number' && !isPercent(unit)
      ? `${sayNumber(value.number, indicator.decimals)}${unit ? ` ${unit}` : ''}`
      : formatResult(indicator)
  const told = tree && value.type === 'number' ? tellFormula(tree, inputs, unit, words) : null
  return told === null ? said : `${told} = ${said}`
}

function sayUnjudged(node: ScoreNode, indicator: IndicatorScore, words: ExplanationWords, language: Language): string {
  const { achievement, rule } = node
  const { how } = indicator.grounds
  const passed = how.type === 'none' && how.daysPast !== null ? words.passed(how.daysPast) : null
  if (achievement === null) return `${passed ?? words.notCounted(node.isClosed)}${sayVerdictOf(node, language)}.`
  const why = rule === 'SC16' ? words.yearClosed : passed
  return `${why === null ? '' : `${why}, `}${sayWorth(node, words, language)}`
}

/** "vale 100,00 %, raggiunto; pesa 33,33 %." */
const sayWorth = (node: ScoreNode, words: ExplanationWords, language: Language): string =>
  `${words.worth(formatAchievement(node))}${sayVerdictOf(node, language)}${sayProvisional(node, words)}${sayWeight(node, words)}.`

function explainIndicator(node: ScoreNode, indicator: IndicatorScore, words: ExplanationWords, language: Language) {
  const { value, measures, grounds } = indicator
  const { achievement, absence } = node
  const labelOf = (code: string) => {
    const measure = measures.find((one) => one.code === code)
    return measure ? sayPart(measure, words) : code
  }
  const said = value === null ? 'n.d.' : sayValue(value, indicator, words)
  const asked = `${sayAsked(indicator, words)}${sayYearPart(indicator, words)}`
  if (absence) {
    const why = node.rule === 'SC96' ? words.withoutTarget : sayAbsence(absence, labelOf, language)
    // What is not to be scored says so; of everything else it is said what it counts meanwhile.
    return value !== null && achievement === null && absence.type !== 'missing' && absence.type !== 'not-due'
      ? `${said}: ${why}.`
      : `${said} (${why})${asked}: ${sayUnjudged(node, indicator, words, language)}`
  }
  const how = sayHow(grounds, indicator, words)
  return `${said}${asked}: ${how === '' ? '' : `${how}, `}${sayWorth(node, words, language)}`
}

/** Says the rule that ran over a part of a group [SC82]. */
function sayPartRule(
  part: Pick<PartGrounds, 'weights' | 'counted' | 'parts'>,
  { combine, best, worst, beyond }: GroupGrounds,
  node: ScoreNode,
  { words, language }: { readonly words: ExplanationWords; readonly language: Language },
): string {
  const { group } = words
  const scored = group.scored(part.counted, formatNumber(part.parts))
  if (combine === 'worst')
    return group.worst(scored, quoted(worst ?? ''), formatPercent(beyond?.before ?? node.achievement))
  if (combine === 'share-met' && best)
    return group.shareMet(scored, part.weights, {
      name: sayBand(best, language),
      from: formatPercent(best.from),
      edge: best.edge,
    })
  const own = beyond?.at === 'child' ? group.ownWhole : ''
  if (combine === 'mean') return `${group.mean(scored, part.weights)}${own}`
  return `${group.sum(scored, part.weights)}${combine === 'money' ? group.ownMoney : own}`
}

/** Part of a group as it is named: by its title where it has one. */
const partName = ({ of, name }: PartGrounds) => (name === undefined ? of : { name: `«${quoted(name)}»` })

/** Says why a part counts for nothing; `children` are those of its own. */
function sayWithout(part: PartGrounds, children: readonly ScoreNode[], words: ExplanationWords): string {
  const weighs = children.some(({ nominal }) => (nominal ?? 0) > 0)
  const why = part.counted === 0 ? 'no-score' : weighs ? 'scored-weightless' : 'weightless'
  return words.group.without[why](partName(part))
}

/** Says by which rule a group was scored: of its parts one by one where it has several [SC82, SC142.4]. */
function sayGroup(node: ScoreNode, grounds: GroupGrounds, words: ExplanationWords, language: Language): string {
  const starts = grounds.parts.map((_, at) => grounds.parts.slice(0, at).reduce((sum, { parts }) => sum + parts, 0))
  const ownOf = (part: PartGrounds) => {
    const start = starts[grounds.parts.indexOf(part)] ?? 0
    return node.children.slice(start, start + part.parts)
  }
  const parts = grounds.parts.filter((part) => part.parts > 0)
  const ruleOf = (part: Pick<PartGrounds, 'weights' | 'counted' | 'parts'>) =>
    sayPartRule(part, grounds, node, { words, language })
  const [first] = parts
  if (grounds.combine === 'worst' || parts.length < 2) {
    const sum = (what: 'counted' | 'parts') => parts.reduce((all, part) => all + part[what], 0)
    return ruleOf({ weights: first?.weights ?? 'equal', counted: sum('counted'), parts: sum('parts') })
  }
  const scored = parts.filter(({ share }) => share > 0)
  const [only] = scored
  if (scored.length === 1 && only) {
    const others = parts.filter((part) => part !== only).map((part) => sayWithout(part, ownOf(part), words))
    return words.group.onlyPart(partName(only), ruleOf(only), others.join(words.group.and))
  }
  return scored
    .map((part) => words.group.part(formatPercent(part.share), partName(part), formatPercent(part.score), ruleOf(part)))
    .join(words.group.and)
}

function explainGroup(node: ScoreNode, words: ExplanationWords, language: Language): string {
  const { achievement, children, grounds } = node
  if (children.length === 0) return `${words.nothingToScore}.`
  if (node.absence?.type === 'weightless') return `${words.weightless}.`
  if (achievement === null || !grounds) {
    if (children.length === 1) return `${words.onlyPartEmpty(node.isClosed)}.`
    return `${words.partsEmpty(formatNumber(children.length), node.isClosed)}.`
  }
  const before = grounds.beyond?.before ?? null
  const cut = before === null ? '' : words.group.cut(formatPercent(before))
  const rule = `${sayGroup(node, grounds, words, language)}${cut}`
  return `${formatAchievement(node)}${sayVerdictOf(node, language)}: ${rule}${sayProvisional(node, words)}${sayWeight(node, words)}.`
}

/**
 * Explains a score in one sentence, made of the grounds that scored it, with its numbers and its weight [SC29, SC80-SC83].
 * @example "37 su 40 = 92,50 %; obiettivo >= 80,00 %: è almeno 80, vale 100,00 %, raggiunto; pesa 33,33 %."
 */
export function explainScore(node: ScoreNode, language: Language = 'it'): string {
  const words = WORDS[language]
  const hand = sayByHand(node, words)
  if (hand) return `${hand}${sayVerdictOf(node, language).replace(',', ';')}${sayWeight(node, words)}.`
  if (node.absence?.type === 'eliminated' || node.absence?.type === 'neutralised')
    return `n.d. (${sayAbsence(node.absence, String, language)}).`
  return node.indicator ? explainIndicator(node, node.indicator, words, language) : explainGroup(node, words, language)
}
