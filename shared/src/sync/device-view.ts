import type { Content, OperationRecord, RegisterKey, RegisterState } from './operation'
import type { SyncStore } from './store'
import { isInTray, isUnsettledWork } from './verdict'

/** Where a shown value stands: only here, at the head office too, or waiting to be looked at. */
export type ShownState = 'local' | 'synced' | 'tray'

/** A register as the device shows it: pulled state under pending operations [SY13]. */
export interface ShownRegister {
  readonly id: string
  readonly key: RegisterKey
  readonly content: Content
  readonly state: ShownState
  readonly person: string
  readonly at: string
}

/** A conflict or refusal that waits for its person, beside what stands at the head office. */
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
}

const shownOperation = (record: OperationRecord): ShownRegister => ({
  id: record.operation.register,
  key: record.operation.key,
  content: record.operation.content,
  state: isInTray(record) ? 'tray' : 'local',
  person: record.operation.person,
  at: record.operation.deviceTime,
})

const ALL = Number.MAX_SAFE_INTEGER

/** Reads what the device holds of a body, as it is to be shown. */
export async function deviceView(store: SyncStore, body: string): Promise<DeviceView> {
  const { registers, pending } = await store.transaction(async (tx) => ({
    registers: await tx.registersSince(body, -1, ALL),
    pending: await tx.pending(),
  }))
  const heads = new Map(registers.map((state) => [state.id, state]))
  const shown = new Map<string, ShownRegister>(
    registers.map(({ id, key, content, person, at }) => [id, { id, key, content, state: 'synced', person, at }]),
  )
  for (const record of pending) shown.set(record.operation.register, shownOperation(record))
  return {
    registers: [...shown.values()],
    pending: pending.filter(isUnsettledWork).length,
    tray: pending.filter(isInTray).map((record) => ({ record, current: heads.get(record.operation.register) ?? null })),
  }
}
