import type { Refusal } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import { noteSeen } from '../modules/errors-seen'
import type { RefusalFragment } from './refusal.generated'
import type { AnswerError } from './send'
import type { TypedDocument } from './typed-document'

type Refused = { readonly __typename: 'Refusal' } & RefusalFragment
/** A field that answers with something or with a refusal. */
type Reply = { readonly __typename: string } | Refused

/** Answer of the one field of an operation, where it is no refusal. */
export type Answered<Data> = Exclude<Data[keyof Data], Refused>
/** Variables to give with an operation: none, where it takes none. */
type Given<Variables> = Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables]

const isRefused = (reply: Reply): reply is Refused => reply.__typename === 'Refusal'

/** The refusal with which the one field of an operation answers; null where it answers with what was asked. */
export function refusedIn(data: object): Refusal | null {
  const [reply] = Object.values(data) as readonly Reply[]
  if (!reply || !isRefused(reply)) return null
  const { code, params, message } = reply
  return { code, params, message }
}

/** The server's refusal in what it answered instead of data; it is noted. Null where the server did not speak. */
export function refusalOfReason(reason: unknown): Refusal | null {
  const { told } = (reason ?? {}) as Partial<AnswerError>
  const code = told?.extensions?.code
  if (!told || code === undefined) return null
  noteSeen(code, told.extensions?.request)
  return { code, params: told.extensions?.params ?? null, message: told.message }
}

/**
 * Asks the server one thing for the device, beside any page and without Apollo, in a document with one field that answers with
 * its type or with a `Refusal`. Null where nobody answered.
 * @example await request(PlanDocument, { body, year }) // { ok: true, value: { __typename: 'PlanDocument', hash, document } }
 */
export async function request<Data extends object, Variables>(
  document: TypedDocument<Data, Variables>,
  ...[variables]: Given<Variables>
): Promise<Result<Answered<Data>, Refusal> | null> {
  try {
    // What speaks with the server is fetched beside the first page, which does not wait for it.
    const { send } = await import('./send')
    const data = await send(document, variables ?? ({} as Variables))
    const refused = refusedIn(data)
    return refused ? err(refused) : ok(Object.values(data)[0] as Answered<Data>)
  } catch (reason) {
    // The server answered, though not what was asked: that is said, with the id by which it is found [RI50].
    const told = refusalOfReason(reason)
    return told && err(told)
  }
}
