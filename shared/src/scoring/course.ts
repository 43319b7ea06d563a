import { addDays } from '../calendar'
import type { Operand } from '../formula'
import { type IsoDate, itemAddress, type Target } from '../model'
import { achieveNumber } from './achieve'
import { isThin } from './policy/marks'
import type { ScoreModel } from './score-model'
import type { CompiledIndicator } from './compile/compile-plan'
import { keepsPeriod } from './compile/standing'
import { NO_NODE } from './compile/order-nodes'
import { answersOf, isNumberTarget, isUnscored, milestonesOf, resolved } from './evaluate-indicator'
import { daysUntil } from './grounds/judged'
import type { Course } from './score'

/** Course of an indicator in the middle of the year, and the value expected by now. */
export interface Progress {
  readonly course: Course | null
  readonly expected: number | null
}

/** A day closer than this, with nothing done, is late; past, it is at risk. */
const NEAR_DAYS = 30

/** Counts the periods of an indicator that ended before a day. */
const periodsEnded = ({ compiled: { periods }, today }: ScoreModel, { part }: CompiledIndicator): number =>
  periods.filter(({ to }, at) => to < today && keepsPeriod(part, at)).length

/** Does the value pile up over the year? Then a third of the target is due after a third of the year [SC47]. */
export function pilesUp({ lone }: CompiledIndicator, { compiled: { figures } }: ScoreModel): boolean {
  const figure = figures[lone ?? NO_NODE]
  if (figure?.type !== 'measure') return false
  return figure.entered.aggregation === 'sum' || figure.entered.kind === 'project-plan'
}

/** The share of a project plan whose steps should be done before a day; null where its steps have no days. */
function plannedShare({ lone }: CompiledIndicator, { compiled: { figures } }: ScoreModel, day: IsoDate): number | null {
  const figure = figures[lone ?? NO_NODE]
  const steps = figure?.type === 'measure' ? (figure.entered.steps ?? []) : []
  if (steps.length === 0 || steps.some(({ by }) => by === undefined)) return null
  const weigh = (those: typeof steps) => those.reduce((sum, { weight = 1 }) => sum + weight, 0)
  return weigh(steps.filter(({ by = '' }) => by < day)) / weigh(steps)
}

/** Time of a year: so many of its periods that ended, and the day. */
interface Elapsed {
  readonly ended: number
  readonly day: IsoDate
}

/** Returns the value expected by then of a target that is a number: given, or the policy's share of it [SC47]. */
function expectedBy(
  one: CompiledIndicator,
  target: Target,
  wanted: number,
  { ended, day }: Elapsed,
  book: ScoreModel,
): number | null {
  if (ended === 0) return null
  const printed = target.expected?.[ended - 1]
  if (printed !== undefined) return printed
  if (!pilesUp(one, book)) return wanted
  const { policy, periods } = book.compiled
  const { shares } = policy.progress
  // Shares of a year that is divided otherwise say nothing of this one [SC90.10].
  const own = one.part?.periods.length ?? periods.length
  const given = shares.length === own ? shares[ended - 1] : ended / own
  return wanted * (plannedShare(one, book, day) ?? given ?? 1)
}

/** The number that a target compares with, printed in it or known from elsewhere; null where it is none. */
const numberAsked = (one: CompiledIndicator, target: Target, book: ScoreModel) =>
  isNumberTarget(target) ? target : resolved(one, book)

/** Returns the value expected once each period of the year has ended [RI150.3]; null where the target has no such number. */
export function expectedCourse(one: CompiledIndicator, book: ScoreModel): readonly (number | null)[] {
  const { periods } = book.compiled
  const { target } = one
  const asked = target && numberAsked(one, target, book)
  return periods.map(({ to }, at) => {
    if (!target || !asked || !keepsPeriod(one.part, at)) return null
    const ended = periods.slice(0, at + 1).filter((_, place) => keepsPeriod(one.part, place)).length
    return expectedBy(one, target, asked.value, { ended, day: addDays(to, 1) }, book)
  })
}

/**
 * A day that is asked for: done in time, done late, not done and near or past. Of one that is past nobody knows whether it
 * was kept before its period opens for entry [SC77.1].
 */
