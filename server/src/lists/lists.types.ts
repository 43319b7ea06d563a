import { ArgsType, createUnionType, Field, InputType, Int, ObjectType } from 'type-graphql'
import type { MeasureValue } from '@traguardo/shared/model'
import { ContentScalar } from '../kernel/graphql/derived-types'
import { isRefusal, RefusalType } from '../kernel/graphql/refusal.types'
import type { ItemNode } from '../plans/typed/item-graph'
import { type ItemList, itemType } from '../plans/typed/plan.types'

@ArgsType()
export class PagingArgs {
  @Field(() => Int, { nullable: true, description: 'So many from the beginning, or after a place: 200 at most.' })
  first!: number | null

  @Field(() => String, { nullable: true })
  after!: string | null

  @Field(() => Int, { nullable: true, description: 'So many from the end, or before a place: 200 at most.' })
  last!: number | null

  @Field(() => String, { nullable: true })
  before!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'place: as the plan has them, which is where it is left out; code; title. Values: place.',
  })
  order!: string | null

  @Field(() => Boolean, { nullable: true, description: 'From the last to the first.' })
  descending!: boolean | null
}

const TEXT = 'Words that all stand in its title or code, whatever their case.'

@InputType('RangeInput')
class RangeInput {
  @Field(() => [String], { nullable: true, description: 'Bodies; all that the asker may see where it is left out.' })
  bodies!: string[] | null

  @Field(() => Int, { nullable: true, description: 'A year: then the plan that counts in it; all years otherwise.' })
  year!: number | null
}

@InputType('ObjectiveFilter')
export class ObjectiveFilter extends RangeInput {
  @Field(() => [String], { nullable: true, description: 'strategic, operational, individual.' })
  levels!: string[] | null

  @Field(() => [String], { nullable: true, description: 'Units that take part in it.' })
  units!: string[] | null

  @Field(() => String, { nullable: true, description: TEXT })
  text!: string | null
}

@InputType('IndicatorFilter')
export class IndicatorFilter extends RangeInput {
  @Field(() => [String], { nullable: true, description: 'Efficacia, Efficienza, …' })
  typologies!: string[] | null

  @Field(() => [String], { nullable: true, description: 'Kinds of the measures that it uses: days, money, …' })
  kinds!: string[] | null

  @Field(() => [String], { nullable: true, description: 'Units in whose dashboards it stands.' })
  units!: string[] | null

  @Field(() => String, { nullable: true, description: TEXT })
  text!: string | null
}

@InputType('MeasureFilter')
export class MeasureFilter extends RangeInput {
  @Field(() => [String], { nullable: true, description: 'number, count, money, percentage, days, …' })
  kinds!: string[] | null

  @Field(() => [String], { nullable: true, description: 'Units that enter it.' })
  units!: string[] | null

  @Field(() => String, {
    nullable: true,
    description: 'Words that all stand in its label or code, whatever their case.',
  })
  text!: string | null
}

@InputType('BenchmarkFilter')
export class BenchmarkFilter extends RangeInput {
  @Field(() => [String], { nullable: true })
  typologies!: string[] | null

  @Field(() => String, { nullable: true, description: TEXT })
  text!: string | null
}

@InputType('ValueFilter')
export class ValueFilter extends RangeInput {
  @Field(() => [String], { nullable: true, description: 'Codes of measures.' })
  measures!: string[] | null

  @Field(() => [String], { nullable: true, description: 'Units that entered it.' })
  units!: string[] | null

  @Field(() => [Int], { nullable: true })
  periods!: number[] | null
}

@ObjectType('PageInfo')
class PageInfoType {
  @Field(() => Boolean)
  hasNextPage!: boolean

  @Field(() => Boolean)
  hasPreviousPage!: boolean

  @Field(() => String, { nullable: true })
  startCursor!: string | null

  @Field(() => String, { nullable: true })
  endCursor!: string | null
}

@ObjectType('PlanHead', { description: 'The plan that something is of, in the version that counts today.' })
export class PlanHeadType {
  @Field(() => String)
  body!: string

  @Field(() => String)
  bodyName!: string

  @Field(() => String)
  title!: string

  @Field(() => Int)
  firstYear!: number

  @Field(() => Int)
  lastYear!: number
}

@ObjectType('EnteredValue', { description: 'What a unit entered in a period.' })
class EnteredValueType {
  @Field(() => itemType('measures'), { nullable: true })
  measure!: ItemNode | null

  @Field(() => String)
  measureCode!: string

  @Field(() => itemType('units'), { nullable: true })
  unit!: ItemNode | null

  @Field(() => String, { nullable: true })
  unitCode!: string | null

  @Field(() => Int)
  year!: number

  @Field(() => Int)
  period!: number

  @Field(() => ContentScalar)
  content!: MeasureValue

  @Field(() => String, { description: 'Code of the position that entered it.' })
  person!: string

  @Field(() => String)
  at!: string
}

/** A page in the form of Relay's connections. */
export interface Connection {
  readonly edges: readonly { readonly cursor: string; readonly plan: PlanHeadType; readonly node: unknown }[]
  readonly pageInfo: PageInfoType
  readonly totalCount: () => Promise<number>
}

/** Types of a list: its connection, or a refusal. */
function connectionOf(name: string, node: () => new () => unknown) {
  const edge = { [`${name}Edge`]: class {} }[`${name}Edge`] as new () => unknown
  Field(() => String)(edge.prototype as object, 'cursor')
  Field(() => PlanHeadType)(edge.prototype as object, 'plan')
  Field(() => node())(edge.prototype as object, 'node')
  ObjectType(`${name}Edge`)(edge)
  const connection = { [`${name}Connection`]: class {} }[`${name}Connection`] as new () => object
  Field(() => [edge])(connection.prototype as object, 'edges')
  Field(() => PageInfoType)(connection.prototype as object, 'pageInfo')
  Field(() => Int, { description: 'How many there are on all pages.' })(connection.prototype as object, 'totalCount')
  ObjectType(`${name}Connection`)(connection)
  return createUnionType({
    name: `${name}sResult`,
    types: () => [connection, RefusalType] as const,
    resolveType: (value) => (isRefusal(value) ? 'Refusal' : `${name}Connection`),
  })
}

const ofItems = (name: string, list: ItemList) => connectionOf(name, () => itemType(list))

export const ObjectivesResult = ofItems('Objective', 'objectives')
export const IndicatorsResult = ofItems('Indicator', 'indicators')
export const MeasuresResult = ofItems('Measure', 'measures')
export const BenchmarksResult = ofItems('Benchmark', 'benchmarks')
export const ValuesResult = connectionOf('Value', () => EnteredValueType)
