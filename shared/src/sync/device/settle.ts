import type { Content, Decision } from '../protocol'
import type { SyncStore } from '../store'
import { isInTray, isLate } from '../verdict'
import { appendOperation, type DevicePorts } from './record-edit'

/**
 * What a person decides in the tray: keep the own value, let go of it for the other's, write a new one; a manager
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
export function settle(store: SyncStore, operation: string, choice: TrayChoice, ports: DevicePorts): Promise<void> {
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
