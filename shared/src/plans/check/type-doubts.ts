import { type FormulaNode, isPercent, measuresIn } from '../../formula'
import { type Indicator, itemAddress, type Measure, type Plan } from '../../model'
import { overUnitsOf } from '../../scoring'
import { formulaReader } from './check-formulas'
import { addsUpOverYear } from './check-measures'
import { openItem, type ReadyItem } from './ready-item'

/** Kinds of several units of which nothing but a mean could be meant. */
const ONLY_MEAN: ReadonlySet<Measure['kind']> = new Set(['level', 'project-plan'])

/** Counts the units that give a measure of which nobody said how they become the body's value, where that is their mean [SC70.6, SC70.7]. */
function unitsMeant({ entry, overUnits, kind, ...measure }: Measure): number {
  const isMeant = overUnits === undefined && !ONLY_MEAN.has(kind) && overUnitsOf({ ...measure, kind }) === 'mean'
  return isMeant && entry.by === 'units' && entry.units.length > 1 ? entry.units.length : 0
}

/** The first measure of a formula, as the whole body has it, that is doubtful. */
const wholeIn = (formula: FormulaNode, doubtful: ReadonlyMap<string, Measure>): Measure | undefined =>
  measuresIn(formula)
    .filter(({ unit }) => unit === null)
    .flatMap(({ code }) => doubtful.get(code) ?? [])[0]

const byCode = (measures: readonly Measure[]): ReadonlyMap<string, Measure> =>
  new Map(measures.map((measure) => [measure.code, measure]))

/**
 * Lists what a plan may mean otherwise than it is computed: means over units that nobody chose, numbers alone in percent, days
 * that add up. They are told at import and before adoption, and a person may leave them so.
 */
export function typeDoubts(plan: Plan): readonly ReadyItem[] {
  const together = byCode(plan.measures.filter((measure) => unitsMeant(measure) > 0))
  const adding = byCode(plan.measures.filter((measure) => measure.kind === 'days' && addsUpOverYear(measure)))
  const readFormula = formulaReader(plan)
  const doubtsOf = (indicator: Indicator): readonly ReadyItem[] => {
    const { code, title, unit } = indicator
    if (together.size === 0 && adding.size === 0 && !isPercent(unit)) return []
    const read = readFormula(indicator)
    if (!read) return []
    const about = itemAddress('indicators', code)
    const [several, days] = [wholeIn(read.formula, together), wholeIn(read.formula, adding)]
    const kind = several?.kind === 'percentage' ? 'percentage' : 'mean'
    return [
      ...(several
        ? [openItem(about, 'UNITS_TOGETHER', { kind, title, units: unitsMeant(several), measure: several.label })]
        : []),
      ...(days ? [openItem(about, 'DAYS_ADD_UP', { title, measure: days.label })] : []),
      ...(read.isTaken ? [openItem(about, 'NUMBER_AS_PERCENT', { title, unit })] : []),
    ]
  }
  return plan.indicators.flatMap(doubtsOf)
}
