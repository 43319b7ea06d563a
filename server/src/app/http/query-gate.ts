import { refusal } from '@traguardo/shared/refusals'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Looked, inspectQuery } from '../../kernel/graphql/limits'
import { isDeeper } from '../../kernel/graphql/nesting'
import { LARGEST, MAY_BE_LARGE } from './body-limit'
import { refuseWith } from '../../kernel/http/errors'
import { bytesOf } from '../../kernel/http/read-json'

/** Levels of what goes along with a query: a draft of a plan has ten. */
const DEEPEST = 40
/** Lists and objects of what goes along, but with a plan: a push of 500 operations has 2,000. */
const MOST_GROUPS = 50_000
/** Queries that are remembered: pages send the same few again and again. */
const REMEMBERED = 200
const LONGEST_REMEMBERED = 10_000

const remembered = new Map<string, Looked>()

function recall(text: string): Looked {
  const known = remembered.get(text)
  if (known) return known
  const looked = inspectQuery(text)
  if (text.length > LONGEST_REMEMBERED) return looked
  for (const oldest of remembered.keys()) if (remembered.size >= REMEMBERED) remembered.delete(oldest)
  remembered.set(text, looked)
  return looked
}

const asked = new WeakMap<FastifyRequest, ReadonlySet<string>>()

/** Names of the root fields that a request asks, as far as its query could be read: any that its sender made up among them. */
export const askedOf = (request: FastifyRequest): ReadonlySet<string> => asked.get(request) ?? new Set()

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** Content that no register has: the shared rules refuse its operation, and nothing else of the push. */
const FORMLESS = { type: 'too-deep' }

/** One operation whose content goes too deep does not hold up the others of a push. */
function cutContents(variables: Record<string, unknown>): void {
  for (const value of Object.values(variables)) {
    const { operations } = fieldsOf(value)
    for (const operation of Array.isArray(operations) ? operations : []) {
      const fields = fieldsOf(operation)
      if (isDeeper(fields['content'], DEEPEST / 2)) fields['content'] = FORMLESS
    }
  }
}

/**
 * Refuses what asks too much before anything works on it: the text of a query by what it comes to when it is spelt out,
 * what goes along by its depth and size [RI11, RI12].
 */
export async function queryGate(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const body = fieldsOf(request.body)
  const variables = fieldsOf(body['variables'])
  cutContents(variables)
  const { query } = body
  if (typeof query !== 'string') return undefined
  const { isTooBig, isInexact, roots } = recall(query)
  if (isInexact) return refuseWith(reply, 400, refusal('NUMBER_INEXACT', { kind: 'request' }))
  asked.set(request, roots)
  const isLarge = bytesOf(request) > LARGEST
  if (isTooBig || isDeeper(request.body, DEEPEST, isLarge ? undefined : MOST_GROUPS))
    return refuseWith(reply, 400, refusal('QUERY_TOO_BIG'))
  if (isLarge && ![...roots].every((name) => MAY_BE_LARGE.has(name)))
    return refuseWith(reply, 413, refusal('REQUEST_TOO_LARGE'))
  return undefined
}
