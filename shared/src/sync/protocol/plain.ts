import { v5 } from 'uuid'
import { answersIn, daysIn, type MeasureValue, type StepDone } from '../../model'
import type { Content, Evidence, Review } from './content'
import type { RegisterKey } from './register'

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
