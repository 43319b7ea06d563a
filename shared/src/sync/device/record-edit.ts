import { type IsoInstant, plainText } from '../../model'
import {
  type Content,
  type Decision,
  isEnded,
  isInTray,
  isLate,
  isUnsettledWork,
  type OperationRecord,
  PROTOCOL,
  registerId,
  type RegisterKey,
  type SettlementKind,
  undecidedRecord,
} from '../protocol'
import type { SyncStore, SyncTransaction } from '../store'

/** Ports of a device: its person and node, the time, and new ids (UUIDv7). */
export interface DevicePorts {
  readonly node: string
  readonly person: string
  readonly body: string
  now(): IsoInstant
  newId(): string
}

/** Name of the device's counter of operations. */
export const SEQ = 'seq'

/** Contents of an operation to be recorded. */
interface Edit {
  readonly key: RegisterKey
  readonly content: Content
  readonly kind?: SettlementKind
  readonly about?: string | null
  readonly decision?: Decision | null
}

/**
 * Removes the characters that the head office would refuse from typed or pasted text: nobody sees them, nobody misses
 * them [RI10].
 */
function written(content: Content): Content {
  if (typeof content === 'string') return plainText(content)
  if (content?.type === 'evidence') return { ...content, name: plainText(content.name) }
  return content?.type === 'review' ? { ...content, reason: plainText(content.reason) } : content
}

/** Writes a new operation with that base, inside a transaction. What it deals with leaves the tray at once [SY12]. */
async function appendOperation(
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

/**
 * Decision of a person in the tray: keep the own value, let go of it for the other's, write a new one; a manager
 * accepts or declines a late value, with the reason.
 */
export type TrayChoice =
  | 'mine'
  | 'theirs'
  | { readonly content: Content }
  | { readonly answer: 'accept' | 'decline'; readonly decision: Decision }

/**
 * Deals with a conflict, a refusal or a late value by an operation [SY12, SY25]. What writes a value is based on the head
 * that the person has just seen; where that moved meanwhile, it is a conflict again. Without effect where it was dealt with
 * before.
 */
export function settleOperation(
  store: SyncStore,
  operation: string,
  choice: TrayChoice,
  ports: DevicePorts,
): Promise<void> {
  return store.transaction(async (tx) => {
    const [record] = await tx.operations([operation])
    if (!record || !isInTray(record)) return
    const { id: about, key, register, content } = record.operation
    const [head] = await tx.registers([register])
    const base = head?.head ?? null
    if (choice === 'theirs') await appendOperation(tx, { kind: 'dismiss', key, content: null, about }, null, ports)
    else if (choice === 'mine') await appendOperation(tx, { key, content, about }, base, ports)
    else if ('content' in choice) await appendOperation(tx, { key, content: choice.content, about }, base, ports)
    else if (isLate(record))
      await appendOperation(tx, { kind: choice.answer, key, content, about, decision: choice.decision }, base, ports)
  })
}
