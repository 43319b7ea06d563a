import { type ClassType, createUnionType, Field, ObjectType } from 'type-graphql'
import { isRefusal, RefusalType } from './refusal.types'

@ObjectType('Done', { description: 'It was done. There is nothing more to say.' })
export class DoneType {
  @Field(() => Boolean)
  done!: boolean
}

export const DONE: DoneType = { done: true }

/** A union of something and a refusal, under that name. */
export const orRefusal = <T extends object>(name: string, of: string, type: ClassType<T>) =>
  createUnionType({
    name,
    types: () => [type, RefusalType] as const,
    resolveType: (value) => (isRefusal(value) ? 'Refusal' : of),
  })

export const DoneResult = orRefusal('DoneResult', 'Done', DoneType)
