import type { Indicator, Measure, Plan } from '@traguardo/shared/model'
import type { TargetSurroundings } from '@traguardo/shared/plans'

/** The measure that an indicator's formula is, where it is nothing else. */
const loneOf = ({ measures }: Plan, { formula }: Indicator): Measure | undefined =>
  measures.find(({ code }) => code === formula.trim())

/** Measures that can hold the day of an event for an indicator. */
export const eventMeasuresOf = ({ measures }: Plan, { formula }: Indicator): readonly Measure[] =>
  measures.filter(({ kind, code }) => kind === 'date' && !formula.includes(code))

const MORE: ReadonlySet<string> = new Set(['at-least', 'more-than'])
const LESS: ReadonlySet<string> = new Set(['at-most', 'less-than'])

/** The better side, where the targets of the other years agree about it. */
function betterOf({ targets }: Indicator, year: number): 'more' | 'less' | undefined {
  const others = targets.filter((one) => one.year !== year).map(({ type }) => type)
  if (others.some((type) => MORE.has(type))) return others.some((type) => LESS.has(type)) ? undefined : 'more'
  return others.some((type) => LESS.has(type)) ? 'less' : undefined
}

/** The measure of the event: of this target, of the other years, or the only one that there is. */
function eventOf(plan: Plan, indicator: Indicator, year: number): string | undefined {
  const told = [...indicator.targets].sort((a, b) => Math.abs(a.year - year) - Math.abs(b.year - year))
  const known = told.find((one) => one.type === 'after-event')
  if (known?.type === 'after-event') return known.event
  const events = eventMeasuresOf(plan, indicator)
  return loneOf(plan, indicator)?.kind === 'date' && events.length === 1 ? events[0]?.code : undefined
}

/** Everything that helps to read a text as an indicator's target of a year. */
export function surroundingsOf(plan: Plan, indicator: Indicator, year: number): TargetSurroundings {
  const lone = loneOf(plan, indicator)
  return {
    year,
    unit: lone?.kind === 'date' ? 'date' : indicator.unit,
    algorithm: indicator.printedFormula,
    better: betterOf(indicator, year),
    event: eventOf(plan, indicator, year),
    levels: lone?.levels,
  }
}

/** The levels of an indicator's measure, from the lowest. */
export const levelsOf = (plan: Plan, indicator: Indicator): readonly string[] => loneOf(plan, indicator)?.levels ?? []
