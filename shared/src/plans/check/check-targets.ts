import { isDay, periodsOf } from '../../calendar'
import { parseFormula } from '../../formula'
import type { Indicator, Measure, Plan, Target } from '../../model'
import { knownCodes } from '../../values'
import type { Fault } from './fault'

interface Known {
  readonly plan: Plan
  readonly measures: ReadonlyMap<string, Measure>
  /** The measure that an indicator's formula is, where it is nothing else. */
  readonly lone: (indicator: Indicator) => Measure | null
}

const daysOf = (target: Target): readonly string[] =>
  target.type === 'by-date' ? [target.date] : target.type === 'by-dates' ? target.dates : []

function formFault(target: Target, indicator: Indicator, { plan, measures, lone }: Known): string | null {
  const wrongDay = daysOf(target).find((day) => !isDay(day))
  if (wrongDay !== undefined) return `«${wrongDay}» non è un giorno.`
  if (target.type === 'by-dates') {
    const periods = target.dates.map((day) => periodsOf(plan, target.year).findIndex(({ to }) => day <= to))
    if (new Set(periods).size < periods.length)
      return 'due scadenze cadono nello stesso periodo: ogni periodo ne ha una.'
  }
  if (target.type === 'after-event' && measures.get(target.event)?.kind !== 'date')
    return `l'evento «${target.event}» deve essere una misura di tipo data.`
  if ((target.type === 'by-dates' || target.type === 'after-each-period') && !lone(indicator))
    return 'le scadenze di ogni periodo vogliono una formula fatta della sola misura.'
  if (target.type === 'against-benchmark' && indicator.benchmark === undefined)
    return 'manca il confronto («benchmark») con cui misurarsi.'
  if (target.type !== 'level') return null
  const levels = lone(indicator)?.levels ?? []
  return levels.some((level) => level.toLowerCase() === target.level.toLowerCase())
    ? null
    : `«${target.level}» non è tra i livelli della misura.`
}

/** Targets outside the plan, said twice, or that ask for something that is not there. */
export function checkTargets(plan: Plan, setAside: ReadonlySet<string>): readonly Fault[] {
  const measures = new Map(plan.measures.map((measure) => [measure.code, measure]))
  const codes = knownCodes(plan)
  const lone = ({ formula }: Indicator): Measure | null => {
    const parsed = parseFormula(formula, codes)
    return parsed.ok && parsed.value.type === 'measure' ? (measures.get(parsed.value.code) ?? null) : null
  }
  const known: Known = { plan, measures, lone }
  return plan.indicators.flatMap((indicator, index) =>
    indicator.targets.flatMap((target, at): Fault[] => {
      const path = ['indicators', index, 'targets', at]
      const { code, targets } = indicator
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
      // What a formula or an event names may be among what was set aside.
      const fault = setAside.size > 0 ? null : formFault(target, indicator, known)
      if (fault !== null)
        faults.push({
          path: target.type === 'by-date' ? [...path, 'date'] : path,
          code: target.type === 'by-date' ? 'NOT_A_DATE' : 'TARGET',
          message: `Target di «${code}»: ${fault}`,
        })
      return faults
    }),
  )
}
