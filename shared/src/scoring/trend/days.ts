import type { IsoDate, MeasureValue } from '../../model'
import type { CompiledIndicator } from '../compile/compile-plan'
import { answersOf, hasMilestones, milestonesOf } from '../evaluate-indicator'
import type { IndicatorScore, ScoreNode } from '../score'
import type { ScoreModel } from '../score-model'

/** A day that a target asks for, the day on which it was done, and whether that is in time; null for not done yet. */
export interface DayAsked {
  readonly day: IsoDate
  readonly done: IsoDate | null
  readonly isMet: boolean | null
}

const dayIn = (value: MeasureValue | null | undefined): IsoDate | null => (value?.type === 'date' ? value.date : null)

/** Returns the days that a target asks for, in order [RI150.8]; none where it asks for a number. */
export function daysAsked(
  one: CompiledIndicator,
  book: ScoreModel,
  node: (Pick<ScoreNode, 'achievement'> & { readonly indicator: IndicatorScore }) | null,
): readonly DayAsked[] {
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
