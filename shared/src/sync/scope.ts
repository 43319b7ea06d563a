import { v5 } from 'uuid'
import type { RegisterKey, RegisterState } from './protocol'
import type { ScopeSum, ScopeView } from './protocol'

/** Namespace of views: a fixed random UUID. */
const NAMESPACE = '0c1d5a52-6f0e-4b7e-8f54-3a3f0d3f7c55'

/**
 * Name of the scope that a register belongs to: unit and period, and for what only individual sheets use, those sheets
 * as its audience. Who may see one register of a scope may see all of it.
 * @example scopeName({ year: 2021, period: 1, unit: 'PROMO' }, 'SG') // '2021/1/PROMO@SG'
 */
export const scopeName = ({ year, period, unit }: Omit<RegisterKey, 'field' | 'measure' | 'body'>, audience: string) =>
  `${year}/${period}/${unit ?? '-'}${audience === '' ? '' : `@${audience}`}`

/** A view of these scopes. Its token changes when they do, and only then. */
export function viewOf(scopes: Iterable<string>, manages: Iterable<string> = []): ScopeView {
  const sorted = [...new Set(scopes)].sort()
  const managed = [...new Set(manages)].sort()
  return { token: v5(JSON.stringify([sorted, managed]), NAMESPACE), scopes: sorted, manages: managed }
}

/** Digits of a checksum in its first form, which says what stands; in today's form as many follow, which say what is not whole. */
const FIRST_FORM = 16

/** The checksum of nothing. */
export const NO_SUM = '0'.repeat(2 * FIRST_FORM)

const HIGH_PRIME = 0x01000193
const LOW_PRIME = 0x85ebca6b
const HIGH_SEED = 0x811c9dc5
const LOW_SEED = 0x9747b28c
const HALF = 8

const hex = (number: number): string => (number >>> 0).toString(16).padStart(HALF, '0')

/** 64 bits of a text: equal for equal texts, wherever they are computed. */
function mix(text: string): string {
  let high = HIGH_SEED
  let low = LOW_SEED
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    high = Math.imul(high ^ code, HIGH_PRIME)
    low = Math.imul(low ^ (code + at), LOW_PRIME)
    low ^= low >>> 15
  }
  return hex(high ^ (high >>> 16)) + hex(low ^ (low >>> 13))
}

/** Returns the mark of a register in its scope's checksum: its head, and whether bytes of it are missing [SY62]. */
const markOf = ({ id, head, complete }: Pick<RegisterState, 'id' | 'head' | 'complete'>): string =>
  mix(id + head) + (complete ? '0'.repeat(FIRST_FORM) : mix(`${id}${head}-`))

/**
 * Exclusive or of two checksums: adds what is not in and takes away what is, in any order. With one of the first form the
 * result is of that form.
 */
function combine(left: string, right: string): string {
  let sum = ''
  for (let at = 0; at < Math.min(left.length, right.length); at += HALF)
    sum += hex(Number.parseInt(left.slice(at, at + HALF), 16) ^ Number.parseInt(right.slice(at, at + HALF), 16))
  return sum
}

/** A checksum as a reader of earlier software knows it: it would take the rest for a difference, for ever [SY62]. */
export const firstForm = (sum: string): string => sum.slice(0, FIRST_FORM)

/**
 * Does what a reader holds agree with what the one above says? Of a form that the one above does not know, only the part is
 * compared that both know; one's own of the first form, kept by earlier software, is read again, once [SY62].
 */
export const sumsAgree = (own: string, above: string): boolean => own.length >= above.length && own.startsWith(above)

/** The checksum of several scopes together. */
export const totalSum = (sums: Iterable<ScopeSum>): string =>
  [...sums].reduce((total, { sum }) => combine(total, sum), NO_SUM)

/** The checksum of a scope that holds these registers. */
export const sumOf = (states: Iterable<RegisterState>): string =>
  [...states].reduce((total, state) => combine(total, markOf(state)), NO_SUM)

/** The checksums of scopes after registers changed from what they were before. Those that do not change are left out. */
export function sumsAfter(
  sums: Iterable<ScopeSum>,
  before: Iterable<RegisterState>,
  after: Iterable<RegisterState>,
): ScopeSum[] {
  const known = new Map([...sums].map(({ scope, sum }) => [scope, sum]))
  const changed = new Map<string, string>()
  for (const state of [...before, ...after]) {
    const sum = changed.get(state.scope) ?? known.get(state.scope) ?? NO_SUM
    changed.set(state.scope, combine(sum, markOf(state)))
  }
  return [...changed].map(([scope, sum]) => ({ scope, sum }))
}
