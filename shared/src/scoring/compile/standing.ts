import type { Period } from '../../calendar'
import type { FormulaNode } from '../../formula'
import { isDueIn } from '../../values'
import {
  isInTime,
  type Measure,
  type Neutralisation,
  type OwnTime,
  type Target,
  type Absence,
  eliminatedIn,
  eliminationsOf,
  type IsoDate,
  itemAddress,
  type ManualScore,
  neutralisedIn,
  sheetOf,
} from '../../model'
import type { CompiledPlan } from './compile-plan'

/** The part of a year for which alone an indicator counts [SC141.4]. */
export interface YearPart {
  /** Numbers of the periods that count. */
  readonly periods: readonly number[]
  /** Number of the periods of the year. */
  readonly of: number
  /** Acts that left others out. */
  readonly acts: readonly Neutralisation[]
  /** The day of a replacement of which each counts for its own time, and which of the two it is; null for none [SC145.2]. */
  readonly time: OwnTime | null
  /** Share of its weight that it has for its own time. */
  readonly weight: number
  /** Share of the target that is asked for in it: less than 1 of what adds up over the year [SC141.5]. */
  readonly share: number
}

/** The degree in which a formula grows with sums over the year: 1 for a sum of them, 0 for their ratio; null where its parts differ. */
function degreeOf(node: FormulaNode, measures: ReadonlyMap<string, Measure>): number | null {
  const of = (one: FormulaNode) => degreeOf(one, measures)
  const same = (all: readonly FormulaNode[]): number | null => {
    const [first = null, ...others] = all.map(of)
    return others.every((one) => one === first) ? first : null
  }
  if (node.type === 'measure') return Number(measures.get(node.code)?.aggregation === 'sum')
  if (node.type === 'negate') return of(node.operand)
  if (node.type === 'call') return same(node.name === 'if' ? node.args.slice(1) : node.args)
  if (node.type !== 'binary') return 0
  const [left, right] = [of(node.left), of(node.right)]
  if (node.operator === '+' || node.operator === '-') return left === right ? left : null
  if (left === null || right === null) return null
  if (node.operator === '*') return left + right
  return node.operator === '/' ? left - right : 0
}

/** Is the value of a formula so much larger for each period that it adds up? */
export const addsUp = (formula: FormulaNode | null, measures: ReadonlyMap<string, Measure>): boolean =>
  formula !== null && degreeOf(formula, measures) === 1

/** Facts of a formula that a part of the year depends on: what it is made of, and whether it adds up over the year. */
interface Summed {
  readonly measures: readonly Measure[]
  readonly isSum: boolean
}

/**
 * The part of a year that acts, and its own time, leave of it for an indicator; null for all of it. Where something that it is made of is due
 * in none of the periods that are left, nothing is.
 */
export function yearPartOf(
  acts: readonly Neutralisation[],
  periods: readonly Period[],
  { measures, isSum }: Summed,
  time: OwnTime | null = null,
): YearPart | null {
  const out = new Set(acts.flatMap((one) => one.periods ?? []))
  const own = periods.filter((period) => time === null || isInTime(time, period))
  const left = own.filter(({ number }) => !out.has(number))
  if (left.length === periods.length) return null
  const isDue = (period: Period) => measures.some((measure) => isDueIn(measure, period))
  const isWhole = measures.every((measure) => left.some((period) => isDueIn(measure, period)))
  const kept = isWhole ? left.map(({ number }) => number) : []
  const share = isSum ? left.filter(isDue).length / periods.filter(isDue).length : 1
  return { periods: kept, of: periods.length, acts, time, share, weight: own.length / periods.length }
}

/** The periods that do not count, as bits. */
export const bitsLeftOut = (part: YearPart | null): number =>
  part === null
    ? 0
    : Array.from({ length: part.of }, (_, at) => at).reduce(
        (bits, at) => (part.periods.includes(at + 1) ? bits : bits | (1 << at)),
        0,
      )

/** Does the period at that place of the year count? */
export const keepsPeriod = (part: YearPart | null, at: number): boolean =>
  part === null || part.periods.includes(at + 1)

const inProportion = (target: Target, share: number): Target => {
  const scaled = (value: number | undefined) => (value === undefined ? undefined : value * share)
  const without = { ...target, expected: undefined }
  switch (target.type) {
    case 'at-least':
    case 'more-than':
    case 'at-most':
    case 'less-than':
    case 'equals':
      return {
        ...without,
        value: target.value * share,
        least: scaled(target.least),
        excellent: scaled(target.excellent),
      } as Target
    case 'between':
      return { ...without, from: target.from * share, to: target.to * share } as Target
    default:
      return target
  }
}

/** The target as it is asked for in a part of the year: of what adds up its share, by the number of periods [SC141.5]. */
export function targetInPart(target: Target | null, part: YearPart | null, periods: readonly Period[]): Target | null {
  if (!target || !part || part.share === 1) return target
  const by = 'by' in target ? target.by : undefined
  const last = by === undefined ? -1 : periods.slice(0, -1).findIndex(({ to }) => by <= to)
  if (last < 0) return inProportion(target, part.share)
  // Of a number by a day the periods up to that of the day share the target.
  const kept = part.periods.filter((number) => number <= last + 1).length
  return kept === 0 ? target : inProportion(target, kept / (last + 1))
}

/** Reason why something is out of the year's scores as a whole: an act took it out of the plan, or left it out of the year. */
export type LeftOut = Extract<Absence, { type: 'eliminated' | 'neutralised' }>

const byAct = ({ from, act, reason, by, at }: Neutralisation): LeftOut => ({
  type: 'neutralised',
  ...{ from, act, reason, by, at },
})

/** Everything that acts leave out as of a day, by its address [SC68, SC141]; of what is both, that it is eliminated. */
export function leftOutBy(compiled: CompiledPlan, today: IsoDate): ReadonlyMap<string, LeftOut> {
  const { plan, year, indicators } = compiled
  const found = new Map<string, LeftOut>()
  // Without its periods nothing is left of an indicator.
  for (const { part, indicator } of indicators) {
    if (part?.periods.length !== 0) continue
    const about = itemAddress('indicators', indicator.code)
    const [first] = part.acts
    if (first) found.set(about, byAct(first))
    else if (part.time) found.set(about, { type: 'eliminated', from: part.time.from, note: `«${part.time.other}»` })
  }
  for (const [about, one] of neutralisedIn(plan, year, today)) found.set(about, byAct(one))
  for (const about of eliminationsOf(plan).keys()) {
    const gone = eliminatedIn(plan, about, year, today)
    if (gone) found.set(about, { type: 'eliminated', from: gone.from, note: gone.note })
  }
  return found
}

/**
 * Scores by hand of the year, by the number of their node; none stands for what is left out, nor for what stands on no sheet
 * where the policy keeps them to sheets [SC50, SC68.5].
 */
export function manualScores(
  { plan, year, policy, nodes }: CompiledPlan,
  gone: ReadonlySet<number>,
): ReadonlyMap<number, ManualScore> {
  const given = policy.judgement === 'none' ? [] : (plan.judgements ?? []).filter((one) => one.year === year)
  return new Map(
    given.flatMap((one) => {
      const node = nodes.get(one.about)
      const isMeant = policy.judged === 'everything' || sheetOf(plan, one.about) !== null
      return node === undefined || gone.has(node) || !isMeant ? [] : [[node, one]]
    }),
  )
}
