import { addDays, addWorkingDays } from '../calendar'
import { isAbsent, type Operand } from '../formula'
import { type Absence, type IsoDate, itemAddress, type MeasureValue, type NumberTarget, type Target } from '../model'
import { achieveDate, achieveNumber, deadlineAfter, NUMBER_TARGETS } from './achieve'
import { asPrinted, achieveLevel, climbOf, compareNumbers } from './policy/marks'
import type { CompiledIndicator, CompiledPlan } from './compile/compile-plan'
import { type LeftOut, keepsPeriod, type YearPart } from './compile/standing'
import type { FigureModel } from './figure-model'
import { periodsOfDays } from '../values'
import type { IndicatorHow } from './grounds/grounds'
import {
  absent,
  dayJudged,
  daysUntil,
  earlyPeriod,
  isByDay,
  placesUpTo,
  reachedBy,
  type IndicatorOutcome,
  judgedBy,
  NO_GROUNDS,
  numberJudged,
  rangeJudged,
} from './grounds/judged'

/** Facts needed to judge an indicator beside its value. */
export interface IndicatorContext {
  readonly compiled: CompiledPlan
  readonly today: IsoDate
  /** The year is closed the day after its last deadline [SC16]. */
  readonly isClosed: boolean
  readonly figures: Pick<FigureModel, 'perPeriod' | 'dayAt'>
  /** The elimination or neutralisation of an item that holds by now. */
  readonly leftOut: (address: string) => LeftOut | null
  /** The value of the figure that a target refers to: the day of an event, a benchmark. */
  readonly reference: (one: CompiledIndicator) => Operand
  /** Sum of the magnitudes that an indicator's value was summed from, where it is so near to its target that it matters [SC75]. */
  readonly magnitudeAt: (one: CompiledIndicator, value: number, wanted: number) => number
}

/** A day where a number is asked for, or the other way: whoever is not asked about it again is not scored by it [SC13.3, SC16.4]. */
const wrongType = ({ compiled: { policy }, isClosed }: IndicatorContext): IndicatorOutcome => {
  const absence: Absence = { type: 'undefined', why: 'wrong-type' }
  return isClosed && policy.missingAtClose !== 'left-out'
    ? { ...absent(absence, 'SC16'), achievement: 0 }
    : absent(absence, 'SC13')
}

/** Types of target that a number alone is judged by. */
const NUMBERS: ReadonlySet<string> = new Set(['at-least', 'more-than', 'at-most', 'less-than', 'equals'])

/** Is it a target that a number alone is judged by, whenever it is there? */
export const isNumberTarget = (target: Target): target is Target & NumberTarget =>
  NUMBERS.has(target.type) && !isByDay(target)

/** Nothing to be scored by, whatever the value: shown, never scored [SC14]. */
export const isUnscored = (target: Target | null): boolean =>
  target === null || target.type === 'first-year' || target.type === 'observed'

/** Is there no number because there is nothing to be measured, or to be measured against: nobody loses by it [SC67.3]? */
export const isNobodysLoss = (absence: Absence | null): boolean =>
  absence?.type === 'not-applicable' ||
  absence?.type === 'no-reference' ||
  absence?.type === 'no-target' ||
  absence?.type === 'eliminated' ||
  absence?.type === 'neutralised'

/** Is each of several days answered for itself [SC37]? */
export const hasMilestones = (target: Target | null): boolean =>
  target?.type === 'by-dates' || target?.type === 'after-each-period'

/** A day by which something must be done, and the place of the period in which it is asked for. */
export interface Milestone {
  readonly day: IsoDate
  readonly at: number
}

