import {
  isComplete,
  type OperationRecord,
  type RegisterState,
  type Verdict,
  type PushAnswer,
  type Push,
  sumsAgree,
  totalSum,
} from '../protocol'
import {
  followAnswer,
  isOvertaken,
  saveReplicaState,
  newReplicaState,
  putWithSums,
  readReplicaState,
  removeWithSums,
  repairScopes,
} from '../replica-state'
import { counterOf } from '../head/epoch'
import type { SyncStore, SyncTransaction } from '../store'
import type { SitePorts } from './forward'

/** Work left after the head office's answer. */
export interface AppliedVerdicts {
  readonly more: boolean
  readonly verify: boolean
  /** Operations that the head office did not decide now. */
  readonly putOff: readonly string[]
}

/** Hands out the numbers of the site's own count. */
class Count {
  private constructor(
    private readonly tx: SyncTransaction,
    private readonly name: string,
    private readonly from: number,
    private last: number,
  ) {}

  static async of(tx: SyncTransaction, body: string): Promise<Count> {
    const value = await tx.count(counterOf(body), 0)
    return new Count(tx, counterOf(body), value, value)
  }

  next(): number {
    this.last += 1
    return this.last
  }

  async keep(): Promise<void> {
    if (this.last > this.from) await this.tx.count(this.name, this.last - this.from)
  }
}

const stateOf = ({ operation, receivedAt, scope, stamp }: OperationRecord): RegisterState => ({
  id: operation.register,
  key: operation.key,
  scope,
  head: operation.id,
  content: operation.content,
  person: operation.person,
  at: receivedAt ?? operation.deviceTime,
  stamp,
  excused: false,
  complete: isComplete(operation.content),
})

/**
 * Returns the register that the site serves: the state at the head office, and over it those operations that the head
 * office has still to decide and that follow on one another [SY30].
 */
function overlay(head: RegisterState | null, waiting: readonly OperationRecord[]): RegisterState | null {
  let state = head
  for (const record of waiting)
    if (
      record.operation.kind === 'edit' &&
      record.verdict?.type === 'applied' &&
      record.operation.base === (state?.head ?? null)
    )
      state = stateOf(record)
  return state
}

/** The head office lost something: everything is forwarded again, and all is read from its beginning [SY20]. */
async function startAgain(tx: SyncTransaction, epoch: string, body: string): Promise<void> {
  const relayed = (await tx.decided()).filter((record) => record.relayed)
  const again = [...relayed, ...(await tx.pending()).filter((record) => record.relayed && record.verdict !== null)]
  await tx.putOperations(
    again.flatMap((record) =>
      record.verdict ? [{ ...record, verdict: { ...record.verdict, provisional: true } }] : [],
    ),
  )
  await saveReplicaState(tx, body, { ...newReplicaState(), epoch })
}

/** Was it decided for good? What the head office refused without keeping it will not be decided otherwise either. */
const isFinal = ({ type }: Verdict): boolean => type !== 'deferred'

/** Final verdicts take the place of provisional ones, each once, and get a place in the site's own count. */
function finalRecords(
  answer: PushAnswer,
  records: ReadonlyMap<string, OperationRecord>,
  count: Count,
): OperationRecord[] {
  return answer.verdicts.flatMap((verdict) => {
    const record = records.get(verdict.operation)
    if (!record?.verdict?.provisional || !isFinal(verdict)) return []
    const operation = { ...record.operation, id: verdict.keptAs ?? record.operation.id }
    return [{ ...record, operation, verdict: { ...verdict, provisional: false }, stamp: count.next() }]
  })
}

/** Returns the records of what happened at the head office to the trays of the site's people. */
async function trayRecords(tx: SyncTransaction, answer: PushAnswer, count: Count): Promise<OperationRecord[]> {
  const ids = answer.tray.map(({ operation }) => operation.id)
  const known = new Map((await tx.operations(ids)).map((record) => [record.operation.id, record]))
  return answer.tray.map((record) => {
    const own = known.get(record.operation.id)
    return {
      ...record,
      relayed: own?.relayed ?? false,
      settlement: record.settlement ?? own?.settlement ?? null,
      stamp: count.next(),
    }
  })
}

