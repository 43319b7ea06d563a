import type { BandRule, ParentRule, Policy } from '../../../model'
import type { Language } from '../../../refusals'
import { formatNumber } from '../../../values'
import { LEAST_COVERAGE } from '../default-policy'
import { percent } from '../most-of'
import { englishPolicy } from './policy-words-en'
import { italianPolicy } from './policy-words-it'
import { POLICY_PARTS, type PolicyPart, type PolicyWords } from './policy-words'

/** A sentence of a policy, and the setting that it says. */
interface PolicySentence {
  readonly of: keyof Policy
  readonly text: string
}

/** The same in its place: the first of a setting, and each override, has a name by which a link finds it [SC131]. */
export interface PlacedSentence extends PolicySentence {
  readonly paragraph: string | null
}

/** Sentences of a policy that belong together, under a title. */
export interface PolicySection {
  readonly part: PolicyPart
  readonly title: string
  readonly sentences: readonly PlacedSentence[]
}

const WORDS: Readonly<Record<Language, PolicyWords>> = { it: italianPolicy, en: englishPolicy }

const share = (of: number): string => `${formatNumber(percent(of))} %`
const say = (of: keyof Policy, ...texts: readonly string[]): PolicySentence[] => texts.map((text) => ({ of, text }))

/** The bands in one sentence: each name with where it begins and ends. */
function bandText(bands: readonly BandRule[], words: PolicyWords): string {
  return bands
    .map(({ name, from, edge }, at) => {
      const above = bands[at - 1]
      const below = above ? share(above.from) : null
      return words.band({ name, from: share(from), edge, below, belowEdge: above?.edge ?? 'in' })
    })
    .join('; ')
}

function stepSentences({ steps }: Policy, words: PolicyWords): readonly PolicySentence[] {
  if (!steps) return say('steps', words.noSteps)
  const each = steps.map(({ from, worth, to = worth }, at) => {
    const above = steps[at - 1]
    const ends = { from: share(from), below: above ? share(above.from) : null }
    return words.step({ ...ends, worth: share(worth), to: to === worth ? null : share(to) })
  })
  const isFlat = steps.every(({ worth, to = worth }) => to === worth)
  return say('steps', `${words.steps} ${each.join('; ')}.`, ...(isFlat ? [words.stepsFlat] : []))
}

function ofIndicator(policy: Policy, words: PolicyWords): readonly PolicySentence[] {
  const { cap, dates, equalsWithin, grows, shrinks, thresholds } = policy
  const graded = grows !== 'met-or-not' || shrinks !== 'met-or-not'
  return [
    ...say('grows', words.grows[grows]),
    ...say('shrinks', words.shrinks[shrinks], ...(shrinks === 'linear' ? [words.signOfLinear] : [])),
    ...(graded ? say('grows', words.otherSign) : []),
    ...say('equals', words.equals[policy.equals]),
    ...(equalsWithin
      ? say('equalsWithin', words.equalsWithin(share(equalsWithin.under), share(equalsWithin.over)))
      : []),
    ...say('comparison', words.comparison[policy.comparison ?? 'exact']),
    ...say('cap', words.cap(share(cap))),
    ...say('dates', words.dates(dates.graceDays, share(dates.lossPerDay))),
    ...say('milestones', words.milestones[policy.milestones]),
    ...say('levels', words.levels[policy.levels]),
    ...stepSentences(policy, words),
    ...(thresholds
      ? say(
          'thresholds',
          words.thresholds({ ...thresholds, least: share(thresholds.least), excellent: share(thresholds.excellent) }),
        )
      : []),
  ]
}

const above = (policy: Policy, level: 'areas' | 'body' | 'sheets', words: PolicyWords): PolicySentence[] => {
  const { combine, weights, beyond }: ParentRule = policy[level]
  return say(level, words.parent(level, combine, weights), ...(beyond ? [words.beyond[beyond]] : []))
}

function ofTree(policy: Policy, words: PolicyWords): readonly PolicySentence[] {
  const { indicatorWeights, objectives, strategic } = policy
  const { own, operational } = strategic
  const whole = own + operational
  return [
    ...say('objectives', words.parent('objectives', objectives.combine, indicatorWeights)),
    ...(objectives.beyond ? say('objectives', words.beyond[objectives.beyond]) : []),
    ...(whole > 0
      ? say('strategic', words.strategic(share(own / whole), share(operational / whole), objectives.weights))
      : []),
    ...above(policy, 'areas', words),
    ...above(policy, 'body', words),
    ...say('indicatorWeights', words.unweighted),
    ...say('objectives', words.moved),
  ]
}

function componentSentence({ components }: Policy, words: PolicyWords): readonly PolicySentence[] {
  if (!components) return []
  const whole = components.reduce((sum, { total }) => sum + total, 0)
  return say(
    'components',
    words.components(components.map(({ title, total }) => ({ title, share: share(total / whole) }))),
  )
}