/** The days by which something must be done, in order: those that a target names, or one of each period [SC37, SC73]. */
export function milestonesOf(
  target: Target,
  { periods, plan }: CompiledPlan,
  part: YearPart | null = null,
): readonly Milestone[] {
  const counts = ({ at }: Milestone) => keepsPeriod(part, at)
  if (target.type === 'by-dates') {
    const asked = periodsOfDays(target, periods)
    return [...target.dates]
      .sort()
      .map((day, place) => ({ day, at: (asked[place]?.number ?? 1) - 1 }))
      .filter(counts)
  }
  if (target.type !== 'after-each-period') return []
  const after = target.counted ? addWorkingDays : addDays
  return periods.map(({ to }, at) => ({ day: after(to, target.days, plan.body.patronDay), at })).filter(counts)
}

/** Returns the answer to each milestone: of named days the first, the second and so on that was entered, else what its period holds [SC37.2, SC73.1]. */
export function answersOf(
  target: Target,
  place: number,
  { compiled, figures }: Pick<IndicatorContext, 'compiled' | 'figures'>,
  part: YearPart | null = null,
): readonly (MeasureValue | null)[] {
  if (target.type !== 'by-dates') return figures.perPeriod(place).filter((_, at) => keepsPeriod(part, at))
  return milestonesOf(target, compiled, part).map((_, at) => figures.dayAt(place, at))
}

/**
 * The periods that a target asks for by themselves: each, or those up to the day of a number by a day; null where the year
 * as a whole is asked for.
 */
export function periodsAsked(
  { target, lone, part }: CompiledIndicator,
  compiled: CompiledPlan,
): readonly boolean[] | null {
  if (target?.type === 'after-each-period') return compiled.periods.map((_, at) => keepsPeriod(part, at))
  const last = earlyPeriod(target, compiled)
  const figure = compiled.figures[lone ?? -1]
  if (last < 0 || figure?.type !== 'measure') return null
  const places = new Set(placesUpTo(last, figure.entered.aggregation, part))
  return compiled.periods.map((_, at) => places.has(at))
}

/** Returns the achievement of one milestone: a date against its day, or a number of days against those allowed. */
function milestone(
  value: MeasureValue | null,
  day: IsoDate,
  target: Target,
  { compiled }: IndicatorContext,
): number | null {
  if (value?.type === 'date') return achieveDate(value.date, day, compiled.policy)
  if (value?.type !== 'number' || target.type !== 'after-each-period') return null
  return achieveNumber(value.number, { type: 'at-most', value: target.days }, compiled.policy).achievement
}

function judgeMilestones({ lone, target, part }: CompiledIndicator, bench: IndicatorContext): IndicatorOutcome {
  if (lone === null || !target) return wrongType(bench)
  const { policy } = bench.compiled
  const answers = answersOf(target, lone, bench, part)
  const worth: { day: IsoDate; worth: number }[] = []
  milestonesOf(target, bench.compiled, part).forEach(({ day }, at) => {
    const made = milestone(answers[at] ?? null, day, target, bench)
    const counts =
      made !== null ||
      (bench.isClosed ? policy.missingAtClose !== 'left-out' : policy.missing === 'zero' && day < bench.today)
    if (counts) worth.push({ day, worth: made ?? 0 })
  })
  if (worth.length === 0) return absent({ type: 'no-values' }, 'SC15')
  const share = worth.reduce((sum, one) => sum + one.worth, 0) / worth.length
  const achievement = policy.milestones === 'share' ? share : worth.every((one) => one.worth === 1) ? 1 : 0
  return judgedBy(achievement, 'SC37', { type: 'milestones', days: worth, combine: policy.milestones }, policy)
}

/** A date, or the days that it took, against the time after an event [SC38]. */
function judgeEvent(value: MeasureValue, one: CompiledIndicator, bench: IndicatorContext): IndicatorOutcome {
  const { target } = one
  const { policy, plan } = bench.compiled
  const event = bench.reference(one)
  if (target?.type !== 'after-event') return wrongType(bench)
  if (value.type === 'number' && target.unit === 'days') {
    const type = target.strict ? 'less-than' : 'at-most'
    return numberJudged(value.number, { type, value: target.amount }, policy, { rule: 'SC38' })
  }
  if (event.type !== 'date') return absent({ type: 'not-applicable', why: 'no-event' }, 'SC38')
  if (value.type !== 'date') return wrongType(bench)
  return dayJudged(value.date, deadlineAfter(event.date, target, plan.body.patronDay), 'SC38', policy)
}

