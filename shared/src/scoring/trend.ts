import type { Period } from '../calendar'
import { type Indicator, type IsoDate, type IsoInstant, itemAddress, type MeasureValue, type Plan } from '../model'
import type { CompiledIndicator, CompiledPlan } from './compile/compile-plan'
import { expectedCourse, pilesUp } from './course'
import { answersOf, hasMilestones, isNumberTarget, milestonesOf, resolved } from './evaluate-indicator'
import type { IndicatorScore, Reading, ScoreNode } from './score'
import type { ScoreModel } from './score-model'
import { nodeIn } from './score-plan'
import type { Snapshot } from './view'

/** Author of values of a period, with the time of the last of them. */
export interface Entered {
  readonly by: string
  readonly at: IsoInstant
}

/** A day that a target asks for, the day on which it was done, and whether that is in time; null for not done yet. */
export interface DayAsked {
  readonly day: IsoDate
  readonly done: IsoDate | null
  readonly isMet: boolean | null
}

/** An indicator as it stood once a period had ended. */
export interface TrendPoint {
  readonly period: Period
  /** The last day that it tells of: the period's, or today while that is not over. */
  readonly day: IsoDate
  /** Its score by then; null where nothing of the period was entered, or it has not begun. */
  readonly node: (ScoreNode & { readonly indicator: IndicatorScore }) | null
  /** Value that should be there by then; null where the target has no such number. */
  readonly expected: number | null
  readonly entered: readonly Entered[]
}

/** An indicator in one year: its target, and how it stood period by period. */
export interface TrendYear {
  readonly year: number
  readonly from: IsoDate
  readonly to: IsoDate
  /** The target as printed; null for none. */
  readonly printed: string | null
  /** Numbers that the target lies at: one, the two edges of a range, or none. */
  readonly wanted: readonly number[]
  /** Days that the target asks for, in order; none where it asks for a number. */
  readonly days: readonly DayAsked[]
  readonly points: readonly TrendPoint[]
}

/** A known figure from outside of the values: the body's own of an earlier year, the mean of others. */
export interface TrendMark {
  readonly of: 'baseline' | 'own' | 'cluster' | 'regional' | 'national'
  readonly year: number
  readonly printed: string
  readonly value: number | IsoDate
}

/** An indicator over the years of its plan, with what it is held against [RI150]. */
export interface Trend {
  readonly indicator: Indicator
  readonly years: readonly TrendYear[]
  readonly marks: readonly TrendMark[]
  /** Does the value pile up over a year, and begin anew with the next? */
  readonly isSum: boolean
}

/** A year, ready to be scored, with its scores at the ends of periods. */
export interface YearOverTime {
  readonly compiled: CompiledPlan
  readonly snapshots: readonly Snapshot[]
}

/** Lists everybody who entered something, each once with the last time, the latest first. */
function enteredIn(readings: readonly Reading[]): readonly Entered[] {
  const last = new Map<string, IsoInstant>()
  for (const { by, at } of readings)
    if (by !== undefined && at !== undefined && at > (last.get(by) ?? '')) last.set(by, at)
  return [...last].map(([by, at]) => ({ by, at })).sort((a, b) => (a.at < b.at ? 1 : -1))
}

/** Numbers that a target lies at, in the unit of the indicator. */
function wantedIn(one: CompiledIndicator, book: ScoreModel): readonly number[] {
  const { target } = one
  if (!target) return []
  if (target.type === 'between') return [target.from, target.to]
  const asked = isNumberTarget(target) ? target : resolved(one, book)
  return asked ? [asked.value] : []
}

const indicatorIn = (book: ScoreModel, code: string): TrendPoint['node'] => {
  const node = nodeIn(book, itemAddress('indicators', code))
  return node?.indicator ? { ...node, indicator: node.indicator } : null
}

const dayIn = (value: MeasureValue | null | undefined): IsoDate | null => (value?.type === 'date' ? value.date : null)

