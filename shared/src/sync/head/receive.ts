import type { IsoInstant } from '../../model'
import {
  BATCH,
  isDone,
  isInTray,
  type Operation,
  type OperationRecord,
  otherId,
  PROTOCOL,
  type Push,
  type PushAnswer,
  registerId,
  type Settlement,
  type SyncSignal,
  type Verdict,
  sumsAfter,
} from '../protocol'
import {
  countRefused,
  type BatchWorkspace,
  isSame,
  putRecord,
  openWorkspace,
  type Judging,
  mayCome,
  type ReceivePorts,
  hasLost,
  provedBy,
  receiptFor,
} from './workspace'
import { verdictOn, type Saying, unkept } from './say'
import { refusal } from '../../refusals'
import type { HeadStore, HeadTransaction } from '../store'
import { beginEpoch, counterOf, readEpoch, safeStamp, recoveryOf } from './epoch'
import { bearNodes, pull, toldTo } from './pull'

/** A verdict that is not recorded: nothing of the operation is kept, and it may come again in another form. */
const unrecorded = (operation: Operation, { isKept: _, ...said }: Saying): Verdict => ({
  operation: operation.id,
  stamp: 0,
  // Nobody above will hear of it: there is no other verdict to come.
  provisional: false,
  ...said,
})

/** Is it a site that receives, or a site that sends? Values are brought at the head office and nowhere else [SY94]. */
const isAway = ({ provisional, bearer }: ReceivePorts): boolean => provisional || bearer.person === null

/** Returns the verdict on an operation that is not looked at further, or null. */
function barredFrom(operation: Operation, body: string, ports: Judging): Saying | null {
  if (operation.protocol > PROTOCOL)
    return {
      type: 'deferred',
      refusal: refusal('UNKNOWN_PROTOCOL'),
    }
  const isHonest = operation.key.body === body && operation.register === registerId(operation.key)
  if (!isHonest || !mayCome(operation, ports)) return unkept(refusal('MALFORMED_OPERATION', { kind: 'author' }))
  if (operation.kind === 'bring' && isAway(ports)) return unkept(refusal('BROUGHT_ELSEWHERE'))
  const barred = ports.barred(operation)
  return barred && unkept(barred)
}