function judgeLevel(value: number, { target, lone }: CompiledIndicator, bench: IndicatorContext): IndicatorOutcome {
  const { compiled } = bench
  const figure = lone === null ? null : compiled.figures[lone]
  const levels = figure?.type === 'measure' ? (figure.entered.levels ?? []) : []
  if (target?.type !== 'level') return wrongType(bench)
  const wanted = levels.findIndex((level) => level.toLowerCase() === target.level.toLowerCase()) + 1
  if (wanted === 0) return absent({ type: 'no-target' }, 'SC40')
  const { policy } = compiled
  const { comparison } = target
  const achievement = achieveLevel(value, wanted, comparison, levels.length, policy)
  const isGraded = policy.levels === 'by-rank' && !compareNumbers(value, comparison, wanted)
  const climb = isGraded ? climbOf(value, wanted, comparison, levels.length) : null
  const level = levels[wanted - 1] ?? target.level
  const how: IndicatorHow = { type: 'level', rank: value, wanted, level, comparison, levels: levels.length, climb }
  return judgedBy(achievement, 'SC40', how, policy)
}

/** The number target that another comes to: of a comparison while what it compares with is known, of a number by a day in the last period; else null. */
export function resolved(one: CompiledIndicator, bench: IndicatorContext): NumberTarget | null {
  const { target } = one
  if (target && isByDay(target)) return earlyPeriod(target, bench.compiled) < 0 ? target : null
  if (target?.type !== 'against-year' && target?.type !== 'against-benchmark') return null
  const known = bench.reference(one)
  if (known.type !== 'number') return null
  const grows = target.comparison === '>' || target.comparison === '>='
  const margin = target.type === 'against-benchmark' ? (target.margin ?? 0) : 0
  const value = known.number + (grows ? -margin : margin)
  const isPrinted = bench.compiled.policy.comparison === 'printed'
  return { type: NUMBER_TARGETS[target.comparison], value: isPrinted ? asPrinted(value, 0) : value }
}

function judgeNumber(value: number, one: CompiledIndicator, bench: IndicatorContext): IndicatorOutcome {
  const { target, start } = one
  const { policy } = bench.compiled
  if (target?.type === 'level') return judgeLevel(value, one, bench)
  if (target?.type === 'between') {
    const magnitudes = [target.from, target.to].map((edge) => bench.magnitudeAt(one, value, edge))
    return rangeJudged(value, target, policy, Math.max(...magnitudes))
  }
  const wanted = target && (isNumberTarget(target) || isByDay(target)) ? target : resolved(one, bench)
  if (wanted) {
    const more = {
      ...(target && isByDay(target) ? { by: target.by } : {}),
      ...(target === wanted ? {} : { rule: 'SC39' }),
    }
    return numberJudged(value, wanted, policy, {
      start,
      magnitude: bench.magnitudeAt(one, value, wanted.value),
      ...more,
    })
  }
  if (target?.type !== 'against-year' && target?.type !== 'against-benchmark') return wrongType(bench)
  const what = target.type === 'against-year' ? 'earlier-year' : 'benchmark'
  return absent({ type: 'no-reference', what }, 'SC39')
}

function withoutValue(
  absence: Absence,
  { target }: CompiledIndicator,
  { compiled: { policy }, isClosed }: IndicatorContext,
): IndicatorOutcome {
  if (isUnscored(target)) return absent(absence, 'SC14')
  if (absence.type === 'not-applicable' && absence.why === 'zero-over-zero' && policy.zeroOverZero !== 'not-applicable')
    return { ...absent(absence, 'SC17'), achievement: policy.zeroOverZero === 'met' ? 1 : 0 }
  if (absence.type === 'not-applicable' || absence.type === 'no-reference') return absent(absence, 'SC17')
  const owed = absence.type === 'missing' || absence.type === 'not-due' || absence.type === 'undefined'
  if (isClosed && owed && policy.missingAtClose !== 'left-out') return { ...absent(absence, 'SC16'), achievement: 0 }
  if (!isClosed && absence.type === 'missing' && policy.missing === 'zero')
    return { ...absent(absence, 'SC15'), achievement: 0 }
  return absent(absence, isClosed && owed ? 'SC16' : 'SC15')
}

