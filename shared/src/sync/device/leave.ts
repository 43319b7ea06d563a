import { saveReplicaState, type ReplicaState, newReplicaState, readReplicaState } from '../replica-state'
import { isPending, type OperationRecord } from '../protocol'
import type { SyncTransaction } from '../store'
import { SEQ } from './record-edit'

/**
 * Part of a device's state that has to outlast its person's absence; everything else comes again from the head office.
 */
export interface LeftWork {
  /** The person's own operations, ordered by seq: waiting to go out, waiting in the tray, or in no backup yet [SY20]. */
  readonly records: readonly OperationRecord[]
  /** The device's count of operations. */
  readonly seq: number
  /** State of the line when the device was told last: a receiver that lost that is found out [SY20]. */
  readonly line: Pick<ReplicaState, 'epoch' | 'receipt' | 'safe'>
}

/** Owner of a device, in a body. */
export interface DeviceOwner {
  readonly body: string
  readonly person: string
}

/** Returns the state to keep when a person leaves [SY45]. */
export async function leftWork(tx: SyncTransaction, { body, person }: DeviceOwner): Promise<LeftWork> {
  const { epoch, receipt = null, safe } = await readReplicaState(tx, body)
  const owed = (await tx.decided()).filter(({ stamp, verdict }) => stamp > safe || verdict?.provisional)
  const records = [...(await tx.pending()), ...owed]
    .filter(({ operation }) => operation.person === person)
    .sort((a, b) => a.operation.seq - b.operation.seq)
  return { records, seq: await tx.count(SEQ, 0), line: { epoch, receipt, safe } }
}

/** Counts its operations that have still to go out or to be settled. */
export const pendingIn = ({ records }: LeftWork): number => records.filter(isPending).length

/** Begins the line to the head office anew: what it was told last stays known, everything else comes again. */
export const beginReplicaState = (tx: SyncTransaction, body: string, { line }: LeftWork): Promise<void> =>
  saveReplicaState(tx, body, { ...newReplicaState(), ...line })

/** Takes up again what was left; what is known here already stays as it is [SY45]. */
export async function takeUp(tx: SyncTransaction, body: string, left: LeftWork): Promise<void> {
  const known = new Set(
    (await tx.operations(left.records.map(({ operation }) => operation.id))).map(({ operation }) => operation.id),
  )
  await tx.putOperations(left.records.filter(({ operation }) => !known.has(operation.id)))
  const seq = await tx.count(SEQ, 0)
  if (left.seq > seq) await tx.count(SEQ, left.seq - seq)
  if ((await readReplicaState(tx, body)).epoch === null) await beginReplicaState(tx, body, left)
}
