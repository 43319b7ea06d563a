import type { DocumentNode } from '@apollo/client/core'
import type { Refusal } from '@traguardo/shared/model'
import { err, ok, type Result } from '@traguardo/shared/result'
import { client } from './apollo'

type Reply<T> = ({ readonly __typename: string } & T) | ({ readonly __typename: 'Refusal' } & Refusal)

const isRefused = <T>(reply: Reply<T>): reply is { readonly __typename: 'Refusal' } & Refusal =>
  reply.__typename === 'Refusal'

const isQuery = ({ definitions }: DocumentNode): boolean =>
  definitions.some((one) => 'operation' in one && one.operation === 'query')

/** What a field answers with: its type, or why not. */
export const either = (type: string, fields: string): string =>
  `__typename ... on ${type} { ${fields} } ... on Refusal { code message }`

/** A field that answers that it was done, or why not. */
export const DONE_OR_NOT = '__typename ... on Refusal { code message }'

/**
 * Asks the server one thing, in a document with one field that answers with its type or with a `Refusal`. Null where nobody
 * answered.
 */
export async function ask<T>(document: DocumentNode, variables: object = {}): Promise<Result<T, Refusal> | null> {
  try {
    const { data } = isQuery(document)
      ? await client.query<Record<string, Reply<T>>>({ query: document, variables })
      : await client.mutate<Record<string, Reply<T>>>({ mutation: document, variables })
    const reply = Object.values(data ?? {})[0]
    if (reply === undefined) return null
    return isRefused(reply) ? err({ code: reply.code, message: reply.message }) : ok(reply)
  } catch {
    return null
  }
}
