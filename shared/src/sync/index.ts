export {
  type DeviceView,
  deviceView,
  type ShownRegister,
  type ShownState,
  type TrayItem,
  fileStandings,
  type FileStanding,
} from './device/device-view'
export { exchange, type ExchangeOutcome, type ExchangePorts } from './device/exchange'
export { beginLine, type LeftWork, leftWork, type DeviceOwner, pendingIn, takeUp } from './device/leave'
export { type DevicePorts, recordEdit, type TrayChoice, settle } from './device/record-edit'
export { exportWork, importWork, type WorkFile } from './device/work-file'
export { counterOf, markBackup } from './head/epoch'
export type { ReceivePorts } from './head/workspace'
export { receive } from './head/receive'
export { excuses, judgeOperation, type JudgeContext, notYourUnit, readsOf } from './judge'
export { type MemoryStore, memoryStore } from './memory-store'
export { type Stop, nextForward, type SitePorts, relay, type RelayOutcome } from './site/forward'
export type * from './node'
export * from './protocol'
export { scopeName, sumOf, sumsAfter, viewOf } from './scope'
export { putWithSums, readLine } from './line'
export { keepFinal } from './site/keep-final'
export * from './site/site-messages'
export type { HeadStore, HeadTransaction, SyncStore, SyncTransaction, TrayFilter } from './store'
export { isDone, isEnded, isInTray, isLate, isPending, isTrayMatter, isUnsettledWork, LATE } from './verdict'
