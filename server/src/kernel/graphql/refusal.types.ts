import { type Refusal, sayRefusal } from '@traguardo/shared/refusals'
import { RefusalSchema } from '@traguardo/shared/sync'
import { GraphQLObjectType, type GraphQLSchema } from 'graphql'
import * as v from 'valibot'
import { type ClassType, createUnionType, Field, ObjectType } from 'type-graphql'
import { objectTypeOf } from './derived-types'

export const RefusalType = objectTypeOf<Refusal>('Refusal', RefusalSchema, {
  description: 'Why something is refused: a stable code, and what its sentence names.',
  fields: { message: 'The sentence in Italian, said from code and params.' },
  // It is always said, though not all that is told has it.
  parts: { message: v.string() },
})

/** Has the sentence of a refusal said where it is asked for: it is kept nowhere [RI7]. */
export function sayRefusals(schema: GraphQLSchema): void {
  const type = schema.getType('Refusal')
  const field = type instanceof GraphQLObjectType ? type.getFields()['message'] : undefined
  if (field) field.resolve = (refused: Refusal) => sayRefusal(refused, 'it')
}

/** Tells a refusal from what it stands in place of. */
export const isRefusal = (value: object): value is Refusal => 'code' in value && 'params' in value

@ObjectType('Done', { description: 'It was done. There is nothing more to say.' })
class DoneType {
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
