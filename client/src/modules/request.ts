import type { Refusal } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import { confirmIdentity } from './confirm-identity'
import { errorTold } from './errors-seen'

type Reply<T> = ({ readonly __typename: string } & T) | ({ readonly __typename: 'Refusal' } & Refusal)

const isRefused = <T>(reply: Reply<T>): reply is { readonly __typename: 'Refusal' } & Refusal =>
  reply.__typename === 'Refusal'

/** Returns the selection of a field's answer: its type, or a refusal. */
export const selectOrRefusal = (type: string, fields: string): string =>
  `__typename ... on ${type} { ${fields} } ... on Refusal { code params message }`

/** A field that answers that it was done, or why not. */
export const DONE_OR_NOT = '__typename ... on Refusal { code params message }'

/** Sends a document; what speaks with the server is fetched beside the first page, which does not wait for it. */
export const sendRequest: typeof import('./apollo').sendDocument = async (...asked) =>
  (await import('./apollo')).sendDocument(...asked)

/**
 * Asks the server one thing, in a document with one field that answers with its type or with a `Refusal`. Null where nobody
 * answered. Where the server wants to know once more who asks, the person is asked, and then it goes on by itself.
 */
export async function request<T>(document: string, variables: object = {}): Promise<Result<T, Refusal> | null> {
  const answer = await askOnce<T>(document, variables)
  const mustConfirm = answer?.ok === false && answer.error.code === 'CONFIRM_NEEDED'
  return mustConfirm && (await confirmIdentity()) ? askOnce<T>(document, variables) : answer
}

async function askOnce<T>(document: string, variables: object): Promise<Result<T, Refusal> | null> {
  try {
    const reply = Object.values((await sendRequest<Record<string, Reply<T>>>(document, variables)) ?? {})[0]
    if (reply === undefined) return null
    return isRefused(reply) ? err({ code: reply.code, params: reply.params, message: reply.message }) : ok(reply)
  } catch (reason) {
    // The server answered, though not what was asked: that is said, with the id by which it is found [RI50].
    const told = errorTold(reason)
    return told && err(told)
  }
}

/** May what is at an address be taken along? Where the server wants to know once more who asks, the person is asked. */
export async function mayDownload(address: string): Promise<boolean> {
  const look = () =>
    fetch(address, { method: 'HEAD' }).then(
      ({ status }) => status,
      () => 0,
    )
  const status = await look()
  return status === 403 ? (await confirmIdentity()) && (await look()) === 200 : status === 200
}
