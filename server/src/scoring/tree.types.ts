import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql'
import type { Plan } from '@traguardo/shared/model'
import { isRefusal, RefusalType } from '../kernel/graphql/refusal.types'
import { ScoreType } from './score.types'
import { TreeIndicatorType } from './tree-indicator.types'

@ObjectType('TreeResources')
export class TreeResourcesType {
  @Field(() => Int)
  year!: number

  @Field(() => Float)
  euro!: number
}

@ObjectType('TreeFootnote')
export class TreeFootnoteType {
  @Field(() => String)
  mark!: string

  @Field(() => String)
  text!: string
}

@ObjectType('TreeObjective')
export class TreeObjectiveType {
  @Field(() => String)
  code!: string

  @Field(() => String)
  level!: string

  @Field(() => String)
  title!: string

  @Field(() => String, { nullable: true })
  description?: string | undefined

  @Field(() => String, { nullable: true })
  program?: string | undefined

  @Field(() => Float, { nullable: true, description: 'The printed weight in percent points.' })
  weight?: number | undefined

  @Field(() => [TreeResourcesType])
  resources!: readonly TreeResourcesType[]

  @Field(() => [String])
  units!: readonly string[]

  @Field(() => [String])
  perspectives!: readonly string[]

  @Field(() => [TreeFootnoteType])
  footnotes!: readonly TreeFootnoteType[]

  @Field(() => ScoreType)
  score!: ScoreType

  @Field(() => [TreeIndicatorType])
  indicators!: readonly TreeIndicatorType[]

  @Field(() => [TreeObjectiveType])
  operational!: readonly TreeObjectiveType[]
}

@ObjectType('TreeArea')
export class TreeAreaType {
  @Field(() => String)
  code!: string

  @Field(() => String)
  title!: string

  @Field(() => ScoreType)
  score!: ScoreType

  @Field(() => [TreeObjectiveType])
  strategic!: readonly TreeObjectiveType[]
}

@ObjectType('TreeSheet', {
  description: 'The individual sheet of a person: only for whom its person or role lets see it.',
})
export class TreeSheetType {
  @Field(() => String)
  code!: string

  @Field(() => String)
  title!: string

  @Field(() => String)
  person!: string

  @Field(() => String)
  unit!: string

  @Field(() => Float)
  weightTotal!: number

  @Field(() => ScoreType)
  score!: ScoreType

  @Field(() => [TreeObjectiveType])
  objectives!: readonly TreeObjectiveType[]
}

@ObjectType('TreeBody')
export class TreeBodyType {
  @Field(() => String)
  code!: string

  @Field(() => String)
  name!: string
}

@ObjectType('TreePeriod')
export class TreePeriodType {
  @Field(() => Int)
  number!: number

  @Field(() => String)
  name!: string

  @Field(() => String)
  from!: string

  @Field(() => String)
  to!: string

  @Field(() => String)
  opens!: string

  @Field(() => String)
  deadline!: string
}

@ObjectType('Tree', { description: 'The objectives of a body and year with values, scores and why.' })
export class TreeType {
  /** The plan that it is of: of it everybody is shown what they may see, and by no field this. */
  whole!: Plan

  @Field(() => TreeBodyType)
  body!: TreeBodyType

  @Field(() => Int)
  year!: number

  @Field(() => String)
  title!: string

  @Field(() => TreePeriodType, { nullable: true, description: 'The period open for entry, where it is of this year.' })
  period!: TreePeriodType | null

  @Field(() => ScoreType)
  score!: ScoreType

  @Field(() => [TreeAreaType])
  areas!: readonly TreeAreaType[]

  @Field(() => [TreeSheetType])
  sheets!: readonly TreeSheetType[]
}

export const TreeResult = createUnionType({
  name: 'TreeResult',
  types: () => [TreeType, RefusalType] as const,
  resolveType: (value) => (isRefusal(value) ? 'Refusal' : 'Tree'),
})
