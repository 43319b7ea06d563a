import type { IsoInstant } from '../model'
import { type Content, type OperationRecord, PROTOCOL, type RegisterKey } from './operation'
import { registerId } from './register-id'
import type { SyncStore, SyncTransaction } from './store'
import { isInTray, isUnsettledWork } from './verdict'

/** What a device brings to the engine: who and where it is, the time, and new ids (UUIDv7). */
export interface DevicePorts {
  readonly node: string
  readonly person: string
  readonly body: string
  now(): IsoInstant
  newId(): string
}

/** Name of the device's counter of operations. */
const SEQ = 'seq'

interface Edit {
  readonly key: RegisterKey
  readonly content: Content
}

/** Writes a new operation with that base, inside a transaction. */
export async function append(
  tx: SyncTransaction,
  { key, content }: Edit,
  base: string | null,
  ports: DevicePorts,
): Promise<OperationRecord> {
  const operation = {
    id: ports.newId(),
    node: ports.node,
    seq: await tx.count(SEQ, 1),
    person: ports.person,
    deviceTime: ports.now(),
    protocol: PROTOCOL,
    register: registerId(key),
    key,
    base,
    content,
  }
  const record = { operation, sent: false, verdict: null, receivedAt: null, settled: false }
  await tx.putOperations([record])
  return record
}

/**
 * Records an edit inside a transaction: an unsent one of the same register takes the new content and keeps its base
 * and place; otherwise a new operation is based on the last one not decided yet, or on the head [SY3].
 */
export async function recordEditIn(tx: SyncTransaction, edit: Edit, ports: DevicePorts): Promise<OperationRecord> {
  const register = registerId(edit.key)
  const pending = (await tx.pending()).filter(({ operation }) => operation.register === register)
  const open = pending.filter(isUnsettledWork).at(-1)
  if (open && !open.sent) {
    const operation = { ...open.operation, content: edit.content, deviceTime: ports.now() }
    const record = { ...open, operation }
    await tx.putOperations([record])
    return record
  }
  const [head] = await tx.registers([register])
  const waiting = pending.filter(isInTray)
  // An edit typed over an open conflict did not see the other value: based on the refused one, it is a conflict again [SY18].
  const conflict = waiting.find(({ verdict }) => verdict?.type === 'conflict')
  const base = (open ?? conflict)?.operation.id ?? head?.head ?? null
  if (waiting.length > 0) await tx.putOperations(waiting.map((record) => ({ ...record, settled: true })))
  return append(tx, edit, base, ports)
}

/** Records an edit durably; when it resolves, the field may say "saved on this device" [SY2]. */
export function recordEdit(store: SyncStore, edit: Edit, ports: DevicePorts): Promise<OperationRecord> {
  return store.transaction((tx) => recordEditIn(tx, edit, ports))
}
