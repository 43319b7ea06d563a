import * as v from 'valibot'
import type { MeasureValue } from '../../model'
import { err, ok, type Result } from '../../result'
import { LARGEST_NUMBER } from '../../values'
import { LONGEST_NOTE } from './plain'
import { checkEvidence } from './evidence'
import { DayTextSchema, listSchema, partsSchema, textSchema } from './parts'
import { type Refusal, refusal } from '../../refusals'

const MOST_STEPS = 200
const MOST_DAYS = 30
const LONGEST_CODE = 128
const LONGEST_NAME = 200
const LONGEST_ID = 64
const SHA256 = /^[0-9a-f]{64}$/
const FIELD = /^(value|note|absence|review|sending|evidence\/[0-9a-f]{64})$/

/** The field of a cell that a register is for. */
export const RegisterFieldSchema = v.custom<'value' | 'note' | 'absence' | 'review' | 'sending' | `evidence/${string}`>(
  (raw) => typeof raw === 'string' && FIELD.test(raw),
)

const NumberSchema = v.pipe(v.number(), v.minValue(-LARGEST_NUMBER), v.maxValue(LARGEST_NUMBER))

/** Value that a person enters in a cell: see `MeasureValue`. */
const ValueSchema: v.GenericSchema<unknown, MeasureValue> = v.variant('type', [
  partsSchema({ type: v.literal('number'), number: NumberSchema }),
  partsSchema({
    type: v.literal('date'),
    date: DayTextSchema,
    also: v.exactOptional(v.pipe(listSchema(DayTextSchema), v.maxLength(MOST_DAYS))),
  }),
  partsSchema({
    type: v.literal('steps'),
    done: v.pipe(
      listSchema(partsSchema({ step: textSchema(LONGEST_CODE), on: DayTextSchema })),
      v.maxLength(MOST_STEPS),
    ),
  }),
  partsSchema({ type: v.literal('not-applicable') }),
])

/** A file that proves a value: what its bytes are, not the bytes. */
const EvidenceSchema = partsSchema({
  type: v.literal('evidence'),
  /** Of the bytes, 64 hexadecimal digits. */
  sha256: v.pipe(v.string(), v.regex(SHA256)),
  /** Bytes; whether they are too many, `checkEvidence` says. */
  size: v.pipe(v.number(), v.safeInteger()),
  /** Media type, as the device found it; the server looks again. */
  mime: textSchema(LONGEST_CODE),
  /** As its owner called it. */
  name: textSchema(LONGEST_NAME),
})

/** Review of a cell by a manager: good as it is, sent back, or open again after it was good. */
const ReviewSchema = partsSchema({
  type: v.literal('review'),
  state: v.picklist(['confirmed', 'returned', 'reopened']),
  /** Id of the operation whose value the manager saw; null where there was none. */
  of: v.nullable(textSchema(LONGEST_ID)),
  /** Never empty where it is sent back or opened again. */
  reason: textSchema(LONGEST_NOTE),
})

/** That a unit handed its period in. */
const SendingSchema = partsSchema({ type: v.literal('sending') })

const NoteSchema = textSchema(LONGEST_NOTE, 'NOTE_TOO_LONG')

export type Evidence = v.InferOutput<typeof EvidenceSchema>
export type Review = v.InferOutput<typeof ReviewSchema>
export type Sending = v.InferOutput<typeof SendingSchema>

/** Content of a register: a value, a piece of evidence, a review, a sending, a text, or nothing (null). */
export type Content = MeasureValue | Evidence | Review | Sending | string | null

/** Something that an own end says stands in a register: of its parts it has looked already. */
export const ContentSchema = v.custom<Content>(
  (raw) => typeof raw === 'string' || (typeof raw === 'object' && raw !== null),
)

/** Content that each field may hold beside nothing. Evidence is named by its hash. */
const FORMS = {
  value: ValueSchema,
  note: NoteSchema,
  absence: NoteSchema,
  review: ReviewSchema,
  sending: SendingSchema,
}

const tooLong = refusal('NOTE_TOO_LONG', { kind: 'note', limit: LONGEST_NOTE })
const malformed: Refusal = refusal('MALFORMED_CONTENT', { kind: 'value' })

/**
 * Content as it came over the wire, checked for its form and size, and nothing beside its parts; whether it fits the
 * measure is `authorizeOperation`'s [SY36].
 */
export function contentIn(field: v.InferOutput<typeof RegisterFieldSchema>, raw: unknown): Result<Content, Refusal> {
  if (raw === null) return ok(null)
  const isEvidence = field.startsWith('evidence/')
  const form = isEvidence ? EvidenceSchema : FORMS[field as keyof typeof FORMS]
  const read = v.safeParse(form, raw, { abortEarly: true, abortPipeEarly: true })
  if (!read.success) return err(read.issues[0].message === tooLong.code ? tooLong : malformed)
  const evidence = read.output
  if (typeof evidence === 'string' || evidence.type !== 'evidence') return ok(evidence)
  if (field !== `evidence/${evidence.sha256}`) return err(malformed)
  const refused = checkEvidence(evidence)
  return refused ? err(refused) : ok(evidence)
}
