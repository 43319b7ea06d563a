import {
  isComplete,
  isEnded,
  isInTray,
  isUnsettledWork,
  type OperationRecord,
  type Push,
  type PushAnswer,
  type RegisterState,
  type Verdict,
  sumsAgree,
  totalSum,
} from '../protocol'
import type { SyncStore, SyncTransaction } from '../store'
import {
  followAnswer,
  isOvertaken,
  saveReplicaState,
  type ReplicaState,
  newReplicaState,
  putWithSums,
  readReplicaState,
  repairScopes,
} from '../replica-state'
import type { DevicePorts } from './record-edit'

/** Work left after an answer. */
export interface AppliedAnswer {
  readonly more: boolean
  /** The checksums do not agree: ask for those of each scope. */
  readonly verify: boolean
  /** Operations that ended in the tray now. */
  readonly refused: number
}

/** The register as the verdict leaves it, so that the next edit is based on it even before it is pulled. */
function registerAfter(verdict: Verdict, { operation }: OperationRecord, at: string): RegisterState | null {
  if (verdict.type === 'deferred') return null
  if (verdict.type !== 'applied') return verdict.current
  if (operation.kind !== 'edit') return null
  const { register: id, key, content, person } = operation
  const { scope, stamp } = verdict
  const complete = isComplete(content)
  return { id, key, scope, head: operation.id, content, person, at, stamp, excused: false, complete }
}

/** A copy of this device used the id for something else: the work goes on under the id that it was given [SY8]. */
async function underOtherId(tx: SyncTransaction, record: OperationRecord, id: string): Promise<OperationRecord> {
  const former = record.operation.id
  const chained = (await tx.pending()).filter(({ operation }) => operation.base === former)
  await tx.removeOperations([former])
  await tx.putOperations(chained.map((one) => ({ ...one, operation: { ...one.operation, base: id } })))
  return { ...record, operation: { ...record.operation, id } }
}

/** An answer to a late value that was itself refused dealt with nothing. */
async function takeBack(tx: SyncTransaction, { operation }: OperationRecord, verdict: Verdict): Promise<void> {
  if (verdict.type === 'applied' || verdict.type === 'merged' || verdict.type === 'deferred') return
  const [about] = await tx.operations(operation.about === null ? [] : [operation.about])
  if (about?.settlement?.by === operation.id) await tx.putOperations([{ ...about, settlement: null }])
}

/** The record with its verdict; where its id was taken, under the id that it was given. */
async function decided(
  tx: SyncTransaction,
  sent: OperationRecord,
  verdict: Verdict,
  serverTime: string,
): Promise<OperationRecord> {
  const record = verdict.keptAs ? await underOtherId(tx, sent, verdict.keptAs) : sent
  const scope = verdict.type === 'applied' ? verdict.scope : record.scope
  if (record.operation.kind !== 'edit') await takeBack(tx, record, verdict)
  return { ...record, verdict, receivedAt: serverTime, stamp: verdict.stamp, scope }
}

/** Keeps the verdicts on what was sent, and gives the registers as they leave them, as far as they may be seen. */
async function keepVerdicts(
  tx: SyncTransaction,
  push: Push,
  { verdicts, serverTime }: PushAnswer,
  scopes: ReadonlySet<string>,
): Promise<RegisterState[]> {
  const sent = await tx.operations(push.operations.map(({ id }) => id))
  const waiting = new Map(sent.filter(isUnsettledWork).map((record) => [record.operation.id, record]))
  const kept: OperationRecord[] = []
  const after: RegisterState[] = []
  for (const verdict of verdicts) {
    const record = waiting.get(verdict.operation)
    if (!record) continue
    kept.push(await decided(tx, record, verdict, serverTime))
    const state = registerAfter(verdict, record, serverTime)
    if (state && scopes.has(state.scope)) after.push(state)
  }
  if (kept.length > 0) await tx.putOperations(kept)
  return after
}

/** Puts the states that are newer than what is held; a late answer never turns anything back. */
async function putNewer(tx: SyncTransaction, body: string, states: readonly RegisterState[]): Promise<void> {
  const newest = new Map<string, RegisterState>()
  for (const state of states) if (state.stamp >= (newest.get(state.id)?.stamp ?? 0)) newest.set(state.id, state)
  const held = newest.size > 0 ? await tx.registers([...newest.keys()]) : []
  const stamps = new Map(held.map(({ id, stamp }) => [id, stamp]))
  const newer = [...newest.values()].filter(({ id, stamp }) => stamp >= (stamps.get(id) ?? 0))
  await putWithSums(tx, body, newer, held)
}

