import { err, type Result } from '../result'
import type { RefusalCode, ParamsOf } from './list'
import type { RefusalParams } from './sentence'

/** Refusal: a stable code of the list, and the params that its sentence names. */
export interface Refusal {
  readonly code: string
  /** Null where it was said before there were params: then only the sentence that came with it says all. */
  readonly params: RefusalParams | null
  /** The Italian sentence that came with it from elsewhere. */
  readonly message?: string | undefined
}

/** Params required by a code: none that its sentence names may be left out. */
type Named<C extends RefusalCode> =
  { readonly kind?: never } extends ParamsOf<C> ? readonly [params?: ParamsOf<C>] : readonly [params: ParamsOf<C>]

/**
 * A refusal.
 * @example refusal('EVIDENCE_TOO_LARGE', { kind: 'named', name: 'verbale.pdf', limit: 25 })
 */
export const refusal = <C extends RefusalCode>(code: C, ...[params]: Named<C>): Refusal => ({
  code,
  params: (params ?? {}) as unknown as RefusalParams,
})

/** The outcome of what is refused. */
export const refuse = <C extends RefusalCode>(code: C, ...named: Named<C>): Result<never, Refusal> =>
  err(refusal(code, ...named))

const isParams = (raw: unknown): raw is RefusalParams =>
  typeof raw === 'object' &&
  raw !== null &&
  Object.values(raw).every((value) => typeof value === 'string' || typeof value === 'number')

/** The refusal that an answer in JSON says; null where it says none. */
export function refusalIn(text: string): Refusal | null {
  try {
    const { code, params, message } = JSON.parse(text) as Partial<Record<keyof Refusal, unknown>>
    if (typeof code !== 'string' || typeof message !== 'string') return null
    return { code, params: isParams(params) ? params : null, message }
  } catch {
    return null
  }
}
