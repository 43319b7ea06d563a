import type { Content } from './operation'
import { append, type DevicePorts } from './record-edit'
import type { SyncStore } from './store'
import { isInTray } from './verdict'

/** What a person decides in the tray: keep the own value, take the other's, or write a new one. */
export type Choice = 'mine' | 'theirs' | { readonly content: Content }

/**
 * Deals with a conflict or refusal [SY12]. Keeping mine or a new value is an operation based on the head that the
 * person has just seen; where that moved meanwhile, it is a conflict again. Without effect where it was settled before.
 */
export function settle(store: SyncStore, operation: string, choice: Choice, ports: DevicePorts): Promise<void> {
  return store.transaction(async (tx) => {
    const [record] = await tx.operations([operation])
    if (!record || !isInTray(record)) return
    await tx.putOperations([{ ...record, settled: true }])
    if (choice === 'theirs') return
    const { key, register, content } = record.operation
    const [head] = await tx.registers([register])
    const edit = { key, content: choice === 'mine' ? content : choice.content }
    await append(tx, edit, head?.head ?? null, ports)
  })
}
