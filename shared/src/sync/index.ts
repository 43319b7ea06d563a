export {
  checkEvidence,
  evidenceIn,
  isComplete,
  EVIDENCE_TYPES,
  LARGEST_EVIDENCE,
  LONGEST_NOTE,
  MOST_PIECES,
  NEVER_TAKEN,
  NOT_THE_FILE,
  parseContent,
  reviewIn,
  sameContent,
  tooManyPieces,
  valueIn,
} from './content'
export { operationFrom, recordFrom } from './convert'
export { type DeviceView, deviceView, type ShownRegister, type ShownState, type TrayItem } from './device/device-view'
export { exchange, type ExchangeOutcome, type ExchangePorts } from './device/exchange'
export { fileStandings, type FileStanding } from './device/file-standing'
export { beginLine, type LeftWork, leftWork, type Owner, pendingIn, takeUp } from './device/leave'
export { type DevicePorts, recordEdit } from './device/record-edit'
export { type Choice, settle } from './device/settle'
export { exportWork, importWork, type WorkFile } from './device/work-file'
export { operationIn } from './form'
export { counterOf, markBackup } from './head/epoch'
export type { ReceivePorts } from './head/ports'
export { receive } from './head/receive'
export { excuses, judgeOperation, type JudgeContext, notYourUnit, readsOf } from './judge'
export { type MemoryStore, memoryStore } from './memory-store'
export type { Stop } from './site/movement'
export type * from './node'
export type * from './operation'
export { undecidedRecord, WHOLE_PERIOD } from './operation'
export type * from './protocol'
export { BATCH, BATCH_SIZE, PROTOCOL, PUSH_PROTOCOL } from './protocol'
export { registerId } from './register-id'
export { scopeName, sumOf, sumsAfter, viewOf } from './scope'
export { putWithSums, readLine } from './line'
export { nextForward, type SitePorts } from './site/forward'
export { keepFinal } from './site/keep-final'
export { relay, type RelayOutcome } from './site/relay'
export type { HeadStore, HeadTransaction, SyncStore, SyncTransaction, TrayFilter } from './store'
export { isDone, isEnded, isInTray, isLate, isPending, isTrayMatter, isUnsettledWork, LATE } from './verdict'
