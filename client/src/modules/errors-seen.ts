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
