import * as v from 'valibot'
import { err, ok, type Result } from '../../result'
import { type Operation, RawOperationsSchema } from './operation'
import { countSchema, GREATEST_COUNT, IdSchema, listSchema, NameSchema, orNull, partsSchema, textSchema } from './parts'

/** Characters of a token that the receiver made: epoch, view, receipt. */
const LONGEST_TOKEN = 8192
const TokenSchema = v.pipe(v.string(), v.maxLength(LONGEST_TOKEN))

/** Scopes that are read from their beginning, and up to where. */
export const BehindSchema = partsSchema({ scopes: listSchema(v.string()), stamp: countSchema() })

/** What a reader already holds (SY10, SY19). */
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

/** What a reader says that holds nothing. */
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
  /** Whose work it is: the push of somebody else is refused whole. */
  person: orNull(NameSchema),
  /** The highest seq that the node ever gave (SY21). */
  lastSeq: v.nullish(countSchema(), GREATEST_COUNT),
  /** The cursor; of the first protocol, which knew a count only, `cursor`. */
  at: v.nullish(v.fallback(CursorSchema, NOTHING_HELD)),
  cursor: v.nullish(v.fallback(countSchema(), 0)),
  /** What the device calls itself: "Chrome su Android". */
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
