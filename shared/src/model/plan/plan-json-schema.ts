import { CalendarSchema } from './calendar'
import { BenchmarkSchema, IndicatorSchema } from './indicator'
import { jsonSchemaOf } from './json-schema'
import { EntrySchema, MeasureSchema } from './measure'
import { AreaSchema, ObjectiveSchema, ProgramSchema, SheetSchema } from './objective'
import { PersonSchema, UnitSchema } from './organisation'
import * as parts from './parts'
import { PlanFileSchema } from './plan-file'
import { BandsSchema, ParentRuleSchema, PolicySchema } from './policy'
import { OdditySchema, ResultSchema, RevisionSchema, TableSchema } from './printed'
import { TargetSchema } from './target'

/** What the published schema describes once, under which name. */
const NAMED = {
  text: parts.TextSchema,
  code: parts.CodeSchema,
  indicatorCode: parts.IndicatorCodeSchema,
  codeFrom: parts.CodeFromSchema,
  about: parts.AboutSchema,
  year: parts.YearSchema,
  date: parts.DaySchema,
  number: parts.NumberSchema,
  amount: parts.AmountSchema,
  weight: parts.WeightSchema,
  resources: parts.ResourcesSchema,
  perspectives: parts.PerspectivesSchema,
  footnotes: parts.FootnotesSchema,
  unit: UnitSchema,
  person: PersonSchema,
  program: ProgramSchema,
  area: AreaSchema,
  objective: ObjectiveSchema,
  indicator: IndicatorSchema,
  target: TargetSchema,
  measure: MeasureSchema,
  entry: EntrySchema,
  sheet: SheetSchema,
  oddity: OdditySchema,
  benchmark: BenchmarkSchema,
  revision: RevisionSchema,
  result: ResultSchema,
  table: TableSchema,
  bands: BandsSchema,
  parentRule: ParentRuleSchema,
  policy: PolicySchema,
  calendar: CalendarSchema,
}

/** The published description of a plan file: `server/plans/plan.schema.json`. */
export const planJsonSchema = () => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:traguardo:plan:1',
  title: 'Performance plan',
  ...jsonSchemaOf(PlanFileSchema, NAMED),
})