/** The bench of an indicator for which other settings hold than for the rest [SC95]. */
function benchOf({ policy }: CompiledIndicator, of: IndicatorContext): IndicatorContext {
  const { compiled, today, isClosed, figures, leftOut, reference, magnitudeAt } = of
  if (policy === compiled.policy) return of
  return { compiled: { ...compiled, policy }, today, isClosed, figures, leftOut, reference, magnitudeAt }
}

function judge(one: CompiledIndicator, whole: Operand, bench: IndicatorContext): IndicatorOutcome {
  const { target } = one
  const gone = bench.leftOut(itemAddress('indicators', one.indicator.code))
  if (gone) return absent(gone, gone.type === 'eliminated' ? 'SC68' : 'SC141')
  if (target === null && one.policy.noTarget === 'zero')
    return { ...absent({ type: 'no-target' }, 'SC96'), achievement: 0 }
  const value = reachedBy(whole, one, bench)
  if (hasMilestones(target)) {
    if (value.type === 'not-applicable') return withoutValue(value, one, bench)
    const judged = judgeMilestones(one, bench)
    return judged.achievement === null && isAbsent(value) ? withoutValue(value, one, bench) : judged
  }
  if (target?.type === 'after-event' && value.type !== 'number') {
    const event = bench.reference(one)
    if (event.type === 'not-applicable') return absent({ type: 'not-applicable', why: 'no-event' }, 'SC38')
    if (isAbsent(event)) return withoutValue(event, one, bench)
  }
  if (isAbsent(value)) return withoutValue(value, one, bench)
  if (target === null || isUnscored(target)) return absent({ type: 'no-target' }, 'SC14')
  if (target.type === 'after-event') return judgeEvent(value, one, bench)
  if (value.type === 'number')
    return target.type === 'by-date' ? wrongType(bench) : judgeNumber(value.number, one, bench)
  if (target.type !== 'by-date') return wrongType(bench)
  return dayJudged(value.date, target.date, 'SC13', bench.compiled.policy)
}

/** The day by which something must be done that a target names, or that its event leads to; null for none. */
function lastDayOf(one: CompiledIndicator, bench: IndicatorContext): IsoDate | null {
  const { target } = one
  if (target?.type === 'by-date') return target.date
  if (target?.type !== 'after-event') return target && isByDay(target) ? target.by : firstDay(target)
  const event = bench.reference(one)
  return event.type === 'date' ? deadlineAfter(event.date, target, bench.compiled.plan.body.patronDay) : null
}

/** An indicator judged by its value and its target, of whatever forms [SC10-SC17, SC33-SC41]. */
export function evaluateIndicator(one: CompiledIndicator, whole: Operand, of: IndicatorContext): IndicatorOutcome {
  const bench = benchOf(one, of)
  const judged = judge(one, whole, bench)
  const isOwed = judged.absence?.type === 'missing' || judged.absence?.type === 'not-due'
  const day = isOwed && !bench.isClosed ? lastDayOf(one, bench) : null
  if (day === null || day >= bench.today) return judged
  return { ...judged, grounds: { ...NO_GROUNDS, how: { type: 'none', daysPast: daysUntil(day, bench.today) } } }
}

/** The day by which a target first asks for something; null where every period does. */
export function firstDay(target: Target | null): IsoDate | null {
  if (target?.type === 'by-date') return target.date
  return target?.type === 'by-dates' ? ([...target.dates].sort()[0] ?? null) : null
}
