import type { Refusal } from '@traguardo/shared/model'
import { Field, ObjectType } from 'type-graphql'

@ObjectType('Refusal', {
  description: 'Why something is refused: a stable code, and an Italian sentence for the person.',
})
export class RefusalType implements Refusal {
  @Field(() => String)
  code!: string

  @Field(() => String)
  message!: string
}

/** Tells a refusal from what it stands in place of. */
export const isRefusal = (value: object): value is Refusal => 'code' in value && 'message' in value
