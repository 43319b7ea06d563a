import * as v from 'valibot'
import { isPlainText } from '../../model'

/** The schema of something of this type. */
export type Schema<T> = v.GenericSchema<unknown, T>

/** Characters of the names of people, units, measures and nodes, at most. */
const NAME = /^[\w.:% -]{1,128}$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/
const DAY = /^\d{4}-\d\d-\d\d$/
/** As large as the API tells a whole number. */
export const GREATEST_COUNT = 2 ** 31 - 1

/**
 * The schema of something with these parts: what stands beside them is left out, and nothing of it is changed later.
 * @__NO_SIDE_EFFECTS__
 */
export const partsSchema = <const T extends v.ObjectEntries>(entries: T) => v.pipe(v.object(entries), v.readonly())

/**
 * The schema of a list.
 * @__NO_SIDE_EFFECTS__
 */
export const listSchema = <const T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.readonly())

/**
 * A part that may be null and that earlier software left out: null then.
 * @__NO_SIDE_EFFECTS__
 */
export const orNull = <const T extends v.GenericSchema>(part: T) => v.optional(v.nullable(part), null)

/** A UUID in lower case. */
export const IdSchema = v.pipe(v.string(), v.regex(UUID))

/** Code of a body, unit, measure or person, name of a node. */
export const NameSchema = v.pipe(v.string(), v.regex(NAME))

/**
 * A whole number from 0 up to `most`.
 * @__NO_SIDE_EFFECTS__
 */
export const countSchema = (most: number = GREATEST_COUNT) =>
  v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most))

/** A moment that the calendar has: `2021-99-99T99:99:99Z` has the form of one and is none. */
export const InstantSchema = v.pipe(
  v.string(),
  v.regex(INSTANT),
  v.check((instant) => Number.isFinite(Date.parse(instant))),
)

/** Something of the form of a day; whether the calendar has it, the rules of its measure say. */
export const DayTextSchema = v.pipe(v.string(), v.regex(DAY))

/**
 * A text that can be kept and shown, of so many characters at most [RI10].
 * @__NO_SIDE_EFFECTS__
 */
export const textSchema = (longest: number, code?: string) =>
  v.pipe(v.string(), v.check(isPlainText), v.maxLength(longest, code))

/** Params that the sentence of a refusal names. */
export const ParamsSchema = v.record(v.string(), v.union([v.string(), v.number()]))

/** Refusal as it is told: earlier software tells code and message only, and reads nothing else [RF4]. */
export const RefusalSchema = partsSchema({
  code: v.string(),
  params: orNull(ParamsSchema),
  message: v.optional(v.string()),
})
