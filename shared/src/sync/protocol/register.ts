import * as v from 'valibot'
import { WHOLE_PERIOD } from './plain'
import { ContentSchema, RegisterFieldSchema } from './content'
import { countSchema, IdSchema, InstantSchema, NameSchema, orNull, partsSchema } from './parts'

const LAST_YEAR = 9999
const MOST_PERIODS = 366

/**
 * A cell and one of its fields: of a cell its value, its note, why it stays without a value, what its manager says of it,
 * one piece of evidence by the SHA-256 of its bytes; of a unit's whole period (measure `*`) that it was sent. The id of a
 * register is made from what it is about (SY1): two people who fill the same cell meet.
 */
export const RegisterKeySchema = partsSchema({
  body: NameSchema,
  measure: v.union([NameSchema, v.literal(WHOLE_PERIOD)]),
  unit: orNull(NameSchema),
  year: countSchema(LAST_YEAR),
  period: countSchema(MOST_PERIODS),
  field: RegisterFieldSchema,
})

export type RegisterKey = v.InferOutput<typeof RegisterKeySchema>
export type RegisterField = RegisterKey['field']

/** The state of a register: its head operation, what it says, who put it there and when it was received. */
export const RegisterStateSchema = partsSchema({
  id: IdSchema,
  key: RegisterKeySchema,
  /** Scope of those who may see it: see `scopeName`. */
  scope: v.string(),
  head: IdSchema,
  content: v.nullable(ContentSchema),
  person: v.string(),
  at: InstantSchema,
  /** Number from the body's counter: grows with every change. */
  stamp: countSchema(),
  /** Accepted by a manager as if it had come in time. */
  excused: v.boolean(),
  /** Brought by the controller, in that right and not as whoever heads the unit [SY94]; left out where it was not. */
  brought: v.nullish(v.boolean()),
  /** The bytes of a piece of evidence are here and were checked; true for everything else. */
  complete: v.boolean(),
})
export type RegisterState = v.InferOutput<typeof RegisterStateSchema>
