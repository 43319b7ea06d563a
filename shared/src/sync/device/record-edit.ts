import { type IsoInstant, plainText } from '../../model'
import {
  type Content,
  type Decision,
  type OperationKind,
  type OperationRecord,
  type RegisterKey,
  undecidedRecord,
} from '../protocol'
import { PROTOCOL } from '../protocol'
import { registerId } from '../protocol'
import type { SyncStore, SyncTransaction } from '../store'
import { isEnded, isInTray, isUnsettledWork } from '../verdict'

/** What a device brings to the engine: who and where it is, the time, and new ids (UUIDv7). */
export interface DevicePorts {
  readonly node: string
  readonly person: string
  readonly body: string
  now(): IsoInstant
  newId(): string
}

/** Name of the device's counter of operations. */
export const SEQ = 'seq'

/** What an operation is to say. */
export interface Edit {
  readonly key: RegisterKey
  readonly content: Content
  readonly kind?: OperationKind
  readonly about?: string | null
  readonly decision?: Decision | null
}

/** What was typed or pasted, without characters that the head office would refuse: nobody sees them, nobody misses them [RI10]. */
function written(content: Content): Content {
  if (typeof content === 'string') return plainText(content)
  if (content?.type === 'evidence') return { ...content, name: plainText(content.name) }
  return content?.type === 'review' ? { ...content, reason: plainText(content.reason) } : content
}

/** Writes a new operation with that base, inside a transaction. What it deals with leaves the tray at once [SY12]. */
export async function appendOperation(
  tx: SyncTransaction,
  { key, content, kind = 'edit', about = null, decision = null }: Edit,
  base: string | null,
  ports: DevicePorts,
): Promise<OperationRecord> {
  const at = ports.now()
  const operation = {
    id: ports.newId(),
    node: ports.node,
    seq: await tx.count(SEQ, 1),
    person: ports.person,
    deviceTime: at,
    protocol: PROTOCOL,
    kind,
    register: registerId(key),
    key,
    base,
    content: written(content),
    about,
    decision: decision && { ...decision, reason: plainText(decision.reason) },
  }
  const record = undecidedRecord(operation, false)
  await tx.putOperations([record])
  const [settled] = about === null ? [] : await tx.operations([about])
  if (settled) {
    const settlement = { by: operation.id, kind, person: ports.person, at, reason: decision?.reason ?? null }
    await tx.putOperations([{ ...settled, settlement }])
  }
  return record
}

/**
 * Records an edit inside a transaction: an unsent one of the same register takes the new content and keeps its base
 * and place; otherwise a new operation is based on the last one not decided yet, or on the head [SY3].
 */
async function recordEditIn(tx: SyncTransaction, edit: Edit, ports: DevicePorts): Promise<OperationRecord> {
  const register = registerId(edit.key)
  const pending = (await tx.pendingOn(register)).filter(
    ({ operation }) => operation.person === ports.person && operation.kind === 'edit',
  )
  const open = pending.filter((record) => isUnsettledWork(record) && !isEnded(record)).at(-1)
  if (open && !open.sent) {
    const operation = { ...open.operation, content: written(edit.content), deviceTime: ports.now() }
    const record = { ...open, operation }
    await tx.putOperations([record])
    return record
  }
  const [head] = await tx.registers([register])
  // An edit typed over an open conflict did not see the other value: based on the refused one, it is a conflict again [SY18].
  const waiting = pending.filter(isInTray).at(-1)
  const unseen = waiting?.verdict?.type === 'conflict' ? waiting : null
  const base = (open ?? unseen)?.operation.id ?? head?.head ?? null
  return appendOperation(tx, { ...edit, about: waiting?.operation.id ?? null }, base, ports)
}

/** Records an edit durably; when it resolves, the field may say "saved on this device" [SY2]. */
export function recordEdit(store: SyncStore, edit: Edit, ports: DevicePorts): Promise<OperationRecord> {
  return store.transaction((tx) => recordEditIn(tx, edit, ports))
}
