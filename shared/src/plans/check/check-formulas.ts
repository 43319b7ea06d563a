import { forUnit, measuresIn, OWN_UNIT, parseFormula, unitFault } from '../../formula'
import { itemAddress, type Plan } from '../../model'
import { withMessage } from '../../refusals'
import { knownCodes } from '../../values'
import { type Fault, fault } from './fault'

/** Faulty formulas of which it is said what was probably meant: where more are wrong, something else is. */
const MOST_HINTS = 100

/** Formulas that cannot be read, or that give something else than the unit of measure says [FO6, FO23]. */
export function checkFormulas(plan: Plan, setAside: ReadonlySet<string>): readonly Fault[] {
  const codes = knownCodes(plan)
  const also = (known: ReadonlySet<string> = new Set()) => new Set([...known, ...setAside])
  const known = {
    measures: also(codes.measures),
    units: also(codes.units),
    benchmarks: also(codes.benchmarks),
    parts: also(codes.parts),
  }
  const kinds = new Map(plan.measures.map(({ code, kind }) => [code, kind]))
  const individual = new Set(plan.objectives.filter(({ level }) => level === 'individual').map(({ code }) => code))
  // Where the print contradicts itself somebody has marked it, and it is computed as it was read.
  const marked = new Set(plan.oddities.map(({ about }) => about))
  let faulty = 0
  return plan.indicators.flatMap((indicator, index): Fault[] => {
    const path = ['indicators', index, 'formula']
    const parsed = parseFormula(indicator.formula, { ...known, hints: faulty < MOST_HINTS })
    if (!parsed.ok) {
      faulty += 1
      const { at, code, params } = parsed.error
      // The same is said, with the indicator and its character, counted from 1.
      return [{ path, ...withMessage({ code, params: { ...params, indicator: indicator.code, at: at + 1 } }) }]
    }
    const own = measuresIn(parsed.value).some(({ unit }) => unit === OWN_UNIT)
    if (own && !individual.has(indicator.objective)) return [fault(path, 'NO_OWN_UNIT', { indicator: indicator.code })]
    if (marked.has(itemAddress('indicators', indicator.code))) return []
    const mismatch = unitFault(forUnit(parsed.value, ''), indicator.unit, (code) => kinds.get(code))
    return mismatch ? [fault(path, 'UNIT_MISMATCH', { ...mismatch, indicator: indicator.code })] : []
  })
}
