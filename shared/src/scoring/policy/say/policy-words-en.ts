import type { PolicyWords } from './policy-words'

const LEVELS = {
  objectives: ['An objective', 'of its indicators'],
  areas: ['An area', 'of its strategic objectives'],
  body: ['The body', 'of its areas'],
  sheets: ['An individual sheet', 'of its objectives'],
} as const

const COMBINED = {
  mean: (what: string, of: string, by: string) => `${what} is worth the mean ${of}, ${by}.`,
  sum: (what: string, of: string, by: string) =>
    `${what} is worth the sum ${of}, ${by}: the weight of what does not count goes to nobody else.`,
  worst: (what: string, of: string) => `${what} is worth the worst result ${of}.`,
  'share-met': (what: string, of: string, by: string) => `${what} is worth the share ${of} in the best band, ${by}.`,
} as const

const BY = {
  equal: 'with equal weights',
  printed: 'with the printed weights',
  resources: 'with the resources in euro as weights',
} as const

const LEVEL = {
  strategic: 'for strategic objectives and their indicators',
  operational: 'for operational objectives and their indicators',
  individual: 'for individual objectives and their indicators',
  area: 'for areas',
  body: 'for the body',
  sheet: 'for sheets',
} as const

const ROLE = {
  'unit-head': 'on the sheets of unit heads',
  manager: 'on the sheets of managers',
  controller: 'on the sheets of controllers',
  evaluator: 'on the sheets of the evaluator',
  'governing-body': 'on the sheets of governing bodies',
} as const

