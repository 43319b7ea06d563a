import * as v from 'valibot'
import { ROLES } from '../lists'
import { AmountSchema, boundedListSchema, CodeSchema, described, IndicatorCodeSchema, maybe } from './parts'
import { numberSchema, setSchema, TextSchema, wholeSchema } from './parts'
import { strictSchema } from './parts-schema'

/** Parts of a sheet at most. */
const MOST_COMPONENTS = 20

/** A share of one. */
export const ShareSchema = numberSchema(0, 1)

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

/** Settings by which the value of an indicator becomes its result. */
export const RESULT_SETTINGS = {
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
  zeroOverZero: described(v.picklist(['not-applicable', 'met', 'not-met']), '0 / 0: no request came in, none was due.'),
  noTarget: maybe(
    v.picklist(['left-out', 'zero', 'last-year']),
    'An indicator without a target for the year: left out where this is not said, worth 0, or judged by its last target ' +
      'that is a number.',
  ),
  equalsWithin: maybe(
    strictSchema({ under: ShareSchema, over: ShareSchema }),
    'How far under and over an "exactly" target still meets it, as shares of the target: 0.05 is 5 %.',
  ),
  thresholds: maybe(
    strictSchema({
      least: described(ShareSchema, "What reaching the target's `least` is worth."),
      excellent: described(AmountSchema, "What reaching the target's `excellent` is worth; reaching the target is 1."),
      inside: v.picklist(['flat', 'proportional']),
    }),
    'For targets that have thresholds of their own: what each is worth, and what lies between two of them.',
  ),
}

/** Parts of a sheet, each with what it counts for in the whole. */
export const ComponentsSchema = described(
  boundedListSchema(strictSchema({ code: CodeSchema, title: TextSchema, total: AmountSchema }), 1, MOST_COMPONENTS),
  'Parts of a sheet, each with its own total (results 70, behaviours 30): objectives name theirs by its code, the others are of the ' +
    'first; weights count inside their part, rescaled to its total.',
)

/** Other settings for some of what is scored. */
export const OverrideSchema = described(
  strictSchema({
    of: described(
      strictSchema({
        level: maybe(
          v.picklist(['strategic', 'operational', 'individual', 'area', 'body', 'sheet']),
          'Objectives of that level with their indicators, or areas, the body, sheets.',
        ),
        role: maybe(v.picklist(ROLES), 'Sheets of whoever has this role, with their objectives and indicators.'),
        indicators: maybe(setSchema(IndicatorCodeSchema), 'These indicators.'),
      }),
      'What it holds for: what fits all that is said, of which there has to be something.',
    ),
    grows: maybe(RESULT_SETTINGS.grows),
    shrinks: maybe(RESULT_SETTINGS.shrinks),
    equals: maybe(RESULT_SETTINGS.equals),
    cap: maybe(RESULT_SETTINGS.cap),
    dates: maybe(RESULT_SETTINGS.dates),
    milestones: maybe(RESULT_SETTINGS.milestones),
    levels: maybe(RESULT_SETTINGS.levels),
    steps: RESULT_SETTINGS.steps,
    zeroOverZero: maybe(RESULT_SETTINGS.zeroOverZero),
    noTarget: RESULT_SETTINGS.noTarget,
    equalsWithin: RESULT_SETTINGS.equalsWithin,
    thresholds: RESULT_SETTINGS.thresholds,
    bands: maybe(BandsSchema),
    components: maybe(ComponentsSchema),
  }),
  'Other settings for some of what is scored, in place of those of the policy.',
)
