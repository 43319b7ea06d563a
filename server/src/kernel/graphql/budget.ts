import { GraphQLError } from 'graphql'

/**
 * Items to which one request may be led from others: each plan has ways round, and a question of sixteen levels would go
 * them without end. A whole plan of 10,000 indicators with objective and measures of each takes 40,000.
 */
const MOST_ITEMS = 50_000

const taken = new WeakMap<object, number>()

/**
 * Counts items that a request is led to. Throws where they become too many [RI11.8], once; of every other way of that
 * request it says that it leads no further.
 */
export function mayTake(context: object, count: number): boolean {
  const before = taken.get(context) ?? 0
  taken.set(context, before + count)
  if (before + count <= MOST_ITEMS) return true
  if (before <= MOST_ITEMS) throw new GraphQLError('Too many items', { extensions: { code: 'QUERY_TOO_BIG' } })
  return false
}
