import type { Measure, MeasureKind, Plan } from '../../model'
import type { Word } from '../../refusals'
import { overUnitsOf } from '../../scoring'
import { type PlanFault, planFault } from './fault'

/** Kinds of which a sum says nothing: three times 30 % is not 90 %. */
const NO_SUM: Readonly<Partial<Record<MeasureKind, Word>>> = {
  percentage: 'percentage',
  'project-plan': 'project-plan',
  level: 'level',
  boolean: 'yes-no',
}

/** Do the values of several periods add up to the year's? */
export const addsUpOverYear = ({ aggregation, due, entry }: Measure): boolean =>
  entry.by === 'units' && aggregation === 'sum' && due?.length !== 1

/** Does a measure add up over the year, or, where it is that of the body, over its units? */
export const addsUp = (measure: Measure, isWhole: boolean): boolean =>
  addsUpOverYear(measure) ||
  (isWhole && measure.entry.by === 'units' && measure.entry.units.length > 1 && overUnitsOf(measure) === 'sum')

/** The rule of a measure that adds up what has no sum, and what that is; null where none does. */
function wrongSum(measure: Measure): { of: 'periods' | 'units'; what: Word } | null {
  const { kind, overUnits, entry } = measure
  const what = NO_SUM[kind]
  if (entry.by !== 'units') return null
  if (what !== undefined && addsUpOverYear(measure)) return { of: 'periods', what }
  // How many said yes is a count that one may ask for.
  if (what !== undefined && kind !== 'boolean' && overUnits === 'sum') return { of: 'units', what }
  return kind === 'date' && overUnits !== undefined && overUnits !== 'max' ? { of: 'units', what: 'date' } : null
}

/** Measures of which the periods or the units add up to nothing that has a sense [SC71]. */
export const checkMeasures = ({ measures }: Plan): readonly PlanFault[] =>
  measures.flatMap((measure, index): PlanFault[] => {
    const wrong = wrongSum(measure)
    if (!wrong) return []
    const path = ['measures', index, wrong.of === 'periods' ? 'aggregation' : 'overUnits']
    return [planFault(path, 'NO_SUM', { kind: wrong.of, measure: measure.label, what: wrong.what })]
  })
