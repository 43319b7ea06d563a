export {
  canonicalText,
  chained,
  ChainCheck,
  type ChainFault,
  type HashText,
  NO_ENTRY,
  type RecordOutcome,
  type AuditEntry,
} from './entry'
