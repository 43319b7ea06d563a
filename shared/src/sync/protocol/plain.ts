import { v5 } from 'uuid'
import { answersIn, daysIn, type MeasureValue, type StepDone } from '../../model'
import type { Content, Evidence, Review } from './content'
import type { ScopeSum, ScopeView } from './answer'
import type { RegisterKey, RegisterState } from './register'
import type { Operation } from './push'
import type { OperationRecord, Verdict } from './record'

// Nothing here needs a schema: the pages take this without the library that checks.

/** The version of the operations that this code writes; the two before it are understood (SY24). */
export const PROTOCOL = 2

/** The version of what stands around the operations of a push: from 3 on checksums say too whether bytes are missing (SY62). */
export const PUSH_PROTOCOL = 3

/** Operations of one push at most, and their characters as JSON (SY9). */
export const BATCH = 500
export const BATCH_SIZE = 256_000

/** Stands in place of a measure where a register is about the whole period of a unit. */
export const WHOLE_PERIOD = '*'

/** Characters of a note at most. */
export const LONGEST_NOTE = 4000

/** Namespace of Traguardo's registers: a fixed random UUID. */
const NAMESPACE = '6f0c1f0e-5e0b-4a3c-9a37-2b9d6f7f7a11'

/** The id of a register: the same for everybody who speaks of the same cell and field [SY1]. */
export function registerId({ body, unit, measure, year, period, field }: RegisterKey): string {
  return v5(JSON.stringify([body, unit, measure, year, period, field]), NAMESPACE)
}

/** The value in a content, or null where it is none: a text, a piece of evidence, a review, nothing. */
export function valueIn(content: Content): MeasureValue | null {
  if (content === null || typeof content === 'string') return null
  return content.type === 'evidence' || content.type === 'review' || content.type === 'sending' ? null : content
}

/** Counts the answers in a content: each of several days is one. */
export const countIn = (content: Content): number => answersIn(valueIn(content)) || Number(content !== null)

/** The review in a content, or null where it is none. */
export const reviewIn = (content: Content): Review | null =>
  typeof content === 'object' && content?.type === 'review' ? content : null

/** The piece of evidence in a content, or null where it is none. */
export const evidenceIn = (content: Content): Evidence | null =>
  typeof content === 'object' && content?.type === 'evidence' ? content : null

/** Is everything that a content speaks of here? Of a piece of evidence, the bytes, where they were brought [SY28, SY40]. */
export const isComplete = (content: Content, brought = false): boolean => evidenceIn(content) === null || brought

/** The same text for the same steps and days, in whatever order they were ticked. */
const stepsText = (done: readonly StepDone[]): string =>
  done
    .map(({ step, on }) => `${step} ${on}`)
    .sort()
    .join('\n')

/** Do two contents say the same? [SY6] */
export function sameContent(left: Content, right: Content): boolean {
  if (left === null || right === null || typeof left === 'string' || typeof right === 'string') return left === right
  if (left.type === 'number') return right.type === 'number' && left.number === right.number
  if (left.type === 'date') return right.type === 'date' && daysIn(left).join() === daysIn(right).join()
  if (left.type === 'evidence') return right.type === 'evidence' && left.sha256 === right.sha256
  if (left.type === 'steps') return right.type === 'steps' && stepsText(left.done) === stepsText(right.done)
  if (left.type === 'review')
    return right.type === 'review' && left.state === right.state && left.of === right.of && left.reason === right.reason
  return left.type === right.type
}

/** Namespace of views: a fixed random UUID. */
const SCOPES = '0c1d5a52-6f0e-4b7e-8f54-3a3f0d3f7c55'

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
  return { token: v5(JSON.stringify([sorted, managed]), SCOPES), scopes: sorted, manages: managed }
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

/** Code of the refusal of a value whose period has closed: such a value waits as a late proposal (SY25). */
export const LATE = 'PERIOD_CLOSED'

/** Is it good and done: nothing is left to do for anybody? */
export const isDone = (verdict: Verdict): boolean => verdict.type === 'applied' || verdict.type === 'merged'

/** Has it to go out: never decided, or put off? */
export const isUnsettledWork = ({ verdict }: OperationRecord): boolean =>
  verdict === null || verdict.type === 'deferred'

/** Does it wait for a person: a conflict or refusal nobody has dealt with? [SY12] */
export const isInTray = ({ verdict, settlement }: OperationRecord): boolean =>
  settlement === null && (verdict?.type === 'conflict' || verdict?.type === 'rejected')

/** Was it refused, and has its author dealt with it? It leads nowhere any more, whatever becomes of what refused it [SY70]. */
export const isEnded = ({ operation, settlement }: OperationRecord): boolean => settlement?.person === operation.person

/** Those of a push that are ended. */
export const endedIn = (records: readonly OperationRecord[]): readonly string[] =>
  records.filter(isEnded).map(({ operation }) => operation.id)

/** In the outbox or in the tray. */
export const isPending = (record: OperationRecord): boolean => isUnsettledWork(record) || isInTray(record)

/** Did the value come after the close, so that a manager may still accept it? [SY25] */
export const isLate = ({ operation, verdict }: OperationRecord): boolean =>
  operation.kind === 'edit' && verdict?.type === 'rejected' && verdict.refusal.code === LATE

/** Is its author, or a manager, to be told what became of it? What a reader of the tray hears of. */
export const isTrayMatter = ({ verdict, relayed }: OperationRecord): boolean =>
  verdict !== null && (relayed || verdict.type === 'conflict' || verdict.type === 'rejected')

/** A record that nobody has decided yet. `sent`: it never changes again. */
export const undecidedRecord = (operation: Operation, sent: boolean): OperationRecord => ({
  operation,
  sent,
  verdict: null,
  receivedAt: null,
  stamp: 0,
  scope: '',
  relayed: false,
  settlement: null,
})
