import {
  type Answer,
  BATCH,
  type Operation,
  type OperationRecord,
  PROTOCOL,
  type Push,
  type RegisterState,
  type Verdict,
} from './operation'
import type { DevicePorts } from './record-edit'
import type { SyncStore, SyncTransaction } from './store'
import { isDone, isUnsettledWork } from './verdict'

/** Carries a push to the head office; rejects where no answer came: everything stays and goes again [SY16]. */
export type Transport = (push: Push) => Promise<Answer>

/** What came of an exchange. */
export interface ExchangeOutcome {
  readonly sent: number
  readonly received: number
  /** Operations that ended in the tray now. */
  readonly refused: number
}

/** Name of the setting that holds the cursor of a body. */
const cursorOf = (body: string): string => `cursor/${body}`

/** Round trips of one exchange at most: a peer that always says "more" cannot hold the device. */
const MOST_ROUNDS = 1000

/** Takes the next batch of the outbox and marks it sent, durably, before it leaves [SY4]. */
function nextPush(store: SyncStore, ports: DevicePorts, tried: ReadonlySet<string>): Promise<Push> {
  return store.transaction(async (tx) => {
    const outbox = (await tx.pending()).filter(isUnsettledWork).filter(({ operation }) => !tried.has(operation.id))
    const batch = outbox.slice(0, BATCH)
    const unsent = batch.filter(({ sent }) => !sent)
    if (unsent.length > 0) await tx.putOperations(unsent.map((record) => ({ ...record, sent: true })))
    return {
      body: ports.body,
      node: ports.node,
      protocol: PROTOCOL,
      cursor: Number((await tx.setting(cursorOf(ports.body))) ?? 0),
      operations: batch.map(({ operation }) => operation),
    }
  })
}

/** The register as the verdict leaves it, so that the next edit is based on it even before it is pulled. */
function registerAfter(verdict: Verdict, operation: Operation, at: string): RegisterState | null {
  if (verdict.type === 'merged' || verdict.type === 'conflict') return verdict.current
  if (verdict.type !== 'applied') return null
  const { register: id, key, content, person } = operation
  return { id, key, head: operation.id, content, person, at, stamp: 0 }
}

async function keepVerdict(tx: SyncTransaction, record: OperationRecord, verdict: Verdict, at: string): Promise<void> {
  const state = registerAfter(verdict, record.operation, at)
  if (state) await tx.putRegisters([state])
  if (isDone(verdict)) await tx.removeOperation(record.operation.id)
  else await tx.putOperations([{ ...record, verdict, receivedAt: at }])
}

/** Takes an answer in, whole, in one transaction: verdicts first, then the pulled state over them. */
function keepAnswer(store: SyncStore, push: Push, answer: Answer): Promise<void> {
  return store.transaction(async (tx) => {
    const records = new Map(
      (await tx.operations(push.operations.map(({ id }) => id))).map((record) => [record.operation.id, record]),
    )
    for (const verdict of answer.verdicts) {
      const record = records.get(verdict.operation)
      if (record && isUnsettledWork(record)) await keepVerdict(tx, record, verdict, answer.serverTime)
    }
    if (answer.registers.length > 0) await tx.putRegisters(answer.registers)
    await tx.putSetting(cursorOf(push.body), String(Math.max(push.cursor, answer.cursor)))
  })
}

/**
 * Sends what waits and pulls what changed, round trip after round trip, until the outbox is empty and nothing more is
 * to come. Each operation is sent once in an exchange; what got no verdict waits for the next.
 */
export async function exchange(store: SyncStore, transport: Transport, ports: DevicePorts): Promise<ExchangeOutcome> {
  const tried = new Set<string>()
  let received = 0
  let refused = 0
  let more = true
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const push = await nextPush(store, ports, tried)
    if (push.operations.length === 0 && !more) break
    const answer = await transport(push)
    await keepAnswer(store, push, answer)
    for (const { id } of push.operations) tried.add(id)
    received += answer.registers.length
    refused += answer.verdicts.filter(({ type }) => type === 'conflict' || type === 'rejected').length
    more = answer.more
  }
  return { sent: tried.size, received, refused }
}
