import type { Counted } from '../score'
import { formatNumber, formatPercent } from '../../values'
import type { ExplanationWords } from './words'

const SCOPES_EN = { cluster: 'mean of the cluster', regional: 'regional mean', national: 'national mean' } as const
const EVENT_UNITS_EN = { days: 'days', 'working-days': 'working days', months: 'months' } as const

const THINGS_EN = { values: ['value', 'values'], units: ['unit', 'units'] } as const
const partEn = ({ due, there }: Counted, of: 'values' | 'units'): string =>
  `${there} of ${due} ${THINGS_EN[of][due === 1 ? 0 : 1]}`

const LEVELS_EN = { '>=': 'is at least', '>': 'is above', '<=': 'is at most', '<': 'is below' } as const
const WEIGHTS_EN = {
  equal: 'with equal weights',
  printed: 'with the printed weights',
  resources: 'with the resources as weights',
  time: 'each for its own time',
} as const
const PARTS_EN = {
  indicators: 'its own indicators',
  objectives: 'its operational objectives',
  parts: 'its parts',
} as const

const partOfIt = (of: Parameters<ExplanationWords['group']['onlyPart']>[0]): string =>
  typeof of === 'string' ? PARTS_EN[of] : of.name
const verbEn = (of: object | string, many: string, one: string): string => (typeof of === 'string' ? many : one)

