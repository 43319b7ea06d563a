import * as v from 'valibot'
import { isDay, LARGEST_NUMBER } from '../value'
import { strictSchema } from './parts-schema'

const LONGEST_TEXT = 20_000
const LONGEST_CODE = 200
const MOST_ITEMS = 500

const DAY = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
const isUnique = (items: readonly unknown[]): boolean =>
  new Set(items.map((item) => JSON.stringify(item))).size === items.length

/**
 * A schema and what is to be known of it beyond its form: unit, source, which one. It becomes `description`.
 * @__NO_SIDE_EFFECTS__
 */
export const described = <const S extends v.GenericSchema>(schema: S, text: string): S =>
  v.pipe(schema, v.description(text)) as unknown as S

/**
 * A part that may be left out; null is no way to do so.
 * @__NO_SIDE_EFFECTS__
 */
export const maybe = <const S extends v.GenericSchema>(schema: S, text?: string): v.ExactOptionalSchema<S, undefined> =>
  v.exactOptional(text === undefined ? schema : described(schema, text))

/**
 * A list of so many items, at least and at most.
 * @__NO_SIDE_EFFECTS__
 */
export const boundedListSchema = <const S extends v.GenericSchema>(item: S, least = 0, most = MOST_ITEMS) =>
  v.pipe(v.array(item), v.minLength(least), v.maxLength(most), v.readonly())

/**
 * A list that says nothing twice.
 * @__NO_SIDE_EFFECTS__
 */
export const setSchema = <const S extends v.GenericSchema>(item: S, least = 1, most = MOST_ITEMS) =>
  v.pipe(
    v.array(item),
    v.minLength(least),
    v.maxLength(most),
    v.check((items: v.InferOutput<S>[]) => isUnique(items), 'unique'),
    v.metadata({ uniqueItems: true }),
    v.readonly(),
  )

/**
 * A number from one bound to another.
 * @__NO_SIDE_EFFECTS__
 */
export const numberSchema = (least = -LARGEST_NUMBER, most = LARGEST_NUMBER) =>
  v.pipe(v.number(), v.minValue(least), v.maxValue(most))

/**
 * A whole number from one bound to another.
 * @__NO_SIDE_EFFECTS__
 */
export const wholeSchema = (least: number, most: number) =>
  v.pipe(v.number('integer'), v.integer(), v.minValue(least), v.maxValue(most))

const codeText = (form: RegExp) => v.pipe(v.string(), v.regex(form), v.maxCodePoints(LONGEST_CODE))

/** A text of any length up to 20,000 characters that may be empty. */
export const CellTextSchema = v.pipe(v.string(), v.maxCodePoints(LONGEST_TEXT))

/** A text that says something. */
export const TextSchema = v.pipe(
  v.string(),
  v.regex(/^\S([\s\S]*\S)?$/),
  v.maxCodePoints(LONGEST_TEXT),
  v.description('A text without blanks at its ends.'),
)

/** Code by which everything but an indicator is referred to. */
export const CodeSchema = described(codeText(/^[A-Za-z0-9_.:%-]+$/), 'Letters, digits and _ - . : % without blanks.')

/** The code of an indicator, as documents print them. */
export const IndicatorCodeSchema = described(
  codeText(/^[A-Za-z0-9_.:%-]+( [A-Za-z0-9_.:%-]+)*$/),
  'As a code, but single blanks may stand inside it (DFP 1.3).',
)

/** Is a code the document's own? */
export const CodeFromSchema = described(
  v.picklist(['print', 'given']),
  'given: the print has no code (or "[codice]") and one had to be given.',
)

/** An item of the plan that a mark or a result is about. */
export const AboutSchema = described(
  v.pipe(v.string(), v.regex(/^[a-z]+\/\S(.*\S)?$/), v.maxCodePoints(LONGEST_TEXT)),
  'List and code: indicators/X or objectives/Y.',
)

/** The list and code of an oddity, of any list that has codes. */
export const OddAboutSchema = codeText(
  /^(units|people|programs|areas|objectives|indicators|measures|sheets|benchmarks|revisions|tables)\/[A-Za-z0-9_.:%-]+( [A-Za-z0-9_.:%-]+)*$/,
)

/** A year that a plan may have. */
export const YearSchema = wholeSchema(2009, 2100)

/** A day that the calendar has. */
export const DaySchema = v.pipe(
  v.string(),
  v.check(isDay, 'day'),
  v.metadata({ format: 'date', pattern: DAY }),
  v.description('A calendar day, YYYY-MM-DD.'),
)

/** A day of any year. */
export const DayOfYearSchema = v.pipe(v.string(), v.regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/))

/** A number of what is measured. */
export const NumberSchema = numberSchema()

/** An amount, a factor, a share: nothing below zero. */
export const AmountSchema = numberSchema(0)

/** Weight of an item among its brothers. */
export const WeightSchema = described(
  AmountSchema,
  'Percent points; or multipliers, points or euro, as the policy says. 0, or "n.d." as printed, weighs nothing; what has ' +
    'no weight weighs the mean of those brothers that weigh something, and where none does all weigh the same.',
)

/** Total of weights: above zero. */
export const TotalSchema = v.pipe(v.number(), v.gtValue(0), v.maxValue(LARGEST_NUMBER))

/** Budget of the body, an area or an objective, in euro a year. */
export const ResourcesSchema = boundedListSchema(
  strictSchema({
    year: YearSchema,
    euro: AmountSchema,
    where: maybe(TextSchema, 'Where the document says it, when it says it twice: `7.2`, `Allegato 1`.'),
  }),
  1,
)

/** Perspectives of an area or objective. */
export const PerspectivesSchema = described(
  setSchema(v.picklist(['users', 'processes', 'growth', 'finance'])),
  'Perspectives of the balanced scorecard.',
)

/** Footnotes of a title. */
export const FootnotesSchema = boundedListSchema(
  strictSchema({ mark: described(TextSchema, 'The mark as printed in the title.'), text: TextSchema }),
  1,
)

export type Resources = v.InferOutput<typeof ResourcesSchema>[number]
export type Perspective = v.InferOutput<typeof PerspectivesSchema>[number]
