import { getNamedType, type GraphQLOutputType, isUnionType } from 'graphql'
import type { Refusal } from '@traguardo/shared/refusals'
import type { Context } from '../../kernel/context'
import { isAway, sayTrouble, troubleOf } from '../../kernel/db/trouble'

/** Can a field of this type answer with a refusal? */
export function mayRefuse(type: GraphQLOutputType): boolean {
  const named = getNamedType(type)
  return isUnionType(named) && named.getTypes().some(({ name }) => name === 'Refusal')
}

/**
 * Does what a root field does. Where others hold the same data for too long, or the disk is full, that is a refusal like
 * any other; a database that is away, or newer than the program, is none: to whoever asks it is as if there were no line [RI45].
 */
export async function orTrouble(
  { app, request }: Context,
  refuses: boolean,
  work: () => Promise<unknown>,
): Promise<unknown> {
  try {
    return await work()
  } catch (error) {
    const trouble = troubleOf(error)
    if (!refuses || trouble === null || isAway(trouble)) throw error
    app.log(error, { request: request.id })
    const said: Refusal = sayTrouble(trouble)
    return said
  }
}
