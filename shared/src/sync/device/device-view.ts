import { readReplicaState } from '../replica-state'
import { isComplete, isEnded, isInTray, isUnsettledWork, type OperationRecord, type RegisterState } from '../protocol'
import type { SyncTransaction, SyncStore } from '../store'
import type { DeviceOwner } from './leave'

/**
 * Standing of a file whose bytes a device holds: to be sent; to be sent after its value; there, but in no backup yet;
 * there for good; named by nobody now, but perhaps again; named by nobody any more; not known before everything was
 * read [SY60, SY61].
 */
export type FileStatus = 'send' | 'wait' | 'owed' | 'safe' | 'aside' | 'gone' | 'unknown'

const ALL = Number.MAX_SAFE_INTEGER
const EVIDENCE = 'evidence/'

/** Registers about one file, and its person's own operations on them. */
interface Known {
  readonly states: RegisterState[]
  readonly records: OperationRecord[]
}

function standingOf({ states, records }: Known, safe: number): FileStatus {
  const undecided = new Map(records.filter(isUnsettledWork).map(({ operation }) => [operation.register, operation]))
  if ([...undecided.values()].some(({ content }) => content !== null)) return 'wait'
  const naming = states.filter(({ id, content }) => content !== null && !undecided.has(id))
  if (naming.some(({ complete }) => !complete)) return 'send'
  if (naming.length > 0) return naming.every(({ stamp }) => stamp <= safe) ? 'safe' : 'owed'
  if (records.length > 0) return 'aside'
  return states.length > 0 ? 'gone' : 'unknown'
}

/**
 * Returns the standing of files, by their SHA-256. A file that nobody names is not sent: the one above would never take
 * it [SY60]. One that the one above misses is sent, however often it had arrived [SY61].
 */
export async function fileStatuses(
  tx: SyncTransaction,
  { body, person }: DeviceOwner,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, FileStatus>> {
  const known = new Map<string, Known>(hashes.map((sha256) => [EVIDENCE + sha256, { states: [], records: [] }]))
  const { safe } = await readReplicaState(tx, body)
  for (const state of await tx.registersSince(body, -1, null, ALL)) known.get(state.key.field)?.states.push(state)
  const records = [...(await tx.pending()), ...(await tx.decided())].sort((a, b) => a.operation.seq - b.operation.seq)
  for (const record of records)
    if (record.operation.person === person && record.operation.kind === 'edit')
      known.get(record.operation.key.field)?.records.push(record)
  return new Map([...known].map(([field, one]) => [field.slice(EVIDENCE.length), standingOf(one, safe)]))
}

/**
 * Standing of a shown value: only here, at the remote site, at the head office, waiting for something before it, or
 * waiting for a person.
 */
export type ShownState = 'local' | 'site' | 'synced' | 'deferred' | 'tray'

/** A register as the device shows it: pulled state under pending operations [SY13]. Its head is the operation that it shows. */
export interface ShownRegister extends Omit<RegisterState, 'scope' | 'stamp'> {
  readonly state: ShownState
}

/** A conflict, a refusal, or a late value of somebody else to decide, beside what stands at the head office. */
export interface TrayItem {
  readonly record: OperationRecord
  readonly current: RegisterState | null
}

/** Everything that the pages show of a body's registers. */
export interface DeviceView {
  readonly registers: readonly ShownRegister[]
  /** Operations that have still to go out. */
  readonly pending: number
  readonly tray: readonly TrayItem[]
  /** Was what stands at the head office ever read here? Where not, nobody may edit blind [SY13]. */
  readonly fetched: boolean
}

const stateOf = (record: OperationRecord): ShownState => {
  if (isInTray(record)) return 'tray'
  return record.verdict?.type === 'deferred' ? 'deferred' : 'local'
}

const shownOperation = (record: OperationRecord): ShownRegister => ({
  id: record.operation.register,
  key: record.operation.key,
  head: record.operation.id,
  content: record.operation.content,
  state: stateOf(record),
  person: record.operation.person,
  at: record.operation.deviceTime,
  excused: false,
  complete: isComplete(record.operation.content),
})

/** Reads what the device of a person holds of a body, as it is to be shown. */
export async function deviceView(store: SyncStore, body: string, person: string): Promise<DeviceView> {
  const { registers, pending, provisional, line } = await store.reading(async (tx) => ({
    registers: await tx.registersSince(body, -1, null, ALL),
    pending: await tx.pending(),
    provisional: await tx.provisional(ALL),
    line: await readReplicaState(tx, body),
  }))
  const atSite = new Set(provisional.map(({ operation }) => operation.id))
  const heads = new Map(registers.map((state) => [state.id, state]))
  const shown = new Map<string, ShownRegister>()
  for (const { scope: _scope, stamp: _stamp, ...register } of registers)
    shown.set(register.id, { ...register, state: atSite.has(register.head) ? 'site' : 'synced' })
  const own = pending.filter(
    (record) => record.operation.kind === 'edit' && record.operation.person === person && !isEnded(record),
  )
  for (const record of own) shown.set(record.operation.register, shownOperation(record))
  return {
    registers: [...shown.values()],
    pending: pending.filter(isUnsettledWork).length,
    tray: pending.filter(isInTray).map((record) => ({ record, current: heads.get(record.operation.register) ?? null })),
    fetched: line.view !== null || registers.length > 0,
  }
}