/**
 * Settlement of an operation that its author has dealt with before it came (again): settled at once; the operation that
 * dealt with it says so when it comes [SY70].
 */
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
  if (!record || kind === 'bring' || !(isOwn || isAnswer)) return
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
  const { isKept = true, ...said } = verdictOn(operation, desk, ports)
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
function decide(operation: Operation, body: string, desk: BatchWorkspace, ports: Judging): Verdict {
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

/** Writes what the batch left on the desk. */
async function closeDesk(tx: HeadTransaction, desk: BatchWorkspace, body: string, stamp: number): Promise<void> {
  if (desk.written.size > 0) await tx.putOperations([...desk.written.values()])
  if (desk.changed.size > 0) {
    const before = [...desk.changed.keys()].flatMap((id) => desk.before.get(id) ?? [])
    const sums = sumsAfter(await tx.scopeSums(body), before, desk.changed.values())
    await tx.putRegisters([...desk.changed.values()])
    await tx.putScopeSums(body, sums)
  }
  if (desk.stamp > stamp) await tx.count(counterOf(body), desk.stamp - stamp)
}

/** An answer that decides nothing: the sender has something to put right first. */
const onlyNotice = (notice: SyncSignal, epoch: string, stamp: number, ports: ReceivePorts): PushAnswer => ({
  notice,
  epoch,
  verdicts: [],
  registers: [],
  tray: [],
  // Nobody goes on from here; what it says is a count that there is, as every number of an answer.
  cursor: { view: null, stamp, tray: stamp, behind: null },
  view: null,
  more: true,
  checksum: null,
  sums: null,
  safe: 0,
  serverTime: ports.now,
})

/** Did another device that bears this name give one of these seqs to something else? [SY8] */
async function isTaken(tx: HeadTransaction, node: string, operations: readonly Operation[]): Promise<boolean> {
  const own = operations.filter((operation) => operation.node === node)
  const ids = new Map(own.map(({ seq, id }) => [seq, id]))
  if (own.some(({ seq, id }) => ids.get(seq) !== id)) return true
  const taken = own.length === 0 ? [] : await tx.takenSeqs(node, [...ids.keys()])
  const holders = new Set(taken.map(({ operation }) => operation.id))
  return taken.some(({ operation }) => !holders.has(ids.get(operation.seq) ?? ''))
}

/** Decides and answers inside a transaction. Null where it would have to write and may not. */
async function answer(
  tx: HeadTransaction,
  push: Push,
  ports: ReceivePorts,
  mayWrite: boolean,
): Promise<PushAnswer | null> {
  const { body, node } = push
  const operations = push.operations.slice(0, ports.batch ?? BATCH)
  // The counter first: whoever writes to this body waits here until the other's commit [SY10].
  const stamp = await tx.count(counterOf(body), 0)
  const borne = await bearNodes(tx, { body, node, operations }, ports, mayWrite)
  if (!borne) return null
  const known = await readEpoch(tx)
  if (borne.notice) return onlyNotice(borne.notice, known?.id ?? '', stamp, ports)
  if (known && push.epoch !== null && push.epoch !== known.id) return onlyNotice('new-epoch', known.id, stamp, ports)
  // A claim by the sender alone of what it was told changes nothing for others [SY39].
  const told = provedBy(push, ports.receipts)
  const lost = known !== null && (await hasLost(tx, told, stamp))
  if ((!known || lost) && !mayWrite) return null
  const begun = { id: ports.newId(), since: ports.now, first: known === null && told === null }
  const epoch = !known || lost ? await beginEpoch(tx, begun) : known
  if (lost || (push.epoch !== null && push.epoch !== epoch.id)) return onlyNotice('new-epoch', epoch.id, stamp, ports)
  if ((await tx.lastSeq(node)) > push.lastSeq || (await isTaken(tx, node, operations)))
    return onlyNotice('cloned', epoch.id, stamp, ports)
  const reads = operations.flatMap((operation) => ports.readsOf?.(operation) ?? [])
  const recovery = recoveryOf(epoch, borne.own, operations.length === 0 || ports.batch !== undefined, ports)
  if (recovery.tells && !mayWrite) return null
  if (recovery.tells) await tx.claimNodes([recovery.tells])
  const awaits = () => recovery.awaits(tx)
  const desk = await openWorkspace(tx, operations, { body, stamp, ended: push.ended ?? [], reads, awaits })
  const verdicts = operations.map((operation) => decide(operation, body, desk, { ...ports, barred: borne.barred }))
  await closeDesk(tx, desk, body, stamp)
  const seen = new Set(ports.view.scopes)
  const pulled = await pull(tx, push, ports, {
    before: stamp,
    stamp: desk.stamp,
    written: new Set(desk.written.keys()),
    changed: desk.changed.values(),
  })
  return {
    notice: 'none',
    epoch: epoch.id,
    receipt: receiptFor({ epoch: epoch.id, verdicts }, { body, stamp: desk.stamp, before: told }, ports.receipts),
    verdicts: verdicts.map((verdict) => toldTo(verdict, seen)),
    ...pulled,
    more: pulled.more || recovery.owes,
    safe: await safeStamp(tx, body),
    serverTime: ports.now,
  }
}

/**
 * Takes a push and answers it: all verdicts and the page of state in one transaction [SY9, SY10].
 * The counter is locked first, so two pushes of one body are decided one after the other.
 */
export async function receivePush(store: HeadStore, push: Push, ports: ReceivePorts): Promise<PushAnswer> {
  if (push.operations.length === 0) {
    const read = await store.reading((tx) => answer(tx, push, ports, false))
    if (read) return read
  }
  const written = await store.transaction((tx) => answer(tx, push, ports, true))
  if (!written) throw new Error('A push that may write is always answered')
  return written
}
