import type { GenericSchema } from 'valibot'
import { CalendarSchema } from './calendar'
import { BenchmarkSchema, IndicatorSchema } from './indicator'
import { EntrySchema, MeasureSchema } from './measure'
import { AreaSchema, ObjectiveSchema, ProgramSchema, SheetSchema } from './objective'
import { PersonSchema, UnitSchema } from './organisation'
import * as parts from './parts'
import { PlanFileSchema } from './plan-file'
import { ParentRuleSchema, PolicySchema } from './policy'
import { BandsSchema } from './policy-settings'
import { OdditySchema, ResultSchema, RevisionSchema, TableSchema } from './printed'
import { TargetSchema } from './target'

type Json = Readonly<Record<string, unknown>>

/** As much of a schema or action of valibot as is said in JSON Schema. */
interface Node {
  readonly type: string
  readonly pipe?: readonly Node[]
  readonly wrapped?: Node
  readonly item?: Node
  readonly entries?: Readonly<Record<string, Node>>
  readonly options?: readonly unknown[]
  readonly literal?: unknown
  readonly requirement?: unknown
  readonly description?: string
  readonly metadata?: Json
}

type Walk = (node: Node) => Json

const isOptional = ({ type }: Node): boolean => type === 'exact_optional'

function objectOf(entries: Readonly<Record<string, Node>>, walk: Walk): Json {
  const all = Object.entries(entries)
  const required = all.filter(([, part]) => !isOptional(part)).map(([name]) => name)
  const properties = Object.fromEntries(all.map(([name, part]) => [name, walk(part)]))
  return { type: 'object', additionalProperties: false, required, properties }
}

/** JSON Schema of each kind of schema or action. */
const SAID: Readonly<Record<string, (node: Node, walk: Walk) => Json>> = {
  string: () => ({ type: 'string' }),
  number: () => ({ type: 'number' }),
  boolean: () => ({ type: 'boolean' }),
  picklist: ({ options }) => ({ enum: options }),
  literal: ({ literal }) => ({ const: literal }),
  strict_object: ({ entries = {} }, walk) => objectOf(entries, walk),
  array: ({ item }, walk) => ({ type: 'array', ...(item && { items: walk(item) }) }),
  exact_optional: ({ wrapped }, walk) => (wrapped ? walk(wrapped) : {}),
  nullable: ({ wrapped }, walk) => ({ anyOf: [wrapped ? walk(wrapped) : {}, { type: 'null' }] }),
  union: ({ options = [] }, walk) => ({ anyOf: options.map((one) => walk(one as Node)) }),
  variant: ({ options = [] }, walk) => ({ oneOf: options.map((one) => walk(one as Node)) }),
  integer: () => ({ type: 'integer' }),
  min_value: ({ requirement }) => ({ minimum: requirement }),
  max_value: ({ requirement }) => ({ maximum: requirement }),
  gt_value: ({ requirement }) => ({ exclusiveMinimum: requirement }),
  min_length: ({ requirement }) => (requirement === 0 ? {} : { minItems: requirement }),
  max_length: ({ requirement }) => ({ maxItems: requirement }),
  max_code_points: ({ requirement }) => ({ maxLength: requirement }),
  regex: ({ requirement }) => ({ pattern: (requirement as RegExp).source.replaceAll('\\/', '/') }),
  description: ({ description }) => ({ description }),
  // Of an own check the metadata beside it say what it asks for.
  metadata: ({ metadata = {} }) => metadata,
  check: () => ({}),
  raw_check: () => ({}),
  readonly: () => ({}),
}

/**
 * A schema of valibot as a JSON Schema (draft-07).
 * @param named schemas that are described once, under these names
 * @throws where the schema holds something that has no word there
 */
function jsonSchemaOf(schema: GenericSchema, named: Readonly<Record<string, GenericSchema>>): Json {
  const names = new Map(Object.entries(named).map(([name, one]) => [one as unknown as Node, name]))
  const walk: Walk = (node) => {
    const name = names.get(node)
    return name === undefined ? inFull(node) : { $ref: `#/definitions/${name}` }
  }
  const inFull: Walk = (node) => {
    if (node.pipe) return Object.assign({}, ...node.pipe.map((part) => walk(part))) as Json
    const say = SAID[node.type]
    if (!say) throw new Error(`JSON Schema has no word for ${node.type}`)
    return say(node, walk)
  }
  const definitions = Object.fromEntries([...names].map(([node, name]) => [name, inFull(node)]))
  return { ...inFull(schema as unknown as Node), definitions }
}

/** Schemas that the published schema defines once, by name. */
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