function courseOfDay(done: IsoDate | null, wanted: IsoDate, today: IsoDate, isDue: boolean): Course | null {
  if (done !== null) return done <= wanted ? 'on-course' : 'at-risk'
  if (today > wanted) return isDue ? 'at-risk' : null
  return daysUntil(today, wanted) <= NEAR_DAYS ? 'late' : 'on-course'
}

const GRAVEST: readonly Course[] = ['at-risk', 'late', 'on-course']

function courseOfDays(one: CompiledIndicator, target: Target, book: ScoreModel): Course | null {
  const answers = one.lone === null ? [] : answersOf(target, one.lone, book, one.part)
  const courses = milestonesOf(target, book.compiled, one.part).flatMap(
    ({ day, at }, place): Course | readonly Course[] => {
      const done = answers[place] ?? null
      const isDue = book.figures.asksIn(at)
      if (done?.type === 'number' && target.type === 'after-each-period')
        return done.number <= target.days ? 'on-course' : 'at-risk'
      return courseOfDay(done?.type === 'date' ? done.date : null, day, book.today, isDue) ?? []
    },
  )
  return GRAVEST.find((course) => courses.includes(course)) ?? null
}

function courseOfNumber(value: number, one: CompiledIndicator, target: Target, book: ScoreModel): Progress {
  const wanted = numberAsked(one, target, book)
  if (!wanted) return { course: null, expected: null }
  const now = { ended: periodsEnded(book, one), day: book.today }
  const expected = expectedBy(one, target, wanted.value, now, book)
  if (expected === null) return { course: null, expected }
  const { policy } = book.compiled
  const measured = { ...policy, cap: 1, grows: 'ratio', shrinks: 'ratio' } as const
  const reached = achieveNumber(
    value,
    { type: wanted.type === 'equals' && pilesUp(one, book) ? 'at-least' : wanted.type, value: expected },
    measured,
    null,
    book.magnitudeAt(one, value, expected),
  )
  if (reached.achievement === 1) return { course: 'on-course', expected }
  // A value that may not grow beyond the target is not lost while it is still under the whole of it.
  const shrinks = wanted.type === 'at-most' || wanted.type === 'less-than'
  const magnitude = book.magnitudeAt(one, value, wanted.value)
  const whole = achieveNumber(value, wanted, measured, null, magnitude).achievement
  const late = shrinks && pilesUp(one, book) ? whole === 1 : reached.achievement >= policy.progress.lateFrom
  return { course: late ? 'late' : 'at-risk', expected }
}

/** Progress of what is a number, or is told by what it is worth. */
function progressOfNumber(one: CompiledIndicator, target: Target, node: number, book: ScoreModel): Progress {
  const value = book.state.values[node] ?? Number.NaN
  if (!Number.isNaN(value) && numberAsked(one, target, book) !== null) return courseOfNumber(value, one, target, book)
  const achieved = book.state.achieved[node] ?? Number.NaN
  if (Number.isNaN(achieved)) return { course: null, expected: null }
  return {
    course: achieved >= 1 ? 'on-course' : achieved >= book.compiled.policy.progress.lateFrom ? 'late' : 'at-risk',
    expected: null,
  }
}

/** On course, late or at risk: progress against what was expected by now [SC47]. */
export function progressOf(one: CompiledIndicator, operand: Operand, node: number, book: ScoreModel): Progress {
  const { target } = one
  // What cannot be computed, as where it would be made of itself, has no course whatever its parts come to.
  if (target === null || isUnscored(target) || operand.type === 'undefined') return { course: null, expected: null }
  if (book.leftOut(itemAddress('indicators', one.indicator.code)) !== null) return { course: null, expected: null }
  if (target.type === 'by-dates' || target.type === 'after-each-period')
    return { course: courseOfDays(one, target, book), expected: null }
  if (target.type === 'by-date') {
    const done = operand.type === 'date' ? operand.date : null
    if (operand.type === 'not-applicable') return { course: null, expected: null }
    return { course: courseOfDay(done, target.date, book.today, operand.type !== 'not-due'), expected: null }
  }
  const found = progressOfNumber(one, target, node, book)
  const reliance = { coverage: book.state.coverage[node] ?? null, isClosed: book.isClosed }
  return isThin(reliance, one.policy) ? { ...found, course: null } : found
}
