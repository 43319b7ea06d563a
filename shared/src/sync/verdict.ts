import type { OperationRecord, Verdict } from './operation'

/** Is it good and done: nothing is left to do for anybody? */
export const isDone = (verdict: Verdict): boolean => verdict.type === 'applied' || verdict.type === 'merged'

/** Has it to go out: never decided, or put off? */
export const isUnsettledWork = ({ verdict }: OperationRecord): boolean =>
  verdict === null || verdict.type === 'deferred'

/** Does it wait for its person: a conflict or refusal nobody has dealt with? [SY12] */
export const isInTray = ({ verdict, settled }: OperationRecord): boolean =>
  !settled && (verdict?.type === 'conflict' || verdict?.type === 'rejected')

/** In the outbox or in the tray. */
export const isPending = (record: OperationRecord): boolean => isUnsettledWork(record) || isInTray(record)
