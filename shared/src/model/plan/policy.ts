import * as v from 'valibot'
import { AmountSchema, CodeSchema, described, boundedListSchema, maybe, numberSchema, TextSchema } from './parts'
import { wholeSchema, YearSchema } from './parts'
import { strictSchema } from './parts-schema'

const ShareSchema = numberSchema(0, 1)

/** From what achievements an achievement is worth what, the best first. */
export const BandsSchema = described(
  boundedListSchema(
    strictSchema({
      code: CodeSchema,
      name: TextSchema,
      from: AmountSchema,
      edge: described(
        v.picklist(['in', 'out']),
        'Does an achievement of exactly `from` belong to this band, or to the one below?',
      ),
      tone: v.picklist(['good', 'fair', 'poor']),
    }),
    1,
  ),
  'The best first; the last has `from` 0.',
)

/** Rule by which a parent's score follows from those below it. */
export const ParentRuleSchema = described(
  strictSchema({
    combine: described(
      v.picklist(['mean', 'sum', 'worst', 'share-met']),
      'mean: weighted mean of what has an achievement. sum: each share of the declared total, nothing shared out again. ' +
        'worst: the least of them. share-met: the weight of those in the best band.',
    ),
    weights: v.picklist(['equal', 'printed', 'resources']),
  }),
  'What stands above from what stands below.',
)

const CheckSchema = strictSchema({
  code: CodeSchema,
  title: TextSchema,
  source: TextSchema,
  words: boundedListSchema(TextSchema, 1),
  leastWeight: described(AmountSchema, 'Percent points.'),
  fromYear: YearSchema,
})

/** Rules by which achievements become scores. */
export const PolicySchema = described(
  strictSchema({
    code: CodeSchema,
    version: described(
      wholeSchema(1, 1_000_000_000),
      'Grows by one with every change: a score always names the version it was computed by.',
    ),
    title: TextSchema,
    source: maybe(TextSchema, 'Document and section that the policy follows.'),
    grows: described(
      v.picklist(['ratio', 'met-or-not', 'from-baseline']),
      'At least, more than: value / target; 1 or 0; (value - baseline) / (target - baseline).',
    ),
    shrinks: described(
      v.picklist(['ratio', 'linear', 'met-or-not', 'from-baseline']),
      'At most, less than: target / value; 2 - value / target; 1 or 0; from the baseline.',
    ),
    equals: v.picklist(['smaller-over-larger', 'met-or-not']),
    cap: described(
      numberSchema(1, 10),
      'The most that an achievement can be: 1, or more where going beyond the target counts.',
    ),
    dates: described(
      strictSchema({ graceDays: wholeSchema(0, 366), lossPerDay: ShareSchema }),
      'Days late that cost nothing, and what each later day costs. 0 and 1: on time 100 %, late 0 %.',
    ),
    milestones: v.picklist(['share', 'all-or-nothing']),
    levels: described(
      v.picklist(['met-or-not', 'by-rank']),
      'Ordinal levels: reached or not, or the share of the levels on the way to the target.',
    ),
    steps: maybe(
      boundedListSchema(
        strictSchema({
          from: AmountSchema,
          worth: AmountSchema,
          to: maybe(AmountSchema, 'What the upper end of the step is worth: inside it the worth rises in proportion.'),
        }),
        1,
      ),
      'Flat steps from the achievement to what it is worth, the highest first ("meeting the target gives 75").',
    ),
    missing: described(v.picklist(['left-out', 'zero']), '`n.d.` in mid-year.'),
    missingAtClose: described(
      v.picklist(['left-out', 'zero', 'proven']),
      'What is due and not there when the year is closed, whole or in part: the indicator is left out, is worth 0, or is ' +
        'worth what the entered part proves already.',
    ),
    leastCoverage: maybe(
      ShareSchema,
      'Before the close a score has no band under this coverage; 0.5 where it is not said.',
    ),
    zeroOverZero: described(
      v.picklist(['not-applicable', 'met', 'not-met']),
      '0 / 0: no request came in, none was due.',
    ),
    indicatorWeights: v.picklist(['printed', 'equal']),
    strategic: described(
      strictSchema({ own: AmountSchema, operational: AmountSchema }),
      'A strategic objective: its own indicators against its operational objectives.',
    ),
    objectives: ParentRuleSchema,
    areas: ParentRuleSchema,
    body: ParentRuleSchema,
    sheets: ParentRuleSchema,
    weights: described(
      v.picklist(['shares', 'multipliers', 'points', 'money']),
      'The scale in which sheets print their weights, and with it what each must sum to.',
    ),
    bands: BandsSchema,
    unitBands: maybe(
      boundedListSchema(strictSchema({ unit: CodeSchema, bands: BandsSchema }), 1),
      'Other bands for what hangs on a unit.',
    ),
    points: maybe(
      boundedListSchema(strictSchema({ from: AmountSchema, least: AmountSchema, most: AmountSchema }), 1),
      'From the achievement of a sheet to points; between `least` and `most` the evaluator picks.',
    ),
    judgement: described(
      v.picklist(['none', 'where-missing', 'override']),
      'May an evaluator give a score by hand: never, only where there is none, or in place of any.',
    ),
    partYear: maybe(
      v.picklist(['days']),
      'What of a sheet counts for whoever holds the position for a part of the year: its share of the days of the year. ' +
        'Where it is left out nothing is shared out.',
    ),
    progress: described(
      strictSchema({ shares: boundedListSchema(ShareSchema, 1), lateFrom: ShareSchema }),
      "What a year's target asks for at the end of each period, and the share of it under which one is at risk.",
    ),
    checks: described(
      boundedListSchema(CheckSchema),
      "Rules of law: a managers' sheet must hold an objective whose title or indicator says one of these words and weighs so much.",
    ),
  }),
  'How achievements become scores: data, versioned, of a body and its years. Shares are of one: 0.9 means 90 %.',
)

export type Policy = v.InferOutput<typeof PolicySchema>
export type ParentRule = v.InferOutput<typeof ParentRuleSchema>
export type BandRule = v.InferOutput<typeof BandsSchema>[number]
export type BandTone = BandRule['tone']
export type PolicyCheck = v.InferOutput<typeof CheckSchema>