/**
 * Keeps what others did to one's tray: a verdict that became final, an answer to a late value, a late value to answer
 * [SY12, SY25].
 */
async function applyTray(tx: SyncTransaction, told: readonly OperationRecord[]): Promise<void> {
  const own = new Map(
    (await tx.operations(told.map(({ operation }) => operation.id))).map((one) => [one.operation.id, one]),
  )
  const news = told.flatMap((record) => {
    const known = own.get(record.operation.id)
    // An item that this device has dealt with meanwhile stays dealt with, until the answer to that comes.
    const settlement = record.settlement ?? known?.settlement ?? null
    return known && known.stamp > record.stamp ? [] : [{ ...record, sent: true, settlement }]
  })
  if (news.length > 0) await tx.putOperations(news)
}

/** Late values of others that were there to decide, all of them: a new view tells them anew. */
async function letGoOfOthers(tx: SyncTransaction, person: string): Promise<void> {
  const others = [...(await tx.pending()), ...(await tx.decided())].filter(
    ({ operation }) => operation.person !== person,
  )
  await tx.removeOperations(others.map(({ operation }) => operation.id))
}

/** Lets go of decided work that is in a backup above: nobody will ever ask for it again [SY20]. */
async function prune(tx: SyncTransaction, line: ReplicaState, safe: number): Promise<void> {
  if (safe <= line.safe) return
  const old = (await tx.decided()).filter(({ stamp, verdict }) => stamp <= safe && !verdict?.provisional)
  await tx.removeOperations(old.map(({ operation }) => operation.id))
}

/**
 * The one above lost something: everything that is kept goes again, and all scopes are read from their beginning [SY20].
 * What this person has dealt with stays dealt with, and goes along for what stands on it; an answer of somebody else is
 * that one's to send again [SY70].
 */
async function startAgain(tx: SyncTransaction, line: ReplicaState, epoch: string, ports: DevicePorts): Promise<void> {
  await letGoOfOthers(tx, ports.person)
  const kept = [...(await tx.decided()), ...(await tx.pending()).filter(isInTray)]
  await tx.putOperations(
    kept.map((record) => ({
      ...record,
      verdict: null,
      stamp: 0,
      settlement: isEnded(record) ? record.settlement : null,
    })),
  )
  await tx.removeScopes(ports.body, line.view?.scopes ?? [])
  await saveReplicaState(tx, ports.body, { ...newReplicaState(), epoch })
}

/** Takes an answer in, whole, in one transaction: verdicts first, then the pulled state over them. */
export function applyAnswer(
  store: SyncStore,
  push: Push,
  answer: PushAnswer,
  ports: DevicePorts,
): Promise<AppliedAnswer> {
  const { body } = ports
  return store.transaction(async (tx) => {
    const line = await readReplicaState(tx, body)
    // It changes nothing: what it decided is said again when it is asked again.
    if (isOvertaken(line, push)) return { more: true, verify: false, refused: 0 }
    if (answer.notice === 'new-epoch') {
      await startAgain(tx, line, answer.epoch, ports)
      return { more: true, verify: false, refused: 0 }
    }
    const after = await keepVerdicts(tx, push, answer, new Set((answer.view ?? line.view)?.scopes))
    await prune(tx, line, answer.safe)
    if (answer.view && line.view) await letGoOfOthers(tx, ports.person)
    const read = await followAnswer(tx, line, answer, body)
    await putNewer(tx, body, [...after, ...answer.registers])
    await applyTray(tx, answer.tray)
    const next = await repairScopes(tx, read, answer, body)
    await saveReplicaState(tx, body, next)
    const agrees = answer.checksum === null || sumsAgree(totalSum(await tx.scopeSums(body)), answer.checksum)
    const refused = answer.verdicts.filter(({ type }) => type === 'conflict' || type === 'rejected').length
    return { more: answer.more || next.cursor.behind !== null, verify: !agrees && !answer.sums, refused }
  })
}
