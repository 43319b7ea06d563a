import { isDay } from '../calendar'
import type { Plan } from '../model'
import { formatNumber } from '../values'
import type { Fault } from './fault'

/** Printed weights have two decimals: their sum is exact in ten-thousandths, whatever the doubles say. */
const exact = (weights: readonly number[]): number =>
  weights.reduce((sum, weight) => sum + Math.round(weight * 10_000), 0)

function checkSheets(plan: Plan, isWhole: boolean): readonly Fault[] {
  // A sum over objectives of which some are left out says nothing.
  if (!isWhole) return []
  return plan.sheets.flatMap((sheet, index): Fault[] => {
    const weights = plan.objectives
      .filter((objective) => objective.sheet === sheet.code)
      .map(({ weight }) => weight ?? 0)
    if (weights.length === 0 || exact(weights) === exact([sheet.weightTotal])) return []
    const sum = formatNumber(exact(weights) / 10_000)
    const message = `I pesi della scheda «${sheet.code}» sommano a ${sum} e non a ${formatNumber(sheet.weightTotal)}.`
    return [{ path: ['sheets', index, 'weightTotal'], code: 'WEIGHTS', message }]
  })
}

function checkTargets(plan: Plan): readonly Fault[] {
  return plan.indicators.flatMap(({ targets, code }, index) =>
    targets.flatMap((target, at): Fault[] => {
      const path = ['indicators', index, 'targets', at]
      const faults: Fault[] = []
      if (target.year < plan.firstYear || target.year > plan.lastYear)
        faults.push({
          path: [...path, 'year'],
          code: 'YEAR_OUT_OF_PLAN',
          message: `Il target di «${code}» è per il ${target.year}, fuori dal piano ${plan.firstYear}-${plan.lastYear}.`,
        })
      if (targets.findIndex(({ year }) => year === target.year) !== at)
        faults.push({
          path: [...path, 'year'],
          code: 'DUPLICATE_TARGET',
          message: `«${code}» ha già un target per il ${target.year}.`,
        })
      if (target.type === 'by-date' && !isDay(target.date))
        faults.push({ path: [...path, 'date'], code: 'NOT_A_DATE', message: `«${target.date}» non è un giorno.` })
      return faults
    }),
  )
}

/** Years, days and sums: what a person checks with a calculator before the plan is adopted. */
export function checkWeights(plan: Plan, setAside: ReadonlySet<string>): readonly Fault[] {
  const years: Fault[] =
    plan.firstYear > plan.lastYear
      ? [{ path: ['lastYear'], code: 'YEARS', message: "L'ultimo anno del piano viene prima del primo." }]
      : []
  return [...years, ...checkSheets(plan, setAside.size === 0), ...checkTargets(plan)]
}