/** The sentences of a policy in English. */
export const englishPolicy: PolicyWords = {
  part: {
    indicator: 'From the value to the result of an indicator',
    missing: 'What is missing or does not apply',
    tree: 'From indicators to objectives, areas and the body',
    sheets: 'Individual sheets',
    bands: 'What a result is called',
    course: 'During the year',
    special: 'Special rules',
    law: 'Checks of law',
  },
  grows: {
    ratio: 'With “at least” an indicator is worth the value divided by the target.',
    'met-or-not': 'With “at least” an indicator is worth 100 % if the target is met, otherwise 0 %.',
    'from-baseline': 'With “at least” an indicator is worth the part done of the way from the baseline to the target.',
  },
  shrinks: {
    ratio:
      'With “at most” an indicator is worth 100 % up to the target, and beyond it the target divided by the value.',
    linear:
      'With “at most” an indicator is worth 100 % up to the target, and beyond it loses in proportion: twice the target is worth 0 %.',
    'met-or-not': 'With “at most” an indicator is worth 100 % if the target is kept, otherwise 0 %.',
    'from-baseline': 'With “at most” an indicator is worth the part done of the way from the baseline to the target.',
  },
  comparison: {
    exact: 'Value and target, result and bands are compared as they are; the decimals that tell them apart are shown.',
    printed:
      'Value and target, result and bands are compared as they are printed, rounded to the decimals that are shown.',
  },
  equals: {
    'smaller-over-larger': 'With “exactly” the smaller of value and target is divided by the larger.',
    'met-or-not': 'With “exactly” it is worth 100 % on the target, otherwise 0 %.',
  },
  milestones: {
    share: 'Several deadlines count each for itself: the share of those that were kept.',
    'all-or-nothing': 'Several deadlines are worth 100 % if all are kept, otherwise 0 %.',
  },
  levels: {
    'met-or-not': 'A level is worth 100 % if it is reached, otherwise 0 %.',
    'by-rank': 'A level is worth its share of the steps of the scale on the way to the one asked for.',
  },
  missing: {
    'left-out': 'During the year what is due and not there is left out: its weight goes to the others.',
    zero: 'During the year what is due and not there is worth 0 %.',
  },
  missingAtClose: {
    zero: 'At the close of the year what is due and missing, whole or in part, is worth 0 %.',
    proven:
      'At the close of the year, where a part is missing, it is worth what the entered part proves already; where all is missing, 0 %.',
    'left-out': 'At the close of the year what is missing is left out: its weight goes to the others.',
  },
  zeroOverZero: {
    'not-applicable': 'Zero over zero (no request, none due) does not apply and is left out.',
    met: 'Zero over zero (no request, none due) is worth 100 %.',
    'not-met': 'Zero over zero (no request, none due) is worth 0 %.',
  },
  weights: {
    shares: 'The weights of a sheet are shares of its total.',
    multipliers: 'The weights of a sheet are multipliers (1,0; 1,2; 1,4): they have no total.',
    points: 'The weights of a sheet are points: each counts for its part of the total.',
    money:
      'The weights of a sheet are euro: each objective earns its own at most, what is missing goes to nobody else, and what does not apply leaves the total.',
  },
  judgement: {
    none: 'Nobody gives a score by hand.',
    'where-missing': 'The evaluator may give a score by hand where there is none, with the reason.',
    override:
      'The evaluator may give a score by hand in place of the computed one, with the reason; what the rules gave stays written.',
  },
  classes: (list) =>
    `Sheets are counted by classes, which changes no score: ${list.map(({ name, from, most }) => `“${name}” from ${from}${most === null ? '' : `, ${most} of the sheets at most`}`).join('; ')}.`,
  components: (parts) =>
    `A sheet has several parts: ${parts.map(({ title, share }) => `“${title}” for ${share}`).join(', ')}; weights of objectives count inside their part, and what does not name its own is in the first.`,
  judged: {
    sheets: 'A score by hand is given only to what is on a sheet.',
    everything: 'A score by hand is given to what is on a sheet, and to objectives and indicators of the body.',
  },
  noTarget: {
    'left-out': 'Without a target for the year an indicator is recorded only: its weight goes to the others.',
    zero: 'Without a target for the year an indicator is worth 0 %.',
    'last-year': 'Without a target for the year the last target of the years before that is a number stands.',
  },
  equalsWithin: (under, over) => `“Exactly” is met up to ${under} under and ${over} over the target.`,
  thresholds: ({ least, excellent, inside }) =>
    `A target with thresholds of its own is worth 0 % under the least, ${least} at the least, 100 % at what is expected, ${excellent} at what is excellent; between two thresholds ${inside === 'flat' ? 'the one that was reached' : 'in proportion'}.`,
  noSpecial: 'The same rules hold for everybody.',
  special: ({ level, role, indicators }) => {
    const whose = [level && LEVEL[level], role && ROLE[role], indicators.length > 0 && `for ${indicators.join(', ')}`]
    return `Only ${whose.filter(Boolean).join(', ')}:`
  },
  otherSign: 'With a target of 0, or of another sign than the value, it is worth 100 % if it is met, otherwise 0 %.',
  signOfLinear:
    'With a target below 0 what it is exceeded by is taken off, in proportion to its size; with a target of 0 the most is kept (100 %) or not (0 %).',
  cap: (most) => `A result is worth ${most} at most.`,
  dates: (grace, loss) => {
    const free =
      grace === 0
        ? 'A day that is kept is worth 100 %'
        : `Up to ${grace === 1 ? 'one day' : `${grace} days`} late is worth 100 %`
    return loss === '100 %'
      ? `${free}; any ${grace === 0 ? '' : 'longer '}delay is worth 0 %.`
      : `${free}; each ${grace === 0 ? '' : 'further '}day late costs ${loss}.`
  },
  noSteps: 'The result that comes out counts as it is, without steps.',
  steps: 'The result that comes out is turned by steps:',
  stepsFlat: 'Between two steps there is nothing.',
  step: ({ from, below, worth, to }) =>
    `from ${from}${below === null ? ' up' : ` to less than ${below}`} it is worth ${to === null ? worth : `from ${worth} to ${to}, in proportion`}`,
  unweighted:
    'Where no weight is printed all weigh the same; what has none, beside others that have one, weighs their mean.',
  moved: 'The weight of what is left out is shared out among the rest, in proportion.',
  strategic: (own, operational, weights) =>
    `A strategic objective is worth for ${own} its indicators and for ${operational} its operational objectives, these ${BY[weights]}; where the ones are missing, all of it the others.`,
  parent: (level, combine, weights) => COMBINED[combine](LEVELS[level][0], LEVELS[level][1], BY[weights]),
  beyond: {
    child: 'Each counts in it 100 % at most: what it has in excess makes up for no other.',
    total: 'In all it is worth 100 % at most: up to that limit what one has in excess makes up for others.',
  },
  leastCoverage: (share) =>
    `Before the close a result with less than ${share} of what is due has neither name nor colour: only the number.`,
  band: ({ name, from, edge, below, belowEdge }) => {
    const start = edge === 'in' ? `from ${from}` : `over ${from}`
    const end = below === null ? ' up' : belowEdge === 'in' ? ` to less than ${below}` : ` to ${below} included`
    return `“${name}” ${start}${end}`
  },
  unitBands: (unit, bands) => `For the unit ${unit}: ${bands}.`,
  partYear:
    'Whoever holds the position for a part of the year has of the sheet the share that their days are of the days of the year.',
  wholeYear: 'The sheet counts whole also for whoever holds the position for a part of the year.',
  noPoints: 'The result of a sheet is not turned into points.',
  points: ({ from, least, most, isPicked }) => {
    if (least === most) return `From ${from} a sheet has ${least} points.`
    return `From ${from} a sheet has from ${least} to ${most} points: ${isPicked ? 'the evaluator picks them' : 'in proportion'}.`
  },
  shares: (shares) =>
    `Of what piles up over the year one expects, at the end of the periods: ${shares.join(', ')} of the target.`,
  lateFrom: (share) => `Whoever has less than what is expected is late; under ${share} of that, at risk.`,
  check: ({ title, weight, year, source }) =>
    `From ${year} on a sheet must hold an objective on “${title}” that weighs at least ${weight} (${source}).`,
  noChecks: 'No check of law is switched on.',
}
