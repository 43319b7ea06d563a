import * as v from 'valibot'
import { SettlementKindSchema, ToldOperationSchema } from './push'
import { countSchema, IdSchema, InstantSchema, orNull, partsSchema, RefusalSchema } from './parts'
import { RegisterStateSchema } from './register'
import { undecidedRecord } from './plain'

/** Fields of every verdict. */
const said = {
  /** Id of the operation that it is on; of one without form what it said of itself. */
  operation: v.string(),
  /** Count of the body; 0 where it is not recorded. */
  stamp: countSchema(),
  /** Said by a remote site: the head office has still to decide (SY30). */
  provisional: v.boolean(),
  /** Id under which the operation is kept, where its own already meant something else (SY8). */
  keptAs: v.nullish(IdSchema),
}
const current = orNull(RegisterStateSchema)

/** Verdict on an operation. `applied` and `merged` are good; the others go to the tray or wait. */
export const VerdictSchema = v.variant('type', [
  partsSchema({ ...said, type: v.literal('applied'), scope: v.string() }),
  partsSchema({ ...said, type: v.picklist(['merged', 'conflict']), current }),
  partsSchema({ ...said, type: v.literal('rejected'), refusal: RefusalSchema, current }),
  partsSchema({ ...said, type: v.literal('deferred'), refusal: RefusalSchema }),
])
export type Verdict = v.InferOutput<typeof VerdictSchema>

/** Settlement of a conflict or refusal: by which operation, of whom, when, and why where a reason was given. */
export const SettlementSchema = partsSchema({
  by: v.string(),
  kind: SettlementKindSchema,
  person: v.string(),
  at: InstantSchema,
  reason: v.nullable(v.string()),
})
export type Settlement = v.InferOutput<typeof SettlementSchema>

/** An operation as it is kept: in an outbox without verdict, in the history with it. */
export const OperationRecordSchema = partsSchema({
  operation: ToldOperationSchema,
  /** On a device: sent at least once, so it never changes again. At the head: always true. */
  sent: v.boolean(),
  verdict: v.nullable(VerdictSchema),
  receivedAt: v.nullable(InstantSchema),
  /** Count of the body at its last change: the order of the history. 0 on a device until it is decided. */
  stamp: countSchema(),
  scope: v.string(),
  /** A remote site decided it first: its author waits to hear what the head office says (SY30). */
  relayed: v.boolean(),
  /** Set once a conflict or refusal was dealt with (SY12). */
  settlement: v.nullable(SettlementSchema),
})
export type OperationRecord = v.InferOutput<typeof OperationRecordSchema>

/**
 * A record as the first version of the app kept it, in today's form. Its verdict is asked for again: whoever gave it gives
 * the same [SY8].
 */
const FirstRecordSchema = v.pipe(
  v.object({ operation: ToldOperationSchema, sent: v.boolean(), receivedAt: orNull(InstantSchema) }),
  v.transform(({ operation, sent, receivedAt }): OperationRecord => ({
    ...undecidedRecord(operation, sent),
    receivedAt,
  })),
)

const StoredRecordSchema = v.union([OperationRecordSchema, FirstRecordSchema])

/** A record as this or an earlier version of the app kept it, in today's form; null where it has no form [SY24]. */
export function recordIn(kept: unknown): OperationRecord | null {
  const read = v.safeParse(StoredRecordSchema, kept)
  return read.success ? read.output : null
}
