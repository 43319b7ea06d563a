import { measuresIn, parseFormula } from '../formula'
import type { Plan } from '../model'
import { knownCodes } from '../values'
import type { Fault } from './fault'
import { checkReferences } from './check-references'
import { checkWeights } from './check-weights'

function checkFormulas(plan: Plan): readonly Fault[] {
  const known = knownCodes(plan)
  const computed = new Set(plan.measures.filter(({ entry }) => entry.by === 'computed').map(({ code }) => code))
  const operational = new Set(plan.objectives.filter(({ level }) => level === 'operational').map(({ code }) => code))
  return plan.indicators.flatMap((indicator, index): Fault[] => {
    const path = ['indicators', index, 'formula']
    const parsed = parseFormula(indicator.formula, known)
    if (!parsed.ok) {
      const { code, at, message } = parsed.error
      return [{ path, code, message: `Formula di «${indicator.code}», carattere ${at + 1}: ${message}` }]
    }
    const loops =
      operational.has(indicator.objective) && measuresIn(parsed.value).some(({ code }) => computed.has(code))
    const message = `«${indicator.code}» usa la media degli obiettivi operativi e ne fa parte: il calcolo non finirebbe.`
    return loops ? [{ path, code: 'CYCLE', message }] : []
  })
}

/**
 * All that the JSON Schema cannot say of a plan: codes that repeat, references to nothing, formulas with faults, loops,
 * years and weights. Every fault of the plan is in the answer, in the order of the file; none means it may be loaded.
 */
export function checkPlan(plan: Plan): readonly Fault[] {
  return [...checkReferences(plan), ...checkFormulas(plan), ...checkWeights(plan)]
}
