import type { Operation } from './push'
import type { OperationRecord } from './record'

/** A record that nobody has decided yet. `sent`: it never changes again. */
export const undecidedRecord = (operation: Operation, sent: boolean): OperationRecord => ({
  operation,
  sent,
  verdict: null,
  receivedAt: null,
  stamp: 0,
  scope: '',
  relayed: false,
  settlement: null,
})