const classSentence = ({ classes }: Policy, words: PolicyWords): readonly PolicySentence[] =>
  classes
    ? say(
        'classes',
        words.classes(
          classes.map(({ name, from, most }) => ({
            ...{ name, from: share(from) },
            most: most === undefined ? null : share(most),
          })),
        ),
      )
    : []

function ofSheets(policy: Policy, words: PolicyWords): readonly PolicySentence[] {
  const { points, weights } = policy
  const sheets: ParentRule = weights === 'money' ? { ...policy.sheets, combine: 'sum' } : policy.sheets
  const steps = points?.map(({ from, least, most, inside }) => {
    const ends = { least: formatNumber(least), most: formatNumber(most) }
    return words.points({ from: share(from), ...ends, isPicked: inside !== 'proportional' })
  })
  return [
    ...above({ ...policy, sheets }, 'sheets', words),
    ...componentSentence(policy, words),
    ...say('weights', words.weights[weights]),
    ...say('points', ...(steps ?? [words.noPoints])),
    ...say('judgement', words.judgement[policy.judgement]),
    ...(policy.judgement === 'none' ? [] : say('judgement', words.judged[policy.judged ?? 'sheets'])),
    ...classSentence(policy, words),
    ...say('partYear', policy.partYear ? words.partYear : words.wholeYear),
  ]
}

const bandSentence = (bands: readonly BandRule[], words: PolicyWords): string =>
  `${bandText(bands, words)}.`.replace(/^[a-z]/, (first) => first.toUpperCase())

/** Overrides: for each whom it holds for, and the sentences of what it says. */
function ofOthers({ overrides = [], ...policy }: Policy, words: PolicyWords): readonly PolicySentence[] {
  if (overrides.length === 0) return say('overrides', words.noSpecial)
  return overrides.map(({ of: { level = null, role = null, indicators = [] }, ...settings }): PolicySentence => {
    const made = { ...policy, ...settings }
    const all = [
      ...ofIndicator(made, words),
      ...PARTS.missing(made, words),
      ...componentSentence(made, words),
      ...say('bands', bandSentence(made.bands, words)),
    ]
    const own = all.filter(({ of }) => of in settings).map(({ text }) => text)
    return { of: 'overrides', text: [words.special({ level, role, indicators }), ...own].join(' ') }
  })
}

const PARTS: Readonly<Record<PolicyPart, (policy: Policy, words: PolicyWords) => readonly PolicySentence[]>> = {
  indicator: ofIndicator,
  missing: ({ missing, missingAtClose, zeroOverZero, noTarget = 'left-out' }, words) => [
    ...say('missing', words.missing[missing]),
    ...say('missingAtClose', words.missingAtClose[missingAtClose]),
    ...say('zeroOverZero', words.zeroOverZero[zeroOverZero]),
    ...say('noTarget', words.noTarget[noTarget]),
  ],
  tree: ofTree,
  sheets: ofSheets,
  bands: ({ bands, unitBands = [], leastCoverage = LEAST_COVERAGE }, words) => [
    ...say('bands', bandSentence(bands, words)),
    ...unitBands.flatMap((one) => say('unitBands', words.unitBands(one.unit, bandText(one.bands, words)))),
    ...say('leastCoverage', words.leastCoverage(share(leastCoverage))),
  ],
  course: ({ progress: { shares, lateFrom } }, words) =>
    say('progress', words.shares(shares.map(share)), words.lateFrom(share(lateFrom))),
  special: ofOthers,
  law: ({ checks }, words) =>
    checks.length === 0
      ? say('checks', words.noChecks)
      : checks.flatMap(({ title, leastWeight, fromYear, source }) =>
          say('checks', words.check({ title, weight: `${formatNumber(leastWeight)} %`, year: fromYear, source })),
        ),
}

/**
 * Says a policy in plain sentences, part by part: how the scores of whoever reads them are made [SC93].
 * @example policySentences(DEFAULT_POLICY, 'it')[0].sentences[0].text // "Con «almeno» un indicatore vale il valore diviso per il target."
 */
export function policySentences(policy: Policy, language: Language): readonly PolicySection[] {
  const words = WORDS[language]
  const times = new Map<string, number>()
  const placed = (sentence: PolicySentence): PlacedSentence => {
    const time = (times.get(sentence.of) ?? 0) + 1
    times.set(sentence.of, time)
    const paragraph = sentence.of === 'overrides' ? `overrides-${time}` : time === 1 ? sentence.of : null
    return { ...sentence, paragraph }
  }
  return POLICY_PARTS.map((part) => ({
    part,
    title: words.part[part],
    sentences: PARTS[part](policy, words).map(placed),
  }))
}
