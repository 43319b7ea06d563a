import { isDay, periodsOf } from '../../calendar'
import { parseFormula } from '../../formula'
import type { Indicator, Measure, Plan, Target } from '../../model'
import { knownCodes } from '../../values'
import type { ParamsOf } from '../../refusals'
import { type Fault, fault } from './fault'

interface Known {
  readonly plan: Plan
  readonly measures: ReadonlyMap<string, Measure>
  /** The measure that an indicator's formula is, where it is nothing else. */
  readonly lone: (indicator: Indicator) => Measure | null
}

const daysOf = (target: Target): readonly string[] =>
  target.type === 'by-date' ? [target.date] : target.type === 'by-dates' ? target.dates : []

type FormFault = ParamsOf<'TARGET'>

function formFault(target: Target, indicator: Indicator, { plan, measures, lone }: Known): FormFault | null {
  const said = { indicator: indicator.code }
  const wrongDay = daysOf(target).find((day) => !isDay(day))
  if (wrongDay !== undefined) return { kind: 'day', ...said, day: wrongDay }
  if (target.type === 'by-dates') {
    const periods = target.dates.map((day) => periodsOf(plan, target.year).findIndex(({ to }) => day <= to))
    if (new Set(periods).size < periods.length) return { kind: 'period', ...said }
  }
  if (target.type === 'after-event' && measures.get(target.event)?.kind !== 'date')
    return { kind: 'event', ...said, event: target.event }
  if ((target.type === 'by-dates' || target.type === 'after-each-period') && !lone(indicator))
    return { kind: 'lone', ...said }
  if (target.type === 'against-benchmark' && indicator.benchmark === undefined) return { kind: 'benchmark', ...said }
  if (target.type !== 'level') return null
  const levels = lone(indicator)?.levels ?? []
  return levels.some((level) => level.toLowerCase() === target.level.toLowerCase())
    ? null
    : { kind: 'level', ...said, level: target.level }
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
      const { year } = target
      const faults: Fault[] = []
      if (year < plan.firstYear || year > plan.lastYear)
        faults.push(
          fault([...path, 'year'], 'YEAR_OUT_OF_PLAN', {
            ...{ indicator: code, year, from: plan.firstYear, to: plan.lastYear },
          }),
        )
      if (targets.findIndex((one) => one.year === year) !== at)
        faults.push(fault([...path, 'year'], 'DUPLICATE_TARGET', { indicator: code, year }))
      // What a formula or an event names may be among what was set aside.
      const wrong = setAside.size > 0 ? null : formFault(target, indicator, known)
      if (wrong?.kind === 'day' && target.type === 'by-date')
        faults.push(fault([...path, 'date'], 'NOT_A_DATE', { ...wrong, kind: 'target' }))
      else if (wrong) faults.push(fault(path, 'TARGET', wrong))
      return faults
    }),
  )
}
