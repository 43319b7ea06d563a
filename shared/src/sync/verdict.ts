import type { OperationRecord, Verdict } from './protocol'

/** Code of the refusal of a value whose period has closed: such a value waits as a late proposal (SY25). */
export const LATE = 'PERIOD_CLOSED'

/** Is it good and done: nothing is left to do for anybody? */
export const isDone = (verdict: Verdict): boolean => verdict.type === 'applied' || verdict.type === 'merged'

/** Has it to go out: never decided, or put off? */
export const isUnsettledWork = ({ verdict }: OperationRecord): boolean =>
  verdict === null || verdict.type === 'deferred'

/** Does it wait for a person: a conflict or refusal nobody has dealt with? [SY12] */
export const isInTray = ({ verdict, settlement }: OperationRecord): boolean =>
  settlement === null && (verdict?.type === 'conflict' || verdict?.type === 'rejected')

/** Was it refused, and has its author dealt with it? It leads nowhere any more, whatever becomes of what refused it [SY70]. */
export const isEnded = ({ operation, settlement }: OperationRecord): boolean => settlement?.person === operation.person

/** Those of a push that are ended. */
export const endedIn = (records: readonly OperationRecord[]): readonly string[] =>
  records.filter(isEnded).map(({ operation }) => operation.id)

/** In the outbox or in the tray. */
export const isPending = (record: OperationRecord): boolean => isUnsettledWork(record) || isInTray(record)

/** Did the value come after the close, so that a manager may still accept it? [SY25] */
export const isLate = ({ operation, verdict }: OperationRecord): boolean =>
  operation.kind === 'edit' && verdict?.type === 'rejected' && verdict.refusal.code === LATE

/** Is its author, or a manager, to be told what became of it? What a reader of the tray hears of. */
export const isTrayMatter = ({ verdict, relayed }: OperationRecord): boolean =>
  verdict !== null && (relayed || verdict.type === 'conflict' || verdict.type === 'rejected')
