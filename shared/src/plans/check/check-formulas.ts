import {
  type DimensionFault,
  type FormulaInUnit,
  formulaInUnit,
  type FormulaNode,
  forUnit,
  type KnownCodes,
  measuresIn,
  OWN_UNIT,
  parseFormula,
} from '../../formula'
import { type Indicator, itemAddress, type Plan } from '../../model'
import { type Refusal, refusal, withMessage } from '../../refusals'
import { kindsIn, knownCodes } from '../../values'
import { addsUp } from './check-measures'
import { type PlanFault, planFault } from './fault'

/** Returns who reads the formula of an indicator with what it gives in its unit of measure; null for one that cannot be read. */
export function formulaReader(plan: Plan): (indicator: Indicator) => FormulaInUnit | null {
  const known = { ...knownCodes(plan), hints: false }
  const kinds = kindsIn(plan)
  return ({ formula, unit }) => {
    const parsed = parseFormula(formula, known)
    return parsed.ok ? formulaInUnit(parsed.value, unit, kinds) : null
  }
}

/** A print that contradicts itself has been marked by somebody, and is computed as it was read; a hundred too many is in no print. */
const EXCUSED: ReadonlySet<DimensionFault['kind']> = new Set(['mixed', 'unit'])

/** Returns who tells whether somebody marked the fault of an indicator. */
function excusedIn({ oddities }: Plan): (indicator: Indicator, fault: DimensionFault) => boolean {
  const marked = new Set(oddities.map(({ about }) => about))
  return ({ code }, { kind }) => EXCUSED.has(kind) && marked.has(itemAddress('indicators', code))
}

/** Returns who tells why what a formula gives does not go together, or is no value of the indicator's unit of measure. */
function mismatchFinder(plan: Plan): (indicator: Indicator, formula: FormulaNode) => Refusal | null {
  const kinds = kindsIn(plan)
  const isExcused = excusedIn(plan)
  const measures = new Map(plan.measures.map((measure) => [measure.code, measure]))
  return (indicator, formula) => {
    const { fault, isTaken } = formulaInUnit(forUnit(formula, ''), indicator.unit, kinds)
    if (fault)
      return isExcused(indicator, fault) ? null : refusal('UNIT_MISMATCH', { ...fault, indicator: indicator.code })
    if (!isTaken) return null
    const [adding] = measuresIn(formula).flatMap(({ code, unit }) => {
      const measure = measures.get(code)
      return measure && addsUp(measure, unit === null) ? measure : []
    })
    return adding ? refusal('NO_SUM', { kind: 'percent', indicator: indicator.code, measure: adding.label }) : null
  }
}

/** Returns why a formula does not fit its indicator while somebody writes it; null where it does, or cannot be read. */
export function formulaMismatch(plan: Plan, indicator: Indicator): Refusal | null {
  const parsed = parseFormula(indicator.formula, { ...knownCodes(plan), hints: false })
  return parsed.ok ? mismatchFinder(plan)(indicator, parsed.value) : null
}

/** Faulty formulas of which it is said what was probably meant: where more are wrong, something else is. */
const MOST_HINTS = 100

function withSetAside(plan: Plan, setAside: ReadonlySet<string>): KnownCodes {
  const codes = knownCodes(plan)
  const also = (known: ReadonlySet<string> = new Set()) => new Set([...known, ...setAside])
  return {
    measures: also(codes.measures),
    units: also(codes.units),
    benchmarks: also(codes.benchmarks),
    parts: also(codes.parts),
  }
}

/** Formulas that cannot be read, or that give something else than the unit of measure says [FO6, FO23]. */
export function checkFormulas(plan: Plan, setAside: ReadonlySet<string>): readonly PlanFault[] {
  const known = withSetAside(plan, setAside)
  const mismatchOf = mismatchFinder(plan)
  const individual = new Set(plan.objectives.filter(({ level }) => level === 'individual').map(({ code }) => code))
  let faulty = 0
  return plan.indicators.flatMap((indicator, index): PlanFault[] => {
    const path = ['indicators', index, 'formula']
    const parsed = parseFormula(indicator.formula, { ...known, hints: faulty < MOST_HINTS })
    if (!parsed.ok) {
      faulty += 1
      const { at, code, params } = parsed.error
      // The same is said, with the indicator and its character, counted from 1.
      return [{ path, ...withMessage({ code, params: { ...params, indicator: indicator.code, at: at + 1 } }) }]
    }
    const own = measuresIn(parsed.value).some(({ unit }) => unit === OWN_UNIT)
    if (own && !individual.has(indicator.objective))
      return [planFault(path, 'NO_OWN_UNIT', { indicator: indicator.code })]
    const mismatch = mismatchOf(indicator, parsed.value)
    return mismatch ? [{ path, ...withMessage(mismatch) }] : []
  })
}
