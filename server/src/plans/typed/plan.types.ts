import { PlanFileSchema } from '@traguardo/shared/model/plan'
import { Field, Float, ID, Int, ObjectType } from 'type-graphql'
import { typesOf } from './type-of'

/** Types of items by the lists that they stand in. */
const ITEMS = {
  units: 'PlanUnit',
  people: 'PlanPosition',
  programs: 'PlanProgram',
  areas: 'PlanArea',
  objectives: 'PlanObjective',
  indicators: 'PlanIndicator',
  measures: 'PlanMeasure',
  sheets: 'PlanSheet',
  benchmarks: 'PlanBenchmark',
} as const

/** A list of items that are referred to by code. */
export type ItemList = keyof typeof ITEMS

/**
 * Fields of items that name other items, under the names that their codes have here: under the name of the format stands
 * the item itself. An objective hangs on an area or on another objective: its level says which.
 */
export const CODES: Readonly<Record<ItemList, Readonly<Record<string, readonly string[]>>>> = {
  units: { parent: ['parentCode'], into: ['intoCodes'] },
  people: {},
  programs: {},
  areas: { program: ['programCode'] },
  objectives: {
    parent: ['areaCode', 'parentCode'],
    sheet: ['sheetCode'],
    program: ['programCode'],
    units: ['unitCodes'],
    mirrors: ['mirrorsCode'],
  },
  indicators: {
    objective: ['objectiveCode'],
    benchmark: ['benchmarkCode'],
    repeats: ['repeatsCode'],
    units: ['unitCodes'],
  },
  measures: {},
  sheets: { person: ['personCode'], unit: ['unitCode'] },
  benchmarks: {},
}

/** Types that their place in the format names badly. */
const NAMES = {
  PlanPeople: 'PlanPosition',
  PlanPositionRole: 'PlanRole',
  PlanResource: 'PlanResources',
  PlanObjectiveFootnote: 'PlanFootnote',
  PlanIndicatorTarget: 'PlanTarget',
  PlanIndicatorBaseline: 'PlanBaseline',
  PlanBenchmarkOwn: 'PlanFigure',
  PlanMeasureEntry: 'PlanEntry',
  PlanMeasureStep: 'PlanStep',
  PlanRevisionAct: 'PlanAct',
  PlanRevisionNote: 'PlanNote',
  PlanResult: 'PlanPrintedResult',
  PlanTable: 'PlanPrintedTable',
  PlanPolicyObjectives: 'PlanParentRule',
}

const types = typesOf('Plan', PlanFileSchema, {
  types: NAMES,
  fields: Object.fromEntries(Object.entries(ITEMS).map(([list, type]) => [type, CODES[list as ItemList]])),
})

const typeNamed = (name: string): new () => unknown => {
  const type = types.get(name)
  if (!type) throw new Error(`The format has no ${name}`)
  return type
}

/** The type of the items of a list. */
export const itemType = (list: ItemList): new () => unknown => typeNamed(ITEMS[list])

/** The type of a whole plan. */
export const PlanType = typeNamed('Plan')

/** Parts of a score given by hand, wherever it is shown. */
@ObjectType()
export abstract class GivenByHand {
  @Field(() => Float, { description: 'Percent points.' })
  score!: number

  @Field(() => String)
  reason!: string

  @Field(() => String, { description: 'Code of the position that asked for it.' })
  by!: string

  @Field(() => String, { description: 'Code of the position that approved it.' })
  approvedBy!: string

  @Field(() => String)
  at!: string
}

@ObjectType('PlanManualScore', {
  description: 'A score given by hand, asked for by one person and approved by another.',
})
class ManualScoreType extends GivenByHand {
  @Field(() => String, { description: 'List and code of an indicator, an individual objective or a sheet.' })
  about!: string

  @Field(() => Int)
  year!: number
}

@ObjectType('PlanReport', { description: 'A report to the governing bodies that was sent.' })
class ReportType {
  @Field(() => Int)
  period!: number

  @Field(() => String)
  sent!: string
}

@ObjectType('PlanEvaluated')
class EvaluatedType {
  @Field(() => String, { description: 'The day.' })
  on!: string

  @Field(() => String, { description: 'Code of the position.' })
  by!: string
}

@ObjectType('PlanActOfYear', { description: 'An act as somebody entered it.' })
class ActOfYearType {
  @Field(() => String)
  organ!: string

  @Field(() => String)
  number!: string

  @Field(() => String)
  date!: string
}

@ObjectType('PlanNeutralisation', { description: 'Something that an act leaves out of the scores of a year.' })
class NeutralisationType {
  @Field(() => ID)
  id!: string

  @Field(() => String, { description: 'Address of an objective or an indicator.' })
  about!: string

  @Field(() => [Int], { nullable: true, description: 'Periods that are left out; null for the whole year.' })
  periods!: readonly number[] | null

  @Field(() => String, { description: 'The day from which it is left out.' })
  from!: string

  @Field(() => ActOfYearType)
  act!: ActOfYearType

  @Field(() => String)
  reason!: string

  @Field(() => String, { description: 'Code of the position that entered it.' })
  by!: string

  @Field(() => String)
  at!: string
}

// What stands beside a plan, and in no file of one.
Field(() => [ManualScoreType], { nullable: true, description: 'Scores given by hand, of what the viewer may see.' })(
  PlanType.prototype as object,
  'judgements',
)
const calendar = typeNamed('PlanCalendar').prototype as object
Field(() => [ReportType], { nullable: true, description: 'Reports that were sent.' })(calendar, 'reports')
Field(() => [NeutralisationType], { nullable: true, description: 'What acts leave out of the scores of the year.' })(
  calendar,
  'neutralised',
)
Field(() => String, { nullable: true, description: 'The day on which the year was closed.' })(calendar, 'closedOn')
Field(() => EvaluatedType, { nullable: true, description: 'When the evaluator validated the yearly report, and who.' })(
  calendar,
  'evaluated',
)
