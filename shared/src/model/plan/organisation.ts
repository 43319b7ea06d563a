import * as v from 'valibot'
import { ROLES } from '../lists'
import { CodeSchema, DayOfYearSchema, DaySchema, described, maybe, setSchema, TextSchema } from './parts'
import { strictSchema } from './parts-schema'

/** The public body that a plan is of. */
export const BodySchema = strictSchema({
  code: CodeSchema,
  name: TextSchema,
  parent: maybe(CodeSchema, 'Code of the body that this special agency belongs to.'),
  patronDay: maybe(DayOfYearSchema, "The patron's day, MM-DD: a holiday of the body."),
})

/** A part of the body that enters values, or holds others that do. */
export const UnitSchema = described(
  strictSchema({
    code: CodeSchema,
    name: TextSchema,
    kind: v.picklist(['body', 'area', 'service', 'office', 'agency']),
    parent: maybe(CodeSchema),
    from: maybe(DaySchema, 'First day on which it was there; always, where it is not said.'),
    to: maybe(DaySchema, 'Last day on which it was there.'),
    into: maybe(setSchema(CodeSchema), 'Units that took over what it did, where it was split or merged.'),
  }),
  'An organisational unit; all but the body have a parent.',
)

const RoleGrantSchema = strictSchema({
  role: v.picklist(ROLES),
  unit: described(CodeSchema, "For roles of the whole body the body's own."),
  from: maybe(DaySchema, 'First day of it.'),
  to: maybe(DaySchema, 'Last day of it; without end where it is not said.'),
  deputy: maybe(v.boolean(), 'Held in place of somebody else ("sostituto").'),
})

/** Somebody who enters, validates, runs or reads. */
export const PersonSchema = described(
  strictSchema({ code: CodeSchema, title: TextSchema, roles: setSchema(RoleGrantSchema) }),
  'A position and its roles in units, never a name: "P.O. Servizio Registro Imprese".',
)

export type Unit = v.InferOutput<typeof UnitSchema>
/** A role in a unit; for roles of the whole body the unit is the body's own. */
export type RoleGrant = v.InferOutput<typeof RoleGrantSchema>
/** Role of somebody in a body: see `ROLES`. */
export type Role = RoleGrant['role']
