import { evaluate, isAbsent, type Lookup, type Operand } from '../formula'
import type { Absence, IsoDate, MeasureValue } from '../model'
import { achieve } from './achieve'
import { bandOf } from './band'
import type { CompiledIndicator, CompiledPlan } from './compile-plan'
import { measureScore, measureValue, type ValueIndex } from './measure-values'
import type { MeasureScore, ScoreNode } from './score'

/** What an indicator is computed from. */
export interface ScoringContext {
  readonly compiled: CompiledPlan
  readonly index: ValueIndex
  readonly today: IsoDate
  /** Mean achievement of the operational objectives, 0..1; null while there is none, undefined while it is being computed [SC8]. */
  readonly operationalMean: number | null | undefined
}

/** Closed is the day after the last deadline [SC16]. */
const isClosed = ({ compiled, today }: ScoringContext): boolean => (compiled.periods.at(-1)?.deadline ?? '') < today

const NO_SUCH_MEASURE: Operand = { type: 'undefined', why: 'formula' }

function operand(code: string, unit: string | null, of: CompiledIndicator, context: ScoringContext): Operand {
  const measure = context.compiled.measures.get(code)
  if (!measure) return NO_SUCH_MEASURE
  if (measure.entry.by !== 'computed')
    return measureValue(context.compiled, context.index, { measure, unit, target: of.target, today: context.today })
  if (context.operationalMean === undefined) return { type: 'undefined', why: 'cycle' }
  return context.operationalMean === null
    ? { type: 'missing', measures: [code] }
    : { type: 'number', number: context.operationalMean * 100 }
}

/** The value in the indicator's unit, or why there is none, with the measures it came from. */
function computed(of: CompiledIndicator, context: ScoringContext): { result: Operand; measures: MeasureScore[] } {
  const { inUnit, inputs } = of
  if (inUnit === null) return { result: { type: 'undefined', why: 'formula' }, measures: [] }
  const values = inputs.map(({ code, unit }) => operand(code, unit, of, context))
  const valueOf: Lookup = (code, unit) =>
    values[inputs.findIndex((input) => input.code === code && input.unit === unit)] ?? NO_SUCH_MEASURE
  const measures = inputs.flatMap(({ code, unit }, at) => {
    const measure = context.compiled.measures.get(code)
    return measure ? [measureScore(measure, unit, context.index, values[at] ?? NO_SUCH_MEASURE)] : []
  })
  return { result: evaluate(inUnit, valueOf), measures }
}

type Scored = Pick<ScoreNode, 'achievement' | 'absence' | 'rule'>

function withoutValue(absence: Absence, of: CompiledIndicator, context: ScoringContext): Scored {
  const owed = absence.type === 'missing' || absence.type === 'not-due' || absence.type === 'undefined'
  if (owed && of.target && isClosed(context)) return { achievement: 0, absence, rule: 'SC16' }
  return { achievement: null, absence, rule: absence.type === 'not-applicable' ? 'SC17' : 'SC15' }
}

function withValue(value: MeasureValue, { target }: CompiledIndicator): Scored {
  if (!target) return { achievement: null, absence: { type: 'no-target' }, rule: 'SC14' }
  const reached = achieve(value, target)
  return reached
    ? { ...reached, absence: null }
    : { achievement: null, absence: { type: 'undefined', why: 'wrong-type' }, rule: 'SC13' }
}

/** The score of an indicator, with its explanation; `share` and `contribution` are its parent's to fill in. */
export function scoreIndicator(of: CompiledIndicator, context: ScoringContext): ScoreNode {
  const { result, measures } = computed(of, context)
  const scored = isAbsent(result) ? withoutValue(result, of, context) : withValue(result, of)
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
      isRatio: of.formula?.type === 'binary' && of.formula.operator === '/',
      measures,
    },
  }
}
