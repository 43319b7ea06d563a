import type { RefusalParams, Refusal } from '@traguardo/shared/refusals'

/** Something that went wrong on this device: what, when, and in which request, where the server told. Nothing that was written. */
export interface ErrorSeen {
  readonly at: string
  readonly code: string
  readonly request?: string
}

const KEPT = 'traguardo-errori'
const MOST = 20
const CODE = /^\w{1,64}$/
const REQUEST = /^[\da-f-]{8,64}$/i

/** Returns the last errors here, the newest first; none where they cannot be read. */
export function errorsSeen(): readonly ErrorSeen[] {
  try {
    return JSON.parse(globalThis.localStorage?.getItem(KEPT) ?? '[]') as readonly ErrorSeen[]
  } catch {
    return []
  }
}

/** Keeps what went wrong by its code, for who is asked for help [SY84]. */
export function noteSeen(code: string, request?: string): void {
  const seen = {
    at: new Date().toISOString(),
    code: CODE.test(code) ? code : 'OTHER',
    ...(request && REQUEST.test(request) ? { request } : {}),
  }
  try {
    globalThis.localStorage?.setItem(KEPT, JSON.stringify([seen, ...errorsSeen()].slice(0, MOST)))
  } catch {
    // A storage that is full keeps no notes.
  }
}

/** An error as the server tells it: of GraphQL, or beside it. */
interface TellsError {
  readonly message: string
  readonly extensions?: { readonly code?: string; readonly params?: RefusalParams; readonly request?: string }
}

/** Returns the server's refusal in an error, where the server spoke, and notes it. */
export function errorTold(reason: unknown): Refusal | null {
  const { graphQLErrors, networkError } = (reason ?? {}) as {
    readonly graphQLErrors?: readonly TellsError[]
    readonly networkError?: { readonly result?: { readonly errors?: readonly TellsError[] } } | null
  }
  const told = graphQLErrors?.[0] ?? networkError?.result?.errors?.[0]
  const code = told?.extensions?.code
  if (!told || code === undefined) return null
  noteSeen(code, told.extensions?.request)
  return { code, params: told.extensions?.params ?? null, message: told.message }
}
