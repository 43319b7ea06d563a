export {
  canonicalText,
  chained,
  ChainCheck,
  type ChainFault,
  type HashText,
  NO_ENTRY,
  type Outcome,
  type RecordEntry,
} from './entry'
