import * as v from 'valibot'
import { ok, type Result } from '../../result'
import {
  isEnded,
  type Operation,
  operationIn,
  PROTOCOL,
  RawOperationsSchema,
  registerId,
  undecidedRecord,
} from '../protocol'
import type { SyncStore } from '../store'
import type { DevicePorts } from './record-edit'
import { type Refusal, refuse } from '../../refusals'

const FORMAT = 'traguardo-lavoro'

const WorkFileSchema = v.object({
  format: v.literal(FORMAT),
  body: v.string(),
  person: v.string(),
  operations: RawOperationsSchema,
})

/**
 * Operations that one person has still to send or to settle, as a file that another device takes. Evidence goes without
 * its bytes.
 */
export interface WorkFile extends v.InferOutput<typeof WorkFileSchema> {
  readonly protocol: number
  readonly operations: readonly Operation[]
}

/** The pending work of a person on this device [SY29]. */
export async function exportWork(store: SyncStore, { body, person }: DevicePorts): Promise<WorkFile> {
  const pending = await store.reading((tx) => tx.pending())
  // An operation that its author has dealt with is nothing to settle any more.
  const operations = pending
    .filter((record) => !isEnded(record))
    .map(({ operation }) => operation)
    .filter((operation) => operation.person === person)
  return { format: FORMAT, protocol: PROTOCOL, body, person, operations }
}

function readWork(text: string): v.InferOutput<typeof WorkFileSchema> | null {
  try {
    const read = v.safeParse(WorkFileSchema, JSON.parse(text))
    return read.success ? read.output : null
  } catch {
    return null
  }
}

/**
 * Takes the work of a file into the outbox, each operation unchanged; what is known here already stays as it is [SY29].
 * Gives how many operations were new.
 */
export function importWork(
  store: SyncStore,
  text: string,
  { body, person }: DevicePorts,
): Promise<Result<number, Refusal>> {
  const file = readWork(text)
  if (!file) return Promise.resolve(refuse('NOT_A_WORK_FILE', { kind: 'other' }))
  if (file.body !== body || file.person !== person) return Promise.resolve(refuse('OTHER_PERSON', { kind: 'work' }))
  const operations = file.operations.flatMap((raw) => {
    const read = operationIn(raw)
    return read.ok ? [read.value] : []
  })
  const isOwn = ({ key, person: by, register }: Operation): boolean =>
    by === person && key.body === body && register === registerId(key)
  if (operations.length < file.operations.length || !operations.every(isOwn))
    return Promise.resolve(refuse('NOT_A_WORK_FILE', { kind: 'changed' }))
  return store.transaction(async (tx) => {
    const known = new Set((await tx.operations(operations.map(({ id }) => id))).map(({ operation }) => operation.id))
    // It was made elsewhere: it never changes here.
    const fresh = operations.filter(({ id }) => !known.has(id)).map((operation) => undecidedRecord(operation, true))
    await tx.putOperations(fresh)
    return ok(fresh.length)
  })
}
