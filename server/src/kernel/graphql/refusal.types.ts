import { type Refusal, sayRefusal } from '@traguardo/shared/refusals'
import { RefusalSchema } from '@traguardo/shared/sync'
import { GraphQLObjectType, type GraphQLSchema } from 'graphql'
import * as v from 'valibot'
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
