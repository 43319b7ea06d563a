import type { IsoInstant } from '../../model'
import type { Operation, OperationRecord, Settlement, Verdict } from '../protocol'
import { PROTOCOL } from '../protocol'
import { otherId, registerId } from '../protocol'
import { isDone, isInTray } from '../verdict'
import { countRefused, type BatchWorkspace, isSame, putRecord } from './workspace'
import { type Judging, mayCome, type ReceivePorts } from './ports'
import { verdictOf, type Saying, unkept } from './say'
import { refusal } from '../../refusals'

/** A verdict that is not recorded: nothing of the operation is kept, and it may come again in another form. */
const unrecorded = (operation: Operation, { isKept: _, ...said }: Saying): Verdict => ({
  operation: operation.id,
  stamp: 0,
  // Nobody above will hear of it: there is no other verdict to come.
  provisional: false,
  ...said,
})

/** What keeps an operation from being looked at, or null. */
function barredFrom(operation: Operation, body: string, ports: Judging): Saying | null {
  if (operation.protocol > PROTOCOL)
    return {
      type: 'deferred',
      refusal: refusal('UNKNOWN_PROTOCOL'),
    }
  const isHonest = operation.key.body === body && operation.register === registerId(operation.key)
  if (!isHonest || !mayCome(operation, ports)) return unkept(refusal('MALFORMED_OPERATION', { kind: 'author' }))
  const barred = ports.barred(operation)
  return barred && unkept(barred)
}

/** What its author has dealt with before it came (again) is settled at once; what dealt with it says so when it comes [SY70]. */
const endedBefore = ({ id, person }: Operation, now: IsoInstant): Settlement => ({
  by: id,
  kind: 'dismiss',
  person,
  at: now,
  reason: null,
})

/** Marks what an operation deals with as dealt with; an answer that was refused dealt with nothing. */
function settleAbout(
  { about, id, kind, person, decision }: Operation,
  verdict: Verdict,
  desk: BatchWorkspace,
  now: IsoInstant,
) {
  const record = desk.known.get(about ?? '')
  const isOwn = record?.operation.person === person
  const isAnswer = kind === 'accept' || kind === 'decline'
  if (!record || !(isOwn || isAnswer)) return
  const waits = isInTray(record)
  if (!waits && record.settlement?.by !== record.operation.id) return
  if (kind !== 'edit' && !isDone(verdict)) return
  desk.stamp += 1
  const settlement = { by: id, kind, person, at: now, reason: decision?.reason ?? null }
  putRecord(desk, { ...record, stamp: desk.stamp, settlement })
  if (waits) countRefused(desk, record.operation.person, -1)
}

/** Decides an operation that is new under its id, and keeps it. */
function decideNew(operation: Operation, desk: BatchWorkspace, ports: ReceivePorts): Verdict {
  // Its place in the count first: the head it may leave carries it.
  desk.stamp += 1
  const { isKept = true, ...said } = verdictOf(operation, desk, ports)
  if (said.type === 'deferred' || !isKept) {
    desk.stamp -= 1
    return unrecorded(operation, said)
  }
  const verdict: Verdict = { operation: operation.id, stamp: desk.stamp, provisional: ports.provisional, ...said }
  const isEnded = !isDone(verdict) && desk.ended.has(operation.id)
  const record: OperationRecord = {
    operation,
    sent: true,
    verdict,
    receivedAt: ports.now,
    stamp: desk.stamp,
    scope: ports.scopeOf(operation.key),
    relayed: ports.provisional,
    settlement: isEnded ? endedBefore(operation, ports.now) : null,
  }
  putRecord(desk, record)
  if (isInTray(record)) countRefused(desk, operation.person, 1)
  settleAbout(operation, verdict, desk, ports.now)
  return verdict
}

/** The verdict on one operation of a batch, a repeated one included; what it changes is put on the desk [SY8]. */
export function decide(operation: Operation, body: string, desk: BatchWorkspace, ports: Judging): Verdict {
  const barred = barredFrom(operation, body, ports)
  if (barred) return unrecorded(operation, barred)
  const before = desk.known.get(operation.id)
  if (!before?.verdict) return decideNew(operation, desk, ports)
  if (isSame(before.operation, operation)) return before.verdict
  // A copy of the device said something else under the same id: both are kept, and a person sees both.
  desk.doubtful.add(operation.id)
  const other = { ...operation, id: otherId(operation) }
  const verdict = desk.known.get(other.id)?.verdict ?? decideNew(other, desk, ports)
  return { ...verdict, operation: operation.id, keptAs: other.id }
}
