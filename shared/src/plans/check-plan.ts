import { measuresIn, parseFormula } from '../formula'
import type { Plan } from '../model'
import { knownCodes } from '../values'
import type { Fault } from './fault'
import { checkReferences } from './check-references'
import { checkWeights } from './check-weights'

function checkFormulas(plan: Plan, setAside: ReadonlySet<string>): readonly Fault[] {
  const { measures, units } = knownCodes(plan)
  const known = { measures: new Set([...measures, ...setAside]), units: new Set([...units, ...setAside]) }
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
 * years and weights. Every fault of the plan is in the answer; none means it may be loaded.
 * @param setAside codes that are known though nothing here has them: of items left out for a fault of form
 */
export function checkPlan(plan: Plan, setAside: ReadonlySet<string> = new Set()): readonly Fault[] {
  return [...checkReferences(plan, setAside), ...checkFormulas(plan, setAside), ...checkWeights(plan, setAside)]
}
