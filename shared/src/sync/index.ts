export {
  type DeviceView,
  deviceView,
  type ShownRegister,
  type ShownState,
  type TrayItem,
  fileStatuses,
  type FileStatus,
} from './device/device-view'
export { exchangeWork, type ExchangeOutcome, type ExchangePorts } from './device/exchange'
export { beginReplicaState, type LeftWork, leftWork, type DeviceOwner, pendingIn, takeUp } from './device/leave'
export { type DevicePorts, recordEdit, type TrayChoice, settleOperation } from './device/record-edit'
export { exportWork, importWork, type WorkFile } from './device/work-file'
export { counterOf, markBackup } from './head/epoch'
export type { ReceivePorts } from './head/workspace'
export { receivePush } from './head/receive'
export { excusesLateness, authorizeOperation, type AuthorizationContext, notYourUnit, readsOf } from './authorize'
export { type MemoryStore, memoryStore } from './memory-store'
export { type StopReason, nextForward, type SitePorts, relayWork, type RelayOutcome } from './site/forward'
export type * from './node'
export * from './protocol'
export { putWithSums, readReplicaState } from './replica-state'
export { applyFinalVerdicts } from './site/apply-final-verdicts'
export * from './site/site-messages'
export type { HeadStore, HeadTransaction, SyncStore, SyncTransaction, TrayFilter } from './store'
