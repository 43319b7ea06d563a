import * as v from 'valibot'
import { AmountSchema, CodeSchema, described, boundedListSchema, maybe, TextSchema } from './parts'
import { wholeSchema, YearSchema } from './parts'
import { strictSchema } from './parts-schema'
import { BandsSchema, ComponentsSchema, OverrideSchema, RESULT_SETTINGS, ShareSchema } from './policy-settings'

/** Rule by which a parent's score follows from those below it. */
export const ParentRuleSchema = described(
  strictSchema({
    combine: described(
      v.picklist(['mean', 'sum', 'worst', 'share-met']),
      'mean: weighted mean of what has an achievement. sum: each share of the declared total, nothing shared out again. ' +
        'worst: the least of them. share-met: the weight of those in the best band.',
    ),
    weights: v.picklist(['equal', 'printed', 'resources']),
    beyond: maybe(
      v.picklist(['child', 'total']),
      'What goes beyond 100 %. child: each counts at most 100 %, so that none makes up for another. total: the whole is at ' +
        'most 100 %, and within it one makes up for another. Where it is not said all of it counts.',
    ),
  }),
  'What stands above from what stands below.',
)

const CheckSchema = strictSchema({
  code: CodeSchema,
  title: TextSchema,
  source: TextSchema,
  tag: described(
    CodeSchema,
    'The tag of the objectives that it asks for, and what the positions that owe them answer for.',
  ),
  leastWeight: described(AmountSchema, 'Least weight of those objectives on a sheet, in percent of it.'),
  fromYear: described(YearSchema, 'The first year that it judges.'),
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
    ...RESULT_SETTINGS,
    comparison: maybe(
      v.picklist(['exact', 'printed']),
      'A value and its target, an achievement and its bands are compared as they are, which is what is done where it is not ' +
        'said, or as they are printed: rounded half up to two decimals, or to those of the target where it has more.',
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
      'The scale of printed weights. Shares sum to a total; multipliers and points are rescaled, each over the sum of its ' +
        'brothers; money is earned objective by objective.',
    ),
    bands: BandsSchema,
    overrides: maybe(
      boundedListSchema(OverrideSchema, 1),
      'Other settings for some of what is scored; of two that hold for the same, the later one.',
    ),
    unitBands: maybe(
      boundedListSchema(strictSchema({ unit: CodeSchema, bands: BandsSchema }), 1),
      'Other bands for what hangs on a unit.',
    ),
    points: maybe(
      boundedListSchema(
        strictSchema({
          from: AmountSchema,
          least: AmountSchema,
          most: AmountSchema,
          inside: maybe(v.literal('proportional'), 'Points rise in proportion inside the step: nobody picks.'),
        }),
        1,
      ),
      'From the achievement of a sheet to points; between `least` and `most` the evaluator picks.',
    ),
    judgement: described(
      v.picklist(['none', 'where-missing', 'override']),
      'May an evaluator give a score by hand: never, only where there is none, or in place of any.',
    ),
    classes: maybe(
      boundedListSchema(
        strictSchema({
          name: TextSchema,
          from: AmountSchema,
          most: maybe(
            ShareSchema,
            'The most that it may hold of all sheets with a score, as a share; any number, where it is not said.',
          ),
        }),
        1,
      ),
      'Classes of sheets by their score, the best first, the last from 0: they count sheets, and change no score.',
    ),
    components: maybe(ComponentsSchema),
    judged: maybe(
      v.picklist(['sheets', 'everything']),
      'What a score by hand may be of: what is on a sheet, also where it is not said, or objectives and indicators of the body too.',
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
      'Rules of law, told before adoption: the sheets of positions that answer for a matter, and of the managers above them, hold ' +
        'objectives on it that weigh so much.',
    ),
  }),
  'How achievements become scores: data, versioned, of a body and its years. Shares are of one: 0.9 means 90 %.',
)

export type Policy = v.InferOutput<typeof PolicySchema>
export type ParentRule = v.InferOutput<typeof ParentRuleSchema>
export type PolicyOverride = v.InferOutput<typeof OverrideSchema>
export type BandRule = v.InferOutput<typeof BandsSchema>[number]
export type BandTone = BandRule['tone']
export type PolicyCheck = v.InferOutput<typeof CheckSchema>