/** Words of explanations in English. */
export const englishWords: ExplanationWords = {
  passed: (days) => `overdue by ${days === 1 ? '1 day' : `${formatNumber(days)} days`}`,
  yes: 'yes',
  no: 'no',
  placed: (level, rank, of) => `${level} (level ${rank} of ${of})`,
  formula: {
    join: { '+': 'plus', '-': 'minus', '*': 'times', '/': 'over' },
    compare: {
      '=': 'is equal to',
      '<>': 'is other than',
      '<': 'is less than',
      '<=': 'is at most',
      '>': 'is more than',
      '>=': 'is at least',
    },
    fold: { mean: 'the mean of', min: 'the least of', max: 'the greatest of' },
    and: 'and',
    since: (condition, holds, taken) => `since ${holds ? '' : 'it is not so that '}${condition}: ${taken}`,
    thisYear: 'this year',
    earlier: (back) => (back === 1 ? 'of the year before' : `of ${back} years before`),
    latest: 'of the latest period',
    previous: 'of the period before',
    benchmark: {
      own: 'published value of the body',
      cluster: 'mean of the cluster',
      regional: 'regional mean',
      national: 'national mean',
    },
  },
  computed: {
    'operational-mean': 'mean of the operational objectives',
    achievement: 'achievement so far',
    'collection-punctuality': 'punctuality of the collection',
    'collections-on-time': 'collections done in time',
    'collections-due': 'collections that were due',
    'report-punctuality': 'punctuality of the reports to the governing bodies',
    'reports-on-time': 'reports sent in time',
    'reports-due': 'reports that were due',
    'revised-share': 'share of the objectives changed during the year',
  },
  bySystem: (value, what, of) => `${value}: computed by the system, ${what}${of === null ? '' : ` of «${of}»`}`,
  how: {
    holds: {
      'at-least': (number) => `is at least ${number}`,
      'more-than': (number) => `is more than ${number}`,
      'at-most': (number) => `is at most ${number}`,
      'less-than': (number) => `is less than ${number}`,
      equals: (number) => `is equal to ${number}`,
    },
    within: (from, to) => `is between ${from} and ${to}`,
    allOrNothing: (held) => `${held.replace('is ', 'is not ')}, all or nothing`,
    quotient: (above, below) => `${above} over ${below}`,
    smallerOverLarger: (above, below) => `the smaller over the larger, ${above} over ${below}`,
    linear: (value, target) => `2 minus ${value} over ${target}`,
    baseline: (start, target, done, way) => `from the baseline ${start} to ${target}, ${done} over ${way}`,
    pastZero: (target) => `past zero with ${target}`,
    valueBy: (number, day) => `${number} on ${day}`,
    inTime: (day) => `in time, by ${day}`,
    late: ({ days, day, grace, loss }) =>
      `${days === 1 ? '1 day' : `${formatNumber(days)} days`} after ${day}` +
      `${grace > 0 ? `, ${grace} of grace` : ''}${loss < 1 ? `, less ${formatPercent(loss)} a day` : ''}`,
    milestones: (days, isShare) => `deadlines ${days.join(', ')}, ${isShare ? 'in the mean' : 'all or none'}`,
    level: (comparison, level, rank) => `${LEVELS_EN[comparison]} ${level} (level ${rank})`,
    climbed: (reached, needed) => `${reached} over ${needed} levels`,
    graded: (grade) => `= ${grade}`,
    limit: (limit) => `limit ${limit}`,
    inside: (worth, to, end) => `, in proportion from ${worth} to ${to} up to ${end}`,
    tolerated: (held, wanted) => `${held}, the tolerance of ${wanted}`,
    mark: (at, worth) => `${at} gives ${worth}`,
    thresholds: (marks, isProportional) =>
      `thresholds ${marks.join(', ')}, ${isProportional ? 'in proportion' : 'in steps'}`,
    step: (from, to) => `step: from ${from}${to === null ? '' : ` to ${to}`}`,
  },
  group: {
    scored: (counted, parts) => `${formatNumber(counted)} scored out of ${parts}`,
    mean: (scored, weights) => `${weights === 'equal' ? 'mean' : 'weighted mean'} of ${scored}, ${WEIGHTS_EN[weights]}`,
    sum: (scored, weights) => `sum of what is contributed by ${scored}, ${WEIGHTS_EN[weights]}`,
    ownWhole: ', each 100,00 % at most',
    cut: (before) => `, in all 100,00 % at most instead of ${before}`,
    ownMoney: ', each for its own money at most',
    worst: (scored, title, score) => `the worst of ${scored}: «${title}», ${score}`,
    shareMet: (scored, weights, { name, from, edge }) =>
      `weight of what is «${name}» (${edge === 'in' ? 'from' : 'above'} ${from}) among ${scored}, ${WEIGHTS_EN[weights]}`,
    part: (share, of, score, how) => `${share} ${partOfIt(of)} (${score}: ${how})`,
    onlyPart: (of, how, why) => `only ${partOfIt(of)}, ${how}, because ${why}`,
    without: {
      'no-score': (of) => `${partOfIt(of)} ${verbEn(of, 'have', 'has')} no score`,
      weightless: (of) => `${partOfIt(of)} ${verbEn(of, 'weigh', 'weighs')} nothing`,
      'scored-weightless': (of) =>
        `${typeof of === 'string' ? 'those of ' : 'what is scored of '}${partOfIt(of)}${typeof of === 'string' ? ' that are scored weigh' : ' weighs'} nothing`,
    },
    and: ' and ',
  },
  yearPart: ({ periods, whole, acts, time }) => {
    const counts = periods.length === 1 ? `only period ${periods.join()} counts` : `periods ${periods.join(', ')} count`
    const out = acts.map(({ act, reason }) => `${act}, «${reason}»`)
    const why = [
      ...(time
        ? [
            time.is === 'before'
              ? `from ${time.from} on «${time.other}» takes its place`
              : `from ${time.from} on it takes the place of «${time.other}»`,
          ]
        : []),
      ...(out.length > 0 ? [`the others are neutralised (${out.join('; ')})`] : []),
    ]
    return `${counts} of ${whole}, ${why.join(', ')}`
  },
  inPart: (number) => `in proportion ${number}`,
  byHand: ({ score, by, on, reason, instead }) =>
    `${score} given by the evaluator (${by}, ${on}): “${reason}”; the rules would give ${instead}`,
  provisional: (...part) => `provisional: ${partEn(...part)}`,
  provisionalBy: (coverage) => `provisional: coverage ${coverage}`,
  part: (label, ...part) => `${label} (${partEn(...part)})`,
  withoutTarget: 'no target for this year',
  notCounted: (isClosed) => (isClosed ? 'does not count' : 'does not count for now'),
  yearClosed: 'year closed',
  worth: (share) => `worth ${share}`,
  asked: (target) => `target ${target}`,
  ofYear: (asked, year) => `${asked} (of ${year}, since this year has none)`,
  decides: (isWorst) => (isWorst ? 'decides, as the worst' : 'does not decide'),
  weighs: (share) => `weighs ${share}`,
  nothingToScore: 'n.d.: nothing to score',
  onlyPartEmpty: (isClosed) => `n.d.: its only part has no result${isClosed ? '' : ' yet'}`,
  weightless: 'n.d.: what is scored weighs nothing',
  partsEmpty: (parts, isClosed) => `n.d.: none of its ${parts} parts has a result${isClosed ? '' : ' yet'}`,
  period: (ordinal, year) => `period ${ordinal} of ${year}`,
  entered: ({ value, by, on, brought }) => {
    if (brought) return `${value}, brought by the management controller${by ? ` (${by})` : ''}${on ? ` on ${on}` : ''}`
    return by || on ? `${value}, entered${by ? ` by ${by}` : ''}${on ? ` on ${on}` : ''}` : value
  },
  values: (count) => (count === '1' ? '1 value entered' : `${count} values entered`),
  target: {
    between: (from, to) => `between ${from} and ${to}`,
    byDate: (day) => `by ${day}`,
    byDates: (days) => `by ${days.join(' and by ')}, each on its own`,
    afterPeriod: (days, working) => `within ${days} ${working ? 'working ' : ''}days of the end of each period`,
    afterEvent: ({ amount, unit, strict }) =>
      `${strict ? 'less than' : 'within'} ${amount} ${EVENT_UNITS_EN[unit]} of the event`,
    againstYear: (comparison, back, years) => {
      const ago = `${back === 1 ? 'one year' : `${back} years`} before`
      return years === 1
        ? `${comparison} the value of ${ago}`
        : `${comparison} the mean of ${years} years, up to ${ago}`
    },
    benchmark: ({ comparison, scope, margin }) =>
      `${comparison} the ${SCOPES_EN[scope]}${margin ? `, with a margin of ${margin}` : ''}`,
    firstYear: 'year of observation: recorded, not scored',
    observed: (expected) => (expected === null ? 'observed only' : `observed only, expected ${expected}`),
  },
}
