import * as v from 'valibot'
import { ToldOperationSchema } from './operation'
import { InstantSchema, orNull } from './parts'
import { type OperationRecord, OperationRecordSchema } from './record'
import { undecidedRecord } from './undecided'

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
