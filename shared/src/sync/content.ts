import { isPlainText, type MeasureValue, type Refusal, type StepDone } from '../model'
import { LARGEST_NUMBER } from '../values'
import { err, ok, type Result, refuse } from '../result'
import type { Content, Evidence, RegisterField, Review } from './operation'

/** Characters of a note at most. */
export const LONGEST_NOTE = 4000

const malformed: Result<never, Refusal> = err({
  code: 'MALFORMED_CONTENT',
  message: 'Il valore ricevuto non ha la forma attesa: aggiorni la pagina e lo inserisca di nuovo.',
})

const MOST_STEPS = 200
const LONGEST_CODE = 128
const DAY = /^\d{4}-\d\d-\d\d$/

const isText = (raw: unknown, longest: number): raw is string =>
  typeof raw === 'string' && raw.length <= longest && isPlainText(raw)
const isDayLike = (raw: unknown): raw is string => typeof raw === 'string' && DAY.test(raw)

function parseSteps(done: unknown): Result<MeasureValue, Refusal> {
  if (!Array.isArray(done) || done.length > MOST_STEPS) return malformed
  const steps = done.flatMap((one: unknown): StepDone[] => {
    const { step, on } = (typeof one === 'object' && one !== null ? one : {}) as { step?: unknown; on?: unknown }
    return isText(step, LONGEST_CODE) && isDayLike(on) ? [{ step, on }] : []
  })
  return steps.length === done.length ? ok({ type: 'steps', done: steps }) : malformed
}

function parseValue(raw: object): Result<MeasureValue, Refusal> {
  const { type, number, date, done } = raw as Readonly<Record<'type' | 'number' | 'date' | 'done', unknown>>
  if (type === 'number' && typeof number === 'number' && Math.abs(number) <= LARGEST_NUMBER) return ok({ type, number })
  if (type === 'date' && isDayLike(date)) return ok({ type, date })
  if (type === 'steps') return parseSteps(done)
  return type === 'not-applicable' ? ok({ type }) : malformed
}

/** Bytes of a piece of evidence at most. */
export const LARGEST_EVIDENCE = 25 * 1024 * 1024
/** Pieces of evidence in one cell at most [SY44]. */
export const MOST_PIECES = 20

/** Why a cell takes no more of them. */
export const tooManyPieces: Refusal = {
  code: 'EVIDENCE_TOO_MANY',
  message: `Questa misura ha già ${MOST_PIECES} allegati: ne tolga uno, o li unisca in un solo documento.`,
}
const LONGEST_NAME = 200

/** Media types that a piece of evidence may have: PDF, images, office documents open and closed. */
export const EVIDENCE_TYPES: readonly string[] = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
]

/** Is it a file that can prove something: of a known kind, not empty, not too large? [SY27] */
export function checkEvidence({ name, size, mime }: Omit<Evidence, 'type' | 'sha256'>): Refusal | null {
  if (size > LARGEST_EVIDENCE)
    return { code: 'EVIDENCE_TOO_LARGE', message: `«${name}» supera 25 MB: lo riduca o lo divida.` }
  if (size <= 0) return { code: 'EVIDENCE_EMPTY', message: `«${name}» è vuoto.` }
  if (!EVIDENCE_TYPES.includes(mime))
    return {
      code: 'EVIDENCE_TYPE',
      message: `«${name}» non è di un tipo ammesso: alleghi un PDF, un’immagine o un documento (docx, xlsx, odt, ods…).`,
    }
  return null
}

/** Refusals of bytes that sending them again will never change [SY43]. */
export const NEVER_TAKEN: readonly string[] = ['EVIDENCE_TYPE', 'EVIDENCE_TOO_LARGE', 'EVIDENCE_EMPTY']

/** Refusal of bytes that came whole and were not the file [SY43]. */
export const NOT_THE_FILE = 'EVIDENCE_HASH'

function parseEvidence(raw: object, hash: string): Result<Content, Refusal> {
  const { type, sha256, size, mime, name } = raw as Readonly<Record<keyof Evidence, unknown>>
  const fits =
    type === 'evidence' &&
    sha256 === hash &&
    /^[0-9a-f]{64}$/.test(hash) &&
    typeof size === 'number' &&
    Number.isSafeInteger(size) &&
    isText(mime, LONGEST_CODE) &&
    isText(name, LONGEST_NAME)
  if (!fits) return malformed
  const evidence: Evidence = { type, sha256: hash, size, mime, name }
  const refusal = checkEvidence(evidence)
  return refusal ? refuse(refusal.code, refusal.message) : ok(evidence)
}

const LONGEST_ID = 64

function parseReview(raw: object): Result<Content, Refusal> {
  const { type, state, of, reason } = raw as Readonly<Record<keyof Review, unknown>>
  if (type !== 'review' || !isText(reason, LONGEST_NOTE)) return malformed
  if (state !== 'confirmed' && state !== 'returned' && state !== 'reopened') return malformed
  if (of !== null && !isText(of, LONGEST_ID)) return malformed
  return ok({ type, state, of, reason })
}

const isSending = (raw: unknown): boolean =>
  typeof raw === 'object' && (raw as { readonly type?: unknown } | null)?.type === 'sending'

/**
 * Content as it came over the wire, checked for its form and size, and nothing beside its parts; whether it fits the
 * measure is `judgeOperation`'s [SY36].
 */
export function parseContent(field: RegisterField, raw: unknown): Result<Content, Refusal> {
  if (raw === null) return ok(null)
  if (field === 'value') return typeof raw === 'object' ? parseValue(raw) : malformed
  if (field === 'review') return typeof raw === 'object' ? parseReview(raw) : malformed
  if (field === 'sending') return isSending(raw) ? ok({ type: 'sending' }) : malformed
  if (field !== 'note' && field !== 'absence')
    return typeof raw === 'object' ? parseEvidence(raw, field.slice('evidence/'.length)) : malformed
  if (typeof raw !== 'string' || !isPlainText(raw)) return malformed
  return raw.length <= LONGEST_NOTE
    ? ok(raw)
    : err({ code: 'NOTE_TOO_LONG', message: `La nota supera ${LONGEST_NOTE} caratteri: la accorci.` })
}

/** The value in a content, or null where it is none: a text, a piece of evidence, a review, nothing. */
export function valueIn(content: Content): MeasureValue | null {
  if (content === null || typeof content === 'string') return null
  return content.type === 'evidence' || content.type === 'review' || content.type === 'sending' ? null : content
}

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
  if (left.type === 'date') return right.type === 'date' && left.date === right.date
  if (left.type === 'evidence') return right.type === 'evidence' && left.sha256 === right.sha256
  if (left.type === 'steps') return right.type === 'steps' && stepsText(left.done) === stepsText(right.done)
  if (left.type === 'review')
    return right.type === 'review' && left.state === right.state && left.of === right.of && left.reason === right.reason
  return left.type === right.type
}
