import { batchOf } from '../batch'
import { Movement, type StopReason } from '../site/forward'
import { BATCH, endedIn, isUnsettledWork, type Push, PUSH_PROTOCOL, type PushAnswer, type Transport } from '../protocol'
import type { OperationRecord } from '../protocol'
import type { SyncStore } from '../store'
import { applyAnswer, type AppliedAnswer } from './apply-answer'
import { readReplicaState } from '../replica-state'
import { type DevicePorts, SEQ } from './record-edit'

/** Outcome of an exchange. */
export interface ExchangeOutcome {
  readonly sent: number
  readonly received: number
  /** Operations that ended in the tray now. */
  readonly refused: number
  /** Reason why it ended before all was said [SY50]; null where all was. */
  readonly stopped: StopReason | null
}

/** A device that has to take another name, because its own is another's too [SY21]. */
export interface ExchangePorts extends DevicePorts {
  /** Gives this device another name, durably, and says it. */
  renew(): Promise<string>
}

/** Takes the next batch of the outbox and marks it sent, durably, before it leaves [SY4]. */
function nextPush(store: SyncStore, ports: DevicePorts, putOff: ReadonlySet<string>, verify: boolean): Promise<Push> {
  return store.transaction(async (tx) => {
    // Operations put off in this exchange wait for the next.
    const outbox = await tx.outbox(BATCH + putOff.size)
    const batch = batchOf(outbox.filter(({ operation }) => !putOff.has(operation.id)))
    const unsent = batch.filter(({ sent }) => !sent)
    if (unsent.length > 0) await tx.markSent(unsent.map(({ operation }) => operation.id))
    const { epoch, cursor, receipt } = await readReplicaState(tx, ports.body)
    return {
      body: ports.body,
      node: ports.node,
      protocol: PUSH_PROTOCOL,
      epoch,
      lastSeq: await tx.count(SEQ, 0),
      receipt: receipt ?? null,
      cursor,
      verify,
      operations: batch.map(({ operation }) => operation),
      ended: endedIn(batch),
    }
  })
}

/**
 * Renames undecided operations, so that they go out under the new name of the node; a receiver that knew one by its id
 * repeats its verdict [SY21].
 */
function rename(store: SyncStore, node: string): Promise<void> {
  return store.transaction(async (tx) => {
    const outbox = (await tx.pending()).filter(isUnsettledWork)
    const renamed: OperationRecord[] = []
    for (const record of outbox)
      renamed.push({ ...record, operation: { ...record.operation, node, seq: await tx.count(SEQ, 1) } })
    await tx.putOperations(renamed)
  })
}

/** Operations that were sent and not decided. */
function undecided({ operations }: Push, { verdicts }: PushAnswer): readonly string[] {
  const settled = new Set(verdicts.filter(({ type }) => type !== 'deferred').map(({ operation }) => operation))
  return operations.map(({ id }) => id).filter((id) => !settled.has(id))
}

/**
 * Sends what waits and pulls what changed, round trip after round trip, until the outbox is empty and nothing more is
 * to come, or nothing moves [SY50]. Each operation is sent once in an exchange, and once more after a notice; what got no verdict
 * waits for the next.
 */
export async function exchangeWork(
  store: SyncStore,
  transport: Transport,
  ports: ExchangePorts,
): Promise<ExchangeOutcome> {
  const putOff = new Set<string>()
  let sent = 0
  let { node } = ports
  let received = 0
  let refused = 0
  let kept: AppliedAnswer = { more: true, verify: false, refused: 0 }
  let repairs = 0
  const movement = new Movement()
  for (;;) {
    const verify = kept.verify && repairs === 0
    const push = await nextPush(store, { ...ports, node }, putOff, verify)
    if (push.operations.length === 0 && !kept.more && !verify) return { sent, received, refused, stopped: null }
    repairs += verify ? 1 : 0
    const answer = await transport(push)
    const stopped = movement.after(push, answer, true)
    if (stopped) return { sent, received, refused, stopped }
    if (answer.notice === 'none') {
      sent += push.operations.length
      for (const id of undecided(push, answer)) putOff.add(id)
    } else putOff.clear()
    if (answer.notice === 'cloned') {
      node = await ports.renew()
      await rename(store, node)
      kept = { more: true, verify: false, refused: 0 }
      continue
    }
    kept = await applyAnswer(store, push, answer, { ...ports, node })
    received += answer.registers.length
    refused += kept.refused
  }
}
