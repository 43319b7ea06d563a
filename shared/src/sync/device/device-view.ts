import { isComplete } from '../protocol'
import { readLine } from '../line'
import type { OperationRecord, RegisterState } from '../protocol'
import type { SyncStore } from '../store'
import { isEnded, isInTray, isUnsettledWork } from '../verdict'

/**
 * Where a shown value stands: only here, at the remote site, at the head office, waiting for something before it, or
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

const ALL = Number.MAX_SAFE_INTEGER

/** Reads what the device of a person holds of a body, as it is to be shown. */
export async function deviceView(store: SyncStore, body: string, person: string): Promise<DeviceView> {
  const { registers, pending, provisional, line } = await store.reading(async (tx) => ({
    registers: await tx.registersSince(body, -1, null, ALL),
    pending: await tx.pending(),
    provisional: await tx.provisional(ALL),
    line: await readLine(tx, body),
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
