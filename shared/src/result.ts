/** An expected outcome: the value, or the reason why there is none. Bugs throw; expected failures are values. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value })
export const err = <E>(error: E): Result<never, E> => ({ ok: false, error })

/** Why something is refused: a stable code, and an Italian sentence that says what to do next. */
export interface Refusal {
  readonly code: string
  readonly message: string
}

/** A refusal: a stable code, and a sentence that says what to do. */
export const refusal = (code: string, message: string): Refusal => ({ code, message })
/** The outcome of what is refused. */
export const refuse = (code: string, message: string): Result<never, Refusal> => err({ code, message })

/** The refusal that an answer in JSON says; null where it says none. */
export function refusalIn(text: string): Refusal | null {
  try {
    const { code, message } = JSON.parse(text) as Partial<Refusal>
    return typeof code === 'string' && typeof message === 'string' ? { code, message } : null
  } catch {
    return null
  }
}
