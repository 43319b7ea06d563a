import * as v from 'valibot'
import { countSchema, InstantSchema, listSchema, partsSchema } from './parts'
import { CursorSchema, type Push } from './push'
import { OperationRecordSchema, VerdictSchema } from './record'
import { RegisterStateSchema } from './register'

/**
 * `new-epoch`: the receiver lost something, send again what you keep. `cloned`: another device has your name. The others
 * refuse the push whole: the name is somebody else's, the device was shut out, there are too many of its person (SY34).
 */
const NoticeSchema = v.picklist(['none', 'new-epoch', 'cloned', 'not-yours', 'revoked', 'too-many'])
export type SyncSignal = v.InferOutput<typeof NoticeSchema>

/** View of a person or site: names of scopes, and those whose late values are theirs to decide. */
export const ViewSchema = partsSchema({
  token: v.string(),
  scopes: listSchema(v.string()),
  manages: listSchema(v.string()),
})
export type ScopeView = v.InferOutput<typeof ViewSchema>

/** Checksum of the registers in a scope. */
export const ScopeSumSchema = partsSchema({ scope: v.string(), sum: v.string() })
export type ScopeSum = v.InferOutput<typeof ScopeSumSchema>

/** Answer to a push: a verdict for each operation in order, and what changed since the cursor. */
export const AnswerSchema = partsSchema({
  notice: NoticeSchema,
  epoch: v.string(),
  /** Proof of what is told here, for the sender to send back; null where nothing was (SY20). */
  receipt: v.nullish(v.string()),
  verdicts: listSchema(VerdictSchema),
  /** Registers that changed, without those that an operation of this very push changed last. */
  registers: listSchema(RegisterStateSchema),
  /** Changes in the tray: conflicts and refusals of the person, late values to decide. */
  tray: listSchema(OperationRecordSchema),
  cursor: CursorSchema,
  /** The view, where it is not the one that the cursor named. */
  view: v.nullable(ViewSchema),
  /** True where more changed than fits one page: ask again. */
  more: v.boolean(),
  /** Checksum of all that the view holds, once nothing more is to come; null otherwise. */
  checksum: v.nullable(v.string()),
  /** Checksum of each scope, where it was asked for. */
  sums: v.nullable(listSchema(ScopeSumSchema)),
  /** Everything up to this count is in a backup: nobody needs to keep it any longer (SY20). */
  safe: countSchema(),
  serverTime: InstantSchema,
})
export type PushAnswer = v.InferOutput<typeof AnswerSchema>

/** An answer as it came. Throws where it has not the form of one: it counts as none. */
export const answerIn = (raw: unknown): PushAnswer => v.parse(AnswerSchema, raw, { abortEarly: true })

/** Carries a push upstream; rejects where no answer came: everything stays and goes again (SY16). */
export type Transport = (push: Push) => Promise<PushAnswer>
