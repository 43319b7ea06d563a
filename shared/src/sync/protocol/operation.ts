import { v5 } from 'uuid'
import * as v from 'valibot'
import { ok, type Result } from '../../result'
import { type Content, ContentSchema, contentIn } from './content'
import { countSchema, IdSchema, InstantSchema, listSchema, NameSchema, orNull, partsSchema, textSchema } from './parts'
import { PROTOCOL } from './constants'
import { type RegisterKey, RegisterKeySchema } from './register'
import { registerId } from './register-id'
import { type Refusal, refuse } from '../../refusals'

const LONGEST_REASON = 4000

/** Why a late value was accepted or declined, and whether it counts as if it had come in time. */
export const DecisionSchema = partsSchema({ reason: textSchema(LONGEST_REASON), inTime: v.boolean() })

/**
 * What an operation does: `edit` writes content; `dismiss` lets go of the own refused work; `accept` and `decline` are
 * a manager's answer to a value that came after the close.
 */
export const OperationKindSchema = v.picklist(['edit', 'dismiss', 'accept', 'decline'])

/** The parts of an operation. The first protocol knew neither `kind` nor `about` nor `decision`. */
const operationParts = {
  /** UUIDv7. */
  id: IdSchema,
  /** The device that made it, and its own count there, without holes. */
  node: NameSchema,
  seq: countSchema(),
  person: NameSchema,
  deviceTime: InstantSchema,
  protocol: countSchema(),
  kind: v.nullish(OperationKindSchema, 'edit'),
  /** Made from the key where it is left out. */
  register: v.nullish(v.union([IdSchema, v.literal('')]), ''),
  key: RegisterKeySchema,
  /** Id of the operation that its author saw as the register's head; null where nothing stood there. */
  base: orNull(IdSchema),
  content: orNull(ContentSchema),
  /** Id of the operation in a tray that this one deals with; null for a plain edit (SY12). */
  about: orNull(IdSchema),
  decision: orNull(DecisionSchema),
}

/** An operation whose register was left out gets the one that its key is about. */
const withRegister = <T extends { readonly register: string; readonly key: RegisterKey }>(operation: T): T => ({
  ...operation,
  register: operation.register || registerId(operation.key),
})

/** What a person did; of its content only that it is there is looked at. Once sent it never changes. */
export const OperationSchema = v.pipe(
  v.object(operationParts),
  v.check(({ kind, about }) => kind === 'edit' || about !== null),
  v.transform(withRegister),
  v.readonly(),
)

/** The same as an own end tells it: the node of somebody else stays there, and names are as they were taken. */
export const ToldOperationSchema = v.pipe(
  v.object({ ...operationParts, node: v.string(), person: v.string() }),
  v.transform(withRegister),
  v.readonly(),
)

export type OperationKind = v.InferOutput<typeof OperationKindSchema>
export type Decision = v.InferOutput<typeof DecisionSchema>
/** What a person did. Once sent it never changes. */
export type Operation = v.InferOutput<typeof OperationSchema>

/** Names of the parts of an operation. */
export const OPERATION_PARTS = Object.keys(operationParts) as readonly (keyof Operation)[]

/** List of operations as they came: each is looked at by itself, see `operationIn`. */
export const RawOperationsSchema = listSchema(v.unknown())

const malformed = (): Result<never, Refusal> => refuse('MALFORMED_OPERATION', { kind: 'form' })

/** What an operation of its kind may carry: letting go of something carries nothing. */
function contentOf({ kind, key, content, decision, protocol }: Operation): Result<Content, Refusal> {
  // Of a protocol to come nothing is known but that it waits [SY15].
  if (protocol > PROTOCOL) return ok(null)
  if (kind === 'dismiss') return content === null && decision === null ? ok(null) : malformed()
  return contentIn(key.field, content)
}

/**
 * An operation as it came over a wire, from a device or inside what a site brings: in a form that can be kept, compared
 * and shown, every part of it bounded, and nothing in it beside its parts. Whether it is honest and allowed is decided
 * later, by the rules [SY36].
 */
export function operationIn(raw: unknown): Result<Operation, Refusal> {
  const read = v.safeParse(OperationSchema, raw, { abortEarly: true })
  if (!read.success) return malformed()
  const content = contentOf(read.output)
  return content.ok ? ok({ ...read.output, content: content.value }) : content
}

/** Namespace of operations whose id was taken: a fixed random UUID. */
const TAKEN = '5b1f6b0a-1c53-4c0d-8f0c-8a5f0d1f6f3e'

/** Another id for an operation whose own already means something else: the same for the same content [SY8]. */
export const otherId = ({ id, person, content, kind, about }: Operation): string =>
  v5(JSON.stringify([id, person, kind, about, content]), TAKEN)
