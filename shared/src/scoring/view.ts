import type { ScoreNode } from './score'
import type { Period } from '../calendar'
import { type BandRule, type CellValue, itemAddress, type Plan, type Policy } from '../model'
import { bandOf, isThin } from './policy/marks'
import type { Moment, ScoreModel } from './score-model'
import type { CompiledPlan } from './compile/compile-plan'
import { openScoreModel } from './score-plan'

/** Gain that an indicator could still bring to the score above it. */
export interface Lever {
  readonly code: string
  readonly title: string
  /** Points of achievement, 0..1, that are missing to its full one; null where it is not scored yet. */
  readonly gain: number | null
}

/**
 * Lists the indicators that would move a score most: those that are not full, the largest gain first, then those
 * without a score [SC55].
 */
export function leversOf(node: ScoreNode): readonly Lever[] {
  const found: Lever[] = []
  const walk = (at: ScoreNode, weight: number): void => {
    for (const child of at.children) {
      if (child.absence?.type === 'eliminated' || child.absence?.type === 'neutralised') continue
      const share = weight * (child.share ?? 0)
      if (child.kind !== 'indicator') walk(child, share)
      else if (child.achievement === null) {
        if (child.absence?.type !== 'not-applicable') found.push({ code: child.code, title: child.title, gain: null })
      } else if (child.achievement < 1 && share > 0)
        found.push({ code: child.code, title: child.title, gain: share * (1 - child.achievement) })
    }
  }
  walk(node, 1)
  return found.sort((a, b) => (b.gain ?? -1) - (a.gain ?? -1))
}

/** A year as it stood at the end of a period. */
export interface Snapshot {
  readonly period: Period
  readonly book: ScoreModel
}

/**
 * The scores of a year period by period, out of what is known today of each: values of later periods are left out, and the
 * day is that of the period's end [SC56]. Periods that have not begun are not among them.
 * @param moment of today; records of the cycle count as they stand today
 */
export function overTime(compiled: CompiledPlan, values: readonly CellValue[], moment: Moment): readonly Snapshot[] {
  const { today } = moment
  return compiled.periods
    .filter(({ from }) => from <= today)
    .map((period) => {
      const known = values.filter(({ period: number }) => number <= period.number)
      return {
        period,
        book: openScoreModel(compiled, known, { ...moment, today: period.to < today ? period.to : today }),
      }
    })
}

/** Score of a unit: its operational objectives and their mean. */
export interface UnitScore {
  readonly unit: string
  /** Mean achievement of those that have one [SC45]; null for none. */
  readonly achievement: number | null
  /** Mean coverage of those of which something is due; null for none. */
  readonly coverage: number | null
  readonly isClosed: boolean
  readonly objectives: readonly ScoreNode[]
}

const meanOf = (shares: readonly number[]): number | null =>
  shares.length > 0 ? shares.reduce((sum, one) => sum + one, 0) / shares.length : null

/** The band of a unit's score, as that of any score: none while little is there [SC45.4]. */
export const bandOfUnit = (score: UnitScore, policy: Policy): BandRule | null =>
  isThin(score, policy) ? null : bandOf(score.achievement, policy.bands, policy)

/** Every unit that takes part in an operational objective, itself or by a unit below it, in the order of the plan [SC45]. */
export function byUnit(plan: Plan, nodes: ReadonlyMap<string, ScoreNode>): readonly UnitScore[] {
  const parentOf = new Map(plan.units.map(({ code, parent }) => [code, parent]))
  const objectivesOf = new Map<string, ScoreNode[]>()
  for (const { level, code, units = [] } of plan.objectives) {
    const node = nodes.get(itemAddress('objectives', code))
    if (!node || level !== 'operational') continue
    const concerned = new Set<string>()
    for (const unit of units)
      for (let at: string | undefined = unit; at !== undefined && !concerned.has(at); at = parentOf.get(at))
        concerned.add(at)
    for (const unit of concerned) objectivesOf.set(unit, [...(objectivesOf.get(unit) ?? []), node])
  }
  return plan.units.flatMap(({ code: unit }) => {
    const objectives = objectivesOf.get(unit)
    if (!objectives) return []
    return [
      {
        unit,
        achievement: meanOf(objectives.flatMap(({ achievement }) => achievement ?? [])),
        coverage: meanOf(objectives.flatMap(({ coverage }) => coverage ?? [])),
        isClosed: objectives.every(({ isClosed }) => isClosed),
        objectives,
      },
    ]
  })
}
