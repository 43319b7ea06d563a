import * as v from 'valibot'
import type { IsoInstant } from '../value'
import { CalendarSchema, type YearCalendar } from './calendar'
import { BenchmarkSchema, IndicatorSchema } from './indicator'
import { MeasureSchema } from './measure'
import { AreaSchema, ObjectiveSchema, ProgramSchema, SheetSchema } from './objective'
import { BodySchema, PersonSchema, UnitSchema } from './organisation'
import { CodeSchema, described, boundedListSchema, maybe, ResourcesSchema, TextSchema, YearSchema } from './parts'
import { strictSchema } from './parts-schema'
import { PolicySchema } from './policy'
import { OdditySchema, ResultSchema, RevisionSchema, SourceSchema, TableSchema } from './printed'

/** Items that the lists of a plan have at most [PL7]. */
export const MOST = {
  policyYears: 100,
  policies: 100,
  units: 5000,
  people: 20_000,
  programs: 2000,
  areas: 1000,
  objectives: 20_000,
  indicators: 30_000,
  measures: 60_000,
  sheets: 20_000,
  benchmarks: 5000,
  calendars: 100,
  revisions: 1000,
  results: 60_000,
  tables: 2000,
  oddities: 20_000,
} as const

/** A plan file, format version 1. Its bounds are those of [PL7]. */
export const PlanFileSchema = described(
  strictSchema({
    format: v.literal('traguardo-plan'),
    version: v.literal(1),
    source: described(SourceSchema, 'Where the plan was transcribed from.'),
    body: described(BodySchema, 'The public body that the plan is of.'),
    title: TextSchema,
    firstYear: YearSchema,
    lastYear: YearSchema,
    policy: described(
      CodeSchema,
      "Code of the scoring policy for the plan's years: one that the product ships, or one of `policies`.",
    ),
    policyYears: maybe(
      boundedListSchema(strictSchema({ year: YearSchema, policy: CodeSchema }), 1, MOST.policyYears),
      'Years that follow another policy.',
    ),
    policies: maybe(boundedListSchema(PolicySchema, 1, MOST.policies), 'Policies that the body wrote itself.'),
    resources: maybe(ResourcesSchema, 'What the body as a whole may spend, wherever the document says it.'),
    units: described(boundedListSchema(UnitSchema, 1, MOST.units), 'The tree of units; the first is the body itself.'),
    people: described(boundedListSchema(PersonSchema, 0, MOST.people), 'Positions, never names.'),
    programs: described(
      boundedListSchema(ProgramSchema, 0, MOST.programs),
      'Missions and programmes of D.M. 27/03/2013.',
    ),
    areas: described(boundedListSchema(AreaSchema, 0, MOST.areas), 'Strategic areas, in document order.'),
    objectives: described(
      boundedListSchema(ObjectiveSchema, 0, MOST.objectives),
      'Objectives of the three levels, in document order.',
    ),
    indicators: described(
      boundedListSchema(IndicatorSchema, 0, MOST.indicators),
      'Indicators of all objectives, in document order.',
    ),
    measures: described(
      boundedListSchema(MeasureSchema, 0, MOST.measures),
      'What people enter, each measure once however many indicators use it.',
    ),
    sheets: described(boundedListSchema(SheetSchema, 0, MOST.sheets), 'Individual sheets.'),
    benchmarks: maybe(boundedListSchema(BenchmarkSchema, 1, MOST.benchmarks), 'Figures of other bodies, from outside.'),
    calendars: maybe(
      boundedListSchema(CalendarSchema, 1, MOST.calendars),
      'Years whose periods the body set itself; the others have the usual ones.',
    ),
    revisions: maybe(
      boundedListSchema(RevisionSchema, 1, MOST.revisions),
      'Changes of the plan, each adopted by an act.',
    ),
    results: maybe(
      boundedListSchema(ResultSchema, 1, MOST.results),
      'Results that the document prints beside its targets.',
    ),
    tables: maybe(
      boundedListSchema(TableSchema, 1, MOST.tables),
      'Tables of the document that ask nothing of the body.',
    ),
    oddities: described(
      boundedListSchema(OdditySchema, 0, MOST.oddities),
      'What is odd in the print, with the reading taken; a person confirms.',
    ),
  }),
  'The performance plan of one body, format version 1. Everything refers by code; codes are unique within their list ' +
    '(checked on import, not here). Numbers are plain decimals: euro, percent points (33.33 means 33,33 %), counts.',
)

/**
 * The performance plan of one body: what a plan file holds, what the server stores, and what a device computes with.
 * What stands beside it goes along and is never in a plan file.
 */
export interface Plan extends Omit<v.InferOutput<typeof PlanFileSchema>, 'calendars'> {
  /** Years whose periods the body set itself, with what became of them. */
  readonly calendars?: readonly YearCalendar[]
  /** Scores given by hand, each asked for and approved. */
  readonly judgements?: readonly ManualScore[]
  /** Of a plan that is part of a larger one: measures that only sheets use, and all those sheets. */
  readonly audiences?: Readonly<Record<string, readonly string[]>>
}

/** A score that an evaluator gave in place of the computed one, or where there is none. Shown as such for ever. */
export interface ManualScore {
  /** The address of an indicator, an individual objective or a sheet. */
  readonly about: string
  readonly year: number
  /** Percent points. */
  readonly score: number
  readonly reason: string
  /** Code of who asked for it, and of who approved. */
  readonly by: string
  readonly approvedBy: string
  /** Time of approval. */
  readonly at: IsoInstant
}