/** Returns the days that a target asks for, in order [RI150.8]; none where it asks for a number. */
function daysAsked(one: CompiledIndicator, book: ScoreModel, node: TrendPoint['node']): readonly DayAsked[] {
  const { target, lone, part } = one
  const how = node?.indicator.grounds.how
  if (how?.type === 'day') return [{ day: how.wanted, done: how.done, isMet: node?.achievement === 1 }]
  if (target?.type === 'by-date') return [{ day: target.date, done: dayIn(node?.indicator.value), isMet: null }]
  if (!target || !hasMilestones(target) || lone === null) return []
  const answers = answersOf(target, lone, book, part)
  const worth = new Map(how?.type === 'milestones' ? how.days.map((each) => [each.day, each.worth]) : [])
  return milestonesOf(target, book.compiled, part).map(({ day }, at) => {
    const answer = answers[at] ?? null
    return { day, done: dayIn(answer), isMet: answer === null ? null : worth.get(day) === 1 }
  })
}

function yearOf(code: string, { compiled, snapshots }: YearOverTime): TrendYear | null {
  const { year, periods } = compiled
  const one = compiled.indicators.find(({ indicator }) => indicator.code === code)
  const book = snapshots.at(-1)?.book
  const [first, last] = [periods[0], periods.at(-1)]
  if (!one || !book || !first || !last) return null
  const nodes = snapshots.map((snapshot) => indicatorIn(snapshot.book, code))
  const measures = nodes.at(-1)?.indicator.measures ?? []
  const expected = expectedCourse(one, book)
  // What the system counts, or the plan knows, nobody enters: it is there by itself.
  const isEntered = one.parts.some((place) => compiled.figures[place]?.type === 'measure')
  const readings = measures.flatMap((measure) => measure.readings).filter((reading) => reading.year === year)
  const points = periods.map((period, at): TrendPoint => {
    const own = readings.filter((reading) => reading.period === period.number && reading.value !== null)
    const isTold = own.length > 0 || !isEntered
    return {
      period,
      day: snapshots[at]?.book.today ?? period.to,
      node: (isTold && nodes[at]) || null,
      expected: expected[at] ?? null,
      entered: enteredIn(own),
    }
  })
  return {
    year,
    from: first.from,
    to: last.to,
    printed: one.indicator.targets.find((target) => target.year === year)?.printed ?? null,
    wanted: wantedIn(one, book),
    days: daysAsked(one, book, nodes.at(-1) ?? null),
    points,
  }
}

const SCOPES = ['own', 'cluster', 'regional', 'national'] as const

/** Known figures that an indicator is held against: its earlier value, and those of the benchmark that it names [RI150.5]. */
function marksOf({ baseline, benchmark: code }: Indicator, { benchmarks = [] }: Plan): readonly TrendMark[] {
  const found = benchmarks.filter((one) => one.code === code)
  return [
    ...(baseline ? [{ of: 'baseline', ...baseline } as const] : []),
    ...found.flatMap((benchmark) =>
      SCOPES.flatMap((of) => {
        const figure = benchmark[of]
        return figure ? [{ of, year: benchmark.year, ...figure }] : []
      }),
    ),
  ]
}

/**
 * Returns the course of an indicator, year by year and period by period, beside its targets and what it is compared with [RI150]; null
 * where the plan has no such indicator.
 * @param years the years to look at, the earliest first, each with the snapshots of `overTime`
 */
export function trendOf(code: string, years: readonly YearOverTime[]): Trend | null {
  const now = years.at(-1)
  const one = now?.compiled.indicators.find(({ indicator }) => indicator.code === code)
  if (!now || !one) return null
  const book = now.snapshots.at(-1)?.book
  return {
    indicator: one.indicator,
    years: years.flatMap((year) => yearOf(code, year) ?? []),
    marks: marksOf(one.indicator, now.compiled.plan),
    isSum: book !== undefined && pilesUp(one, book),
  }
}
