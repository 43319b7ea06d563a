import * as v from 'valibot'
import {
  AboutSchema,
  CellTextSchema,
  CodeSchema,
  DaySchema,
  described,
  boundedListSchema,
  maybe,
  NumberSchema,
} from './parts'
import { OddAboutSchema, TextSchema, YearSchema } from './parts'
import { strictSchema } from './parts-schema'

const MOST_NOTES = 20_000
const MOST_ROWS = 5000

/** Document from which the plan was transcribed. */
export const SourceSchema = strictSchema({
  document: TextSchema,
  note: maybe(TextSchema),
  demoDay: maybe(
    DaySchema,
    'The day on which a demo of this plan is looked at: one on which the second collection is open.',
  ),
})

const ActSchema = described(
  strictSchema({ organ: TextSchema, number: maybe(TextSchema), date: maybe(DaySchema), printed: TextSchema }),
  'What makes a plan or a revision valid. What the print leaves out is absent.',
)

/** From when on an item is no more part of the plan, though it stands in it. */
export const EliminationSchema = described(
  strictSchema({
    from: described(DaySchema, 'Day of the act.'),
    note: described(TextSchema, 'What the print says of it, or why.'),
    revision: maybe(CodeSchema, 'Code of the revision whose act it was.'),
  }),
  'From its act on it is not asked for and not scored, and its weight is shared out; before, it counted.',
)

const NoteSchema = described(
  strictSchema({
    kind: v.picklist(['inserted', 'updated', 'removed']),
    about: AboutSchema,
    mark: maybe(TextSchema, 'The number in brackets, where there is one: `(14)`.'),
    printed: TextSchema,
  }),
  'What the print says was changed.',
)

/** A change of the plan during the year. */
export const RevisionSchema = described(
  strictSchema({
    code: CodeSchema,
    year: YearSchema,
    act: ActSchema,
    notes: boundedListSchema(NoteSchema, 0, MOST_NOTES),
  }),
  'A change of the plan during the year ("rolling"), adopted by an act.',
)

/** A printed result. */
export const ResultSchema = described(
  strictSchema({
    about: AboutSchema,
    unit: maybe(CodeSchema, 'The office in whose dashboard it stands.'),
    year: YearSchema,
    what: v.picklist(['value', 'achievement']),
    printed: TextSchema,
    value: described(
      v.nullable(v.union([NumberSchema, DaySchema])),
      'Null where the print shows a cell that was never filled (`00/01/1900`), or a 0 that may be one.',
    ),
  }),
  'A result that the document prints beside a target, in the middle of the year.',
)

/** A table of the document that is kept as printed. */
export const TableSchema = described(
  strictSchema({
    code: CodeSchema,
    section: TextSchema,
    title: TextSchema,
    columns: boundedListSchema(CellTextSchema, 1),
    rows: boundedListSchema(boundedListSchema(CellTextSchema), 0, MOST_ROWS),
  }),
  'A table of the document that says something of the body and asks nothing of it: staff, businesses, shareholdings.',
)

/** Something odd in the print. */
export const OdditySchema = described(
  strictSchema({
    about: described(OddAboutSchema, 'The list and the code that it is about.'),
    printed: described(TextSchema, 'What is printed; an ellipsis between blanks joins places that stand apart.'),
    reading: described(TextSchema, 'What is odd and how it is read, in Italian: a person confirms it on screen.'),
    why: maybe(TextSchema, 'Why it is read so.'),
    decide: maybe(v.literal(true), 'The print does not decide it: a person has to.'),
  }),
  'Something odd in the print: kept as printed, read in one way, marked for a person to confirm.',
)

export type Elimination = v.InferOutput<typeof EliminationSchema>
export type Act = v.InferOutput<typeof ActSchema>
export type Revision = v.InferOutput<typeof RevisionSchema>
export type RevisionNote = v.InferOutput<typeof NoteSchema>
export type PrintedResult = v.InferOutput<typeof ResultSchema>
