import { v5 } from 'uuid'
import * as v from 'valibot'
import { ok, type Result, err } from '../../result'
import { type Content, ContentSchema, contentIn } from './content'
import {
  countSchema,
  IdSchema,
  InstantSchema,
  listSchema,
  NameSchema,
  orNull,
  partsSchema,
  textSchema,
  GREATEST_COUNT,
} from './parts'
import { PROTOCOL, registerId } from './plain'
import { type RegisterKey, RegisterKeySchema } from './register'
import { type Refusal, refuse } from '../../refusals'

const LONGEST_REASON = 4000

/** Reason for which a late value was accepted or declined, and whether it counts as if it had come in time. */
export const DecisionSchema = partsSchema({ reason: textSchema(LONGEST_REASON), inTime: v.boolean() })

const SETTLING = ['edit', 'dismiss', 'accept', 'decline'] as const

/** Kind of an operation that can end what waits in a tray. */
export const SettlementKindSchema = v.picklist(SETTLING)

/**
 * Kind of an operation: `edit` writes content; `dismiss` lets go of the own refused work; `accept` and `decline` are a
 * manager's answer to a value that came after the close; `bring` writes content in the right of the controller [SY94].
 */
export const OperationKindSchema = v.picklist([...SETTLING, 'bring'])

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

/** Operation of a person; of its content only the presence is checked. Once sent it never changes. */
export const OperationSchema = v.pipe(
  v.object(operationParts),
  v.check(({ kind, about }) => kind === 'edit' || (kind === 'bring') === (about === null)),
  v.transform(withRegister),
  v.readonly(),
)

/** The same as an own end tells it: the node of somebody else stays there, and names are as they were taken. */
export const ToldOperationSchema = v.pipe(
  v.object({ ...operationParts, node: v.string(), person: v.string() }),
  v.transform(withRegister),
  v.readonly(),
)

/** Kind of what ends a conflict, a refusal or a late value. */
export type SettlementKind = v.InferOutput<typeof SettlementKindSchema>
export type OperationKind = v.InferOutput<typeof OperationKindSchema>
export type Decision = v.InferOutput<typeof DecisionSchema>
/** Operation of a person. Once sent it never changes. */
export type Operation = v.InferOutput<typeof OperationSchema>

/** Names of the parts of an operation. */
export const OPERATION_PARTS = Object.keys(operationParts) as readonly (keyof Operation)[]

/** List of operations as they came: each is looked at by itself, see `operationIn`. */
export const RawOperationsSchema = listSchema(v.unknown())

const malformed = (): Result<never, Refusal> => refuse('MALFORMED_OPERATION', { kind: 'form' })

/** Returns the content that an operation of its kind may carry: letting go of something carries nothing. */
function contentOf({ kind, key, content, decision, protocol }: Operation): Result<Content, Refusal> {
  // Of a protocol to come nothing is known but that it waits [SY15].
  if (protocol > PROTOCOL) return ok(null)
  if (kind === 'bring' && decision !== null) return malformed()
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

/** Characters of a token that the receiver made: epoch, view, receipt. */
const LONGEST_TOKEN = 8192
const TokenSchema = v.pipe(v.string(), v.maxLength(LONGEST_TOKEN))

/** Scopes that are read from their beginning, and up to where. */
export const BehindSchema = partsSchema({ scopes: listSchema(v.string()), stamp: countSchema() })

/** Cursor of a reader: what it already holds (SY10, SY19). */
export const CursorSchema = partsSchema({
  /** Token of the view that the scopes held belong to; null before the first answer. */
  view: orNull(TokenSchema),
  /** Everything of those scopes up to this count is held. */
  stamp: countSchema(),
  /** Everything of the tray up to this count is held. */
  tray: countSchema(Number.MAX_SAFE_INTEGER),
  /** Scopes that came later and are still being read from their beginning, and up to where. */
  behind: orNull(BehindSchema),
})
export type Cursor = v.InferOutput<typeof CursorSchema>

/** Cursor of a reader that holds nothing. */
export const NOTHING_HELD: Cursor = { view: null, stamp: 0, tray: 0, behind: null }

const pushParts = {
  body: NameSchema,
  node: textSchema(128),
  /** Of the push; each operation has its own (see `PUSH_PROTOCOL`). */
  protocol: countSchema(),
  /** Epoch of the receiver as the sender knows it; null before the first answer (SY20). */
  epoch: orNull(TokenSchema),
  /** The receiver's own proof of what it told the sender last; left out by older apps (SY20). */
  receipt: v.nullish(TokenSchema),
  /** Asks for the checksum of each scope: those of the whole did not agree (SY22). */
  verify: v.nullish(v.boolean(), false),
  /** Ids of those that were refused and that their authors have dealt with: they go along for what stands on them [SY70]. */
  ended: v.nullish(listSchema(IdSchema), []),
  operations: RawOperationsSchema,
}

/** A push in what a site says. A site counts no operations of its own: what it brings bears the names of its people's devices. */
export const SitePushSchema = partsSchema({ ...pushParts, cursor: v.fallback(CursorSchema, NOTHING_HELD) })

/** A push as a device sends it. */
export const DevicePushSchema = partsSchema({
  ...pushParts,
  /** Author of the work: the push of somebody else is refused whole. */
  person: orNull(NameSchema),
  /** The highest seq that the node ever gave (SY21). */
  lastSeq: v.nullish(countSchema(), GREATEST_COUNT),
  /** The cursor; of the first protocol, which knew a count only, `cursor`. */
  at: v.nullish(v.fallback(CursorSchema, NOTHING_HELD)),
  cursor: v.nullish(v.fallback(countSchema(), 0)),
  /** Name that the device gives itself: "Chrome su Android". */
  device: orNull(v.string()),
  /** Of older apps: it proves nothing, and is not looked at. */
  lastDecided: v.nullish(v.string()),
})

/** One round trip: what a device or a site sends, once every operation of it was looked at. */
export interface Push extends Omit<v.InferOutput<typeof SitePushSchema>, 'operations' | 'ended'> {
  readonly lastSeq: number
  readonly operations: readonly Operation[]
  readonly ended?: readonly string[]
}

/** A push of a device whose operations nobody has looked at yet. */
export type DevicePush = v.InferOutput<typeof DevicePushSchema>

/** A push of a device as it came: with every part, and no other; or the name of a part that has no form. */
export function devicePushIn(raw: unknown): Result<DevicePush, string> {
  const read = v.safeParse(DevicePushSchema, raw, { abortEarly: true })
  return read.success ? ok(read.output) : err(String(read.issues[0].path?.[0].key ?? ''))
}
