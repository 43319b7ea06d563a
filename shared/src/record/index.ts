export {
  canonicalText,
  chainEntry,
  ChainCheck,
  type ChainFault,
  type HashText,
  NO_ENTRY,
  type AuditEntry,
  type ChainEntry,
} from './entry'
export type {
  AuditAction,
  AuditEvent,
  CalendarAction,
  ChangeTold,
  DoneEvent,
  FieldName,
  OperationAction,
  OperationEvent,
} from './events'
