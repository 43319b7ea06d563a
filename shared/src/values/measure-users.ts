import { forUnit, type KnownCodes, measuresIn, parseFormula } from '../formula'
import type { Indicator, Plan } from '../model'

/** The codes that formulas of the plan may name. */
export const knownCodes = (plan: Plan): KnownCodes => ({
  measures: new Set(plan.measures.map(({ code }) => code)),
  units: new Set(plan.units.map(({ code }) => code)),
  benchmarks: new Set((plan.benchmarks ?? []).map(({ code }) => code)),
  parts: new Set([...plan.units, ...plan.areas, ...plan.objectives].map(({ code }) => code)),
})

/** The unit of the sheet that an individual objective stands in, by the objective's code. */
export function ownUnits(plan: Plan): ReadonlyMap<string, string> {
  const units = new Map(plan.sheets.map(({ code, unit }) => [code, unit]))
  return new Map(plan.objectives.flatMap(({ code, sheet }) => (sheet ? [[code, units.get(sheet) ?? '']] : [])))
}

/** Which indicators use a measure: its whole value, or the value of one unit. */
export interface MeasureUsers {
  /** Of the cell that a unit enters for a measure, in the order of the plan. */
  ofCell(measure: string, unit: string | null): readonly Indicator[]
}

/**
 * Which indicators use each cell. A measure that is another's value (`same-as`) lends its indicators to the one cell it
 * stands for. A formula with a fault uses nothing: `checkPlan` is the place that reports it.
 */
export function measureUsers(plan: Plan): MeasureUsers {
  const known = found.get(plan) ?? findUsers(plan)
  found.set(plan, known)
  return known
}

/** What was found of a plan, which is asked for each unit and period: it goes with the plan. */
const found = new WeakMap<Plan, MeasureUsers>()

function findUsers(plan: Plan): MeasureUsers {
  const known = knownCodes(plan)
  const entries = new Map(plan.measures.map(({ code, entry }) => [code, entry]))
  const users = new Map<string, Indicator[]>()
  const add = (code: string, unit: string | null, indicator: Indicator) => {
    const key = unit === null ? code : `${code}@${unit}`
    const list = users.get(key) ?? []
    if (!list.includes(indicator)) users.set(key, [...list, indicator])
  }
  const owners = ownUnits(plan)
  for (const indicator of plan.indicators) {
    const parsed = parseFormula(indicator.formula, known)
    const named = parsed.ok ? measuresIn(forUnit(parsed.value, owners.get(indicator.objective) ?? '')) : []
    const events = indicator.targets.flatMap((target) => (target.type === 'after-event' ? [target.event] : []))
    for (const { code, unit } of [...named, ...events.map((event) => ({ code: event, unit: null }))]) {
      add(code, unit, indicator)
      const entry = entries.get(code)
      if (entry?.by === 'same-as') add(entry.measure, entry.unit, indicator)
    }
  }
  return {
    ofCell: (measure, unit) => [...(users.get(measure) ?? []), ...(users.get(`${measure}@${unit}`) ?? [])],
  }
}