/** Takes the head office's answer in, whole, in one transaction: what it says stands, what it has still to decide stays over it. */
export function applyFinalVerdicts(
  store: SyncStore,
  push: Push,
  answer: PushAnswer,
  { body }: SitePorts,
): Promise<AppliedVerdicts> {
  return store.transaction(async (tx) => {
    const count = await Count.of(tx, body)
    const line = await readReplicaState(tx, body)
    if (isOvertaken(line, push)) return { more: true, verify: false, putOff: [] }
    if (answer.notice !== 'none') {
      await startAgain(tx, answer.epoch, body)
      return { more: true, verify: false, putOff: [] }
    }
    const records = new Map(
      (await tx.operations(push.operations.map(({ id }) => id))).map((one) => [one.operation.id, one]),
    )
    const finals = finalRecords(answer, records, count)
    const renamed = answer.verdicts.flatMap(({ operation, keptAs, stamp }) => (keptAs && stamp > 0 ? operation : []))
    await tx.removeOperations(renamed)
    await tx.putOperations(finals)
    await tx.putOperations(await trayRecords(tx, answer, count))
    const read = await followAnswer(tx, line, answer, body)
    await putHeads(tx, body, { answer, records, count, scopes: new Set(read.view?.scopes) })
    const next = await repairScopes(tx, read, answer, body)
    await saveReplicaState(tx, body, next)
    await count.keep()
    const decided = new Set(answer.verdicts.filter(isFinal).map(({ operation }) => operation))
    const waits = (await tx.provisional(1)).length > 0
    const agrees = waits || answer.checksum === null || sumsAgree(totalSum(await tx.scopeSums(body)), answer.checksum)
    return {
      more: answer.more || next.cursor.behind !== null,
      verify: !agrees && !answer.sums,
      putOff: push.operations.map(({ id }) => id).filter((id) => !decided.has(id)),
    }
  })
}

interface Told {
  readonly answer: PushAnswer
  readonly records: ReadonlyMap<string, OperationRecord>
  readonly count: Count
  readonly scopes: ReadonlySet<string>
}

/**
 * Returns the states at the head office, as far as an answer tells them. The state in a verdict counts only where the
 * site itself still shows that operation: a verdict that was said long ago does not turn back what came after it.
 */
function headsIn(
  { answer, records }: Told,
  held: ReadonlyMap<string, RegisterState>,
): Map<string, RegisterState | null> {
  const heads = new Map<string, RegisterState | null>()
  for (const verdict of answer.verdicts) {
    const record = records.get(verdict.operation)
    if (!record || verdict.type === 'deferred' || record.operation.kind !== 'edit') continue
    const { register, id } = record.operation
    const shown = held.get(register)?.head
    const isFollowed = heads.has(register) || shown === undefined
    if (verdict.type !== 'applied' && (isFollowed || shown === id)) heads.set(register, verdict.current)
    if (verdict.type === 'applied' && isFollowed) heads.set(register, stateOf(record))
  }
  for (const state of answer.registers) heads.set(state.id, state)
  return heads
}

function byRegister(records: readonly OperationRecord[]): ReadonlyMap<string, readonly OperationRecord[]> {
  const groups = new Map<string, OperationRecord[]>()
  for (const record of records) {
    const { register } = record.operation
    const group = groups.get(register) ?? []
    groups.set(register, group)
    group.push(record)
  }
  return groups
}

/** Puts what stands at the head office now, under what it has still to decide. */
async function putHeads(tx: SyncTransaction, body: string, told: Told): Promise<void> {
  const sent = [...told.records.values()].map(({ operation }) => operation.register)
  const held = new Map((await tx.registers([...new Set(sent)])).map((state) => [state.id, state]))
  const heads = headsIn(told, held)
  if (heads.size === 0) return
  const waiting = byRegister(await tx.provisional(Number.MAX_SAFE_INTEGER))
  const states: RegisterState[] = []
  const gone: RegisterState[] = []
  for (const [id, head] of heads) {
    const over = overlay(head, waiting.get(id) ?? [])
    const before = held.get(id)
    if (over && told.scopes.has(over.scope)) states.push({ ...over, stamp: told.count.next() })
    else if (before) gone.push(before)
  }
  await putWithSums(tx, body, states)
  await removeWithSums(tx, body, gone)
}
