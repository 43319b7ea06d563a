import { periodsOf } from '../calendar'
import { evaluate, isAbsent, measuresIn, type Operand } from '../formula'
import type { Absence, IsoDate, MeasureValue } from '../model'
import { achieve } from './achieve'
import { bandOf } from './band'
import type { CompiledIndicator, CompiledPlan } from './compile-plan'
import { measureScore, measureValue, type ValueIndex } from './measure-values'
import type { MeasureScore, ScoreNode } from './score'
import { absenceWords, indicatorWords, targetWords, valueWords } from './sentence'

/** What an indicator is computed from. */
export interface ScoringContext {
  readonly compiled: CompiledPlan
  readonly index: ValueIndex
  readonly today: IsoDate
  /** Mean achievement of the operational objectives, 0..1; null while there is none, undefined while it is being computed [SC8]. */
  readonly operationalMean: number | null | undefined
}

/** Closed is the day after the last deadline [SC16]. */
const isClosed = (year: number, today: IsoDate): boolean => (periodsOf(year).at(-1)?.deadline ?? '') < today

function operand(code: string, unit: string | null, of: CompiledIndicator, context: ScoringContext): Operand {
  const measure = context.compiled.measures.get(code)
  if (!measure) return { type: 'undefined', why: 'formula' }
  if (measure.entry.by !== 'computed')
    return measureValue(context.compiled, context.index, { measure, unit, target: of.target, today: context.today })
  if (context.operationalMean === undefined) return { type: 'undefined', why: 'cycle' }
  return context.operationalMean === null
    ? { type: 'missing', measures: [code] }
    : { type: 'number', number: context.operationalMean * 100 }
}

/** The value in the indicator's unit, or why there is none, with the measures it came from. */
function computed(of: CompiledIndicator, context: ScoringContext): { result: Operand; measures: MeasureScore[] } {
  if (of.inUnit === null) return { result: { type: 'undefined', why: 'formula' }, measures: [] }
  const operands = new Map<string, Operand>()
  const measures = measuresIn(of.inUnit).flatMap(({ code, unit }) => {
    const value = operand(code, unit, of, context)
    operands.set(`${code}@${unit ?? ''}`, value)
    const measure = context.compiled.measures.get(code)
    return measure ? [measureScore(measure, unit, context.index, value)] : []
  })
  const result = evaluate(
    of.inUnit,
    (code, unit) => operands.get(`${code}@${unit ?? ''}`) ?? { type: 'undefined', why: 'formula' },
  )
  return { result, measures }
}

type Scored = Pick<ScoreNode, 'achievement' | 'absence' | 'rule' | 'sentence'>

function withoutValue(absence: Absence, of: CompiledIndicator, context: ScoringContext): Scored {
  const words = absenceWords(absence, (code) => context.compiled.measures.get(code)?.label ?? code)
  const target = of.target ? `; ${targetWords(of.target)}` : ''
  const late = absence.type === 'missing' || absence.type === 'not-due' || absence.type === 'undefined'
  if (late && of.target && isClosed(context.compiled.year, context.today))
    return {
      achievement: 0,
      absence,
      rule: 'SC16',
      sentence: `n.d. (${words})${target}: anno chiuso, vale 0,00 % [SC16].`,
    }
  const rule = absence.type === 'not-applicable' ? 'SC17' : 'SC15'
  return { achievement: null, absence, rule, sentence: `n.d. (${words})${target}: per ora non conta [${rule}].` }
}

function withValue(value: MeasureValue, of: CompiledIndicator, measures: readonly MeasureScore[]): Scored {
  const isRatio = of.formula?.type === 'binary' && of.formula.operator === '/'
  const words = valueWords(value, of.indicator.unit, measures, isRatio)
  if (!of.target) {
    const absence = { type: 'no-target' } as const
    return { achievement: null, absence, rule: 'SC14', sentence: `${words}: ${absenceWords(absence)} [SC14].` }
  }
  const reached = achieve(value, of.target)
  if (!reached) {
    const absence = { type: 'undefined', why: 'wrong-type' } as const
    return { achievement: null, absence, rule: 'SC13', sentence: `${words}: ${absenceWords(absence)} [SC13].` }
  }
  const sentence = indicatorWords(words, of.target, reached)
  return { achievement: reached.achievement, absence: null, rule: reached.rule, sentence }
}

/** The score of an indicator, with its explanation; `share` and `contribution` are its parent's to fill in. */
export function scoreIndicator(of: CompiledIndicator, context: ScoringContext): ScoreNode {
  const { result, measures } = computed(of, context)
  const scored = isAbsent(result) ? withoutValue(result, of, context) : withValue(result, of, measures)
  const { indicator, target } = of
  return {
    kind: 'indicator',
    code: indicator.code,
    title: indicator.title,
    ...scored,
    band: bandOf(scored.achievement, context.compiled.policy),
    coverage: isAbsent(result) ? 0 : 1,
    share: null,
    contribution: null,
    children: [],
    indicator: {
      value: isAbsent(result) ? null : result,
      unit: indicator.unit,
      target,
      formula: indicator.formula,
      measures,
    },
  }
}
