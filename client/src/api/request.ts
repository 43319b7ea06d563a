import type { Refusal } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import { confirmIdentity } from '../modules/confirm-identity'
import { noteSeen } from '../modules/errors-seen'
import type { RefusalFragment } from './refusal.generated'
import type { AnswerError } from './send'
import type { TypedDocument } from './typed-document'

type Refused = { readonly __typename: 'Refusal' } & RefusalFragment
/** A field that answers with something or with a refusal. */
type Reply = { readonly __typename: string } | Refused

/** Answer of the one field of an operation, where it is no refusal. */
type Answered<Data> = Exclude<Data[keyof Data], Refused>
/** Variables to give with an operation: none, where it takes none. */
type Given<Variables> = Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables]

/** Answer to a request: what was asked, why not, or null where nobody answered. */
export type Asked<T> = Promise<Result<T, Refusal> | null>

const isRefused = (reply: Reply): reply is Refused => reply.__typename === 'Refusal'

/** The server's refusal in what it answered instead of data; it is noted. Null where the server did not speak. */
export function refusalIn(reason: unknown): Refusal | null {
  const { told } = (reason ?? {}) as Partial<AnswerError>
  const code = told?.extensions?.code
  if (!told || code === undefined) return null
  noteSeen(code, told.extensions?.request)
  return { code, params: told.extensions?.params ?? null, message: told.message }
}

async function askOnce<Data extends object, Variables>(
  document: TypedDocument<Data, Variables>,
  variables: Variables,
): Asked<Answered<Data>> {
  try {
    // What speaks with the server is fetched beside the first page, which does not wait for it.
    const { send } = await import('./send')
    const [reply] = Object.values(await send(document, variables)) as readonly Reply[]
    if (reply === undefined) return null
    if (!isRefused(reply)) return ok(reply as Answered<Data>)
    const { code, params, message } = reply
    return err({ code, params, message })
  } catch (reason) {
    // The server answered, though not what was asked: that is said, with the id by which it is found [RI50].
    const told = refusalIn(reason)
    return told && err(told)
  }
}

/**
 * Asks the server one thing, in a document with one field that answers with its type or with a `Refusal`. Null where nobody
 * answered. Where the server wants to know once more who asks, the person is asked, and then it goes on by itself.
 * @example await request(PeopleDocument, { body }) // { ok: true, value: { __typename: 'Staff', people, units } }
 */
export async function request<Data extends object, Variables>(
  document: TypedDocument<Data, Variables>,
  ...[variables]: Given<Variables>
): Asked<Answered<Data>> {
  const given = variables ?? ({} as Variables)
  const answer = await askOnce(document, given)
  const mustConfirm = answer?.ok === false && answer.error.code === 'CONFIRM_NEEDED'
  return mustConfirm && (await confirmIdentity()) ? askOnce(document, given) : answer
}
