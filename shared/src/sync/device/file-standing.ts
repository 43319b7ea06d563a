import { readLine } from '../line'
import type { OperationRecord, RegisterState } from '../protocol'
import type { SyncTransaction } from '../store'
import { isUnsettledWork } from '../verdict'
import type { DeviceOwner } from './leave'

/**
 * Where a file stands whose bytes a device holds: to be sent; to be sent after its value; there, but in no backup yet; there
 * for good; named by nobody now, but perhaps again; named by nobody any more; not known before everything was read [SY60, SY61].
 */
export type FileStanding = 'send' | 'wait' | 'owed' | 'safe' | 'aside' | 'gone' | 'unknown'

const ALL = Number.MAX_SAFE_INTEGER
const EVIDENCE = 'evidence/'

/** What a device knows of one file: the registers that are about it, and its person's own operations on them. */
interface Known {
  readonly states: RegisterState[]
  readonly records: OperationRecord[]
}

function standingOf({ states, records }: Known, safe: number): FileStanding {
  const undecided = new Map(records.filter(isUnsettledWork).map(({ operation }) => [operation.register, operation]))
  if ([...undecided.values()].some(({ content }) => content !== null)) return 'wait'
  const naming = states.filter(({ id, content }) => content !== null && !undecided.has(id))
  if (naming.some(({ complete }) => !complete)) return 'send'
  if (naming.length > 0) return naming.every(({ stamp }) => stamp <= safe) ? 'safe' : 'owed'
  if (records.length > 0) return 'aside'
  return states.length > 0 ? 'gone' : 'unknown'
}

/**
 * Where files stand, by their SHA-256. A file that nobody names is not sent: the one above would never take it [SY60]. One
 * that the one above misses is sent, however often it had arrived [SY61].
 */
export async function fileStandings(
  tx: SyncTransaction,
  { body, person }: DeviceOwner,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, FileStanding>> {
  const known = new Map<string, Known>(hashes.map((sha256) => [EVIDENCE + sha256, { states: [], records: [] }]))
  const { safe } = await readLine(tx, body)
  for (const state of await tx.registersSince(body, -1, null, ALL)) known.get(state.key.field)?.states.push(state)
  const records = [...(await tx.pending()), ...(await tx.decided())].sort((a, b) => a.operation.seq - b.operation.seq)
  for (const record of records)
    if (record.operation.person === person && record.operation.kind === 'edit')
      known.get(record.operation.key.field)?.records.push(record)
  return new Map([...known].map(([field, one]) => [field.slice(EVIDENCE.length), standingOf(one, safe)]))
}
