import { formatDate, formatPercent } from '../../values'
import type { DayGrounds, IndicatorGrounds, LevelGrounds, NumberGrounds } from '../grounds/grounds'
import { type IndicatorScore, loneMeasure } from '../score'
import { sayNumber } from './told'
import type { ExplanationWords, HowWords } from './words'

/** A number as the measure says it that an indicator is: yes, no, or digits. */
const sayer =
  (indicator: IndicatorScore, { yes, no }: ExplanationWords) =>
  (number: number): string =>
    loneMeasure(indicator)?.kind === 'boolean' && (number === 0 || number === 1)
      ? number === 1
        ? yes
        : no
      : sayNumber(number, indicator.decimals)

function sayWay(how: NumberGrounds, words: HowWords, say: (number: number) => string): string {
  const { actual, wanted, comparison, way, start, range } = how
  const held = range ? words.within(say(range.from), say(range.to)) : words.holds[comparison](say(wanted))
  switch (way) {
    case 'met':
      return held
    case 'within':
      return words.tolerated(held, say(wanted))
    case 'thresholds':
      return words.thresholds(
        (how.thresholds?.marks ?? []).map(({ at, worth }) => words.mark(say(at), formatPercent(worth))),
        how.thresholds?.inside === 'proportional',
      )
    case 'met-or-not':
      return words.allOrNothing(held)
    case 'quotient': {
      const grows = comparison === 'at-least' || comparison === 'more-than'
      const [above, below] = grows === wanted > 0 ? [actual, wanted] : [wanted, actual]
      return words.quotient(say(above), say(below))
    }
    case 'smaller-over-larger': {
      const [above, below] = Math.abs(actual) < Math.abs(wanted) ? [actual, wanted] : [wanted, actual]
      return words.smallerOverLarger(say(above), say(below))
    }
    case 'linear':
      return words.linear(say(actual), say(wanted))
    case 'baseline': {
      const from = start ?? 0
      return words.baseline(say(from), say(wanted), say(actual - from), say(wanted - from))
    }
    case 'past-zero':
      return words.pastZero(say(actual))
  }
}

function sayDay({ done, wanted, daysLate, dates }: DayGrounds, words: HowWords): string {
  if (done <= wanted) return words.inTime(formatDate(wanted))
  const { graceDays: grace, lossPerDay: loss } = dates
  return words.late({ days: daysLate, day: formatDate(wanted), grace, loss })
}

function sayLevel({ comparison, level, wanted, climb, rank }: LevelGrounds, words: HowWords): string {
  if (climb) return words.climbed(climb.reached, climb.needed)
  const held = words.level(comparison, level, wanted)
  const isMet = { '>=': rank >= wanted, '>': rank > wanted, '<=': rank <= wanted, '<': rank < wanted }[comparison]
  return isMet ? held : words.allOrNothing(held)
}

/** Says what bound a number on its way to the achievement: 0 or the cap. */
function sayBounds(how: NumberGrounds, before: number, cap: number, words: HowWords): string {
  const bound = formatPercent(before)
  if (how.way === 'past-zero') return `, ${words.limit(bound)}`
  if (how.thresholds)
    return how.thresholds.marks.some(({ worth }) => worth > cap) ? `, ${words.limit(formatPercent(cap))}` : ''
  if (how.grade === null) return ''
  const graded = formatPercent(how.grade)
  return graded === bound ? '' : ` ${words.graded(graded)}, ${words.limit(bound)}`
}

/** Says how an indicator came to what it is worth: the rule that ran with its numbers, what bound it, the flat step [SC83]. */
export function sayHow(
  { how, before, step, cap }: IndicatorGrounds,
  indicator: IndicatorScore,
  all: ExplanationWords,
): string {
  const { how: words } = all
  if (how.type === 'none' || before === null) return ''
  const say = sayer(indicator, all)
  const said =
    how.type === 'number'
      ? `${how.by === null ? '' : `${words.valueBy(say(how.actual), formatDate(how.by))}, `}${sayWay(how, words, say)}${sayBounds(how, before, cap, words)}`
      : how.type === 'day'
        ? sayDay(how, words)
        : how.type === 'level'
          ? sayLevel(how, words)
          : words.milestones(
              how.days.map(({ day, worth }) => `${formatDate(day)}: ${formatPercent(worth)}`),
              how.combine === 'share',
            )
  if (!step) return said
  const isSaid = how.type === 'number' && how.grade !== null && formatPercent(how.grade) !== formatPercent(before)
  const to = step.next === null ? null : formatPercent(step.next)
  const inside =
    step.to === step.worth
      ? ''
      : words.inside(formatPercent(step.worth), formatPercent(step.to), formatPercent(step.next ?? cap))
  return `${said}${isSaid ? '' : ` ${words.graded(formatPercent(before))}`}, ${words.step(formatPercent(step.from), to)}${inside}`
}
