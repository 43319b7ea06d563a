import type { IsoInstant, Refusal } from '../model'
import { sameContent } from './content'
import {
  type Answer,
  BATCH,
  type Operation,
  type OperationRecord,
  PROTOCOL,
  type Push,
  type RegisterKey,
  type RegisterState,
  type Verdict,
} from './operation'
import { registerId } from './register-id'
import type { SyncStore, SyncTransaction } from './store'

/** What the head office brings to a push: who it is, the server's time, and the rules of the day. */
export interface ReceivePorts {
  readonly person: string
  readonly now: IsoInstant
  /** A refusal, or null where the operation may be applied. */
  judge(operation: Operation): Refusal | null
  /** May the person see what stands in that register? [SY11] */
  visible(key: RegisterKey): boolean
  /** Registers in one answer at most. */
  readonly pageSize?: number
}

const PAGE = 1000

const refuse = (operation: string, code: string, message: string): Verdict => ({
  operation,
  type: 'rejected',
  refusal: { code, message },
})

/** The same operation: all that its author decided is equal [SY8]. */
const isSame = (a: Operation, b: Operation): boolean =>
  a.register === b.register &&
  a.node === b.node &&
  a.seq === b.seq &&
  a.base === b.base &&
  sameContent(a.content, b.content)

/** What a batch works on: read once, changed in memory, written once. */
interface Desk {
  readonly known: Map<string, OperationRecord>
  readonly seqs: Map<number, string>
  readonly heads: Map<string, RegisterState>
  readonly changed: Map<string, RegisterState>
  stamp: number
}

async function openDesk(tx: SyncTransaction, { node, operations }: Push, stamp: number): Promise<Desk> {
  const known = await tx.operations([...new Set(operations.flatMap(({ id, base }) => (base ? [id, base] : [id])))])
  const seqs = await tx.takenSeqs(
    node,
    operations.map(({ seq }) => seq),
  )
  const heads = await tx.registers([...new Set(operations.map(({ register }) => register))])
  return {
    known: new Map(known.map((record) => [record.operation.id, record])),
    seqs: new Map(seqs.map(({ operation }) => [operation.seq, operation.id])),
    heads: new Map(heads.map((state) => [state.id, state])),
    changed: new Map(),
    stamp,
  }
}

function malformed(operation: Operation, push: Push, ports: ReceivePorts): Verdict | null {
  if (operation.protocol > PROTOCOL)
    return {
      operation: operation.id,
      type: 'deferred',
      refusal: { code: 'UNKNOWN_PROTOCOL', message: 'Il server va aggiornato: il valore resta su questo dispositivo.' },
    }
  const honest =
    operation.node === push.node &&
    operation.person === ports.person &&
    operation.key.body === push.body &&
    operation.register === registerId(operation.key)
  return honest
    ? null
    : refuse(operation.id, 'MALFORMED_OPERATION', "L'operazione non è di questa persona o di questo dispositivo.")
}

/** The head that the author saw: an edit chained to one that merged saw what that one merged into [SY3, SY6]. */
function seenHead({ base }: Operation, desk: Desk): string | null {
  const verdict = base === null ? undefined : desk.known.get(base)?.verdict
  return verdict?.type === 'merged' ? (verdict.current?.head ?? null) : base
}

/** The verdict on an operation that was never decided; an applied one becomes the head [SY5-SY7]. */
function decide(operation: Operation, desk: Desk, push: Push, ports: ReceivePorts): Verdict {
  const barred = malformed(operation, push, ports)
  if (barred) return barred
  const refusal = ports.judge(operation)
  if (refusal) return { operation: operation.id, type: 'rejected', refusal }
  const head = desk.heads.get(operation.register) ?? null
  if ((head?.head ?? null) !== seenHead(operation, desk)) {
    const type = head && sameContent(head.content, operation.content) ? 'merged' : 'conflict'
    return { operation: operation.id, type, current: head && ports.visible(head.key) ? head : null }
  }
  desk.stamp += 1
  const { register: id, key, content } = operation
  const state = { id, key, head: operation.id, content, person: ports.person, at: ports.now, stamp: desk.stamp }
  desk.heads.set(id, state)
  desk.changed.set(id, state)
  return { operation: operation.id, type: 'applied' }
}

/** The verdict on one operation of a batch, a repeated one included [SY8]. Gives the record to write, if any. */
function handle(
  operation: Operation,
  desk: Desk,
  push: Push,
  ports: ReceivePorts,
): { readonly verdict: Verdict; readonly record: OperationRecord | null } {
  const before = desk.known.get(operation.id)
  if (before?.verdict) {
    const again = isSame(before.operation, operation)
      ? before.verdict
      : refuse(operation.id, 'SAME_ID_OTHER_CONTENT', 'La stessa operazione era già arrivata con un altro contenuto.')
    return { verdict: again, record: null }
  }
  if (desk.seqs.has(operation.seq))
    return {
      verdict: refuse(
        operation.id,
        'SAME_SEQ_OTHER_ID',
        'Questo dispositivo sembra la copia di un altro: esca e rientri.',
      ),
      record: null,
    }
  const verdict = decide(operation, desk, push, ports)
  if (verdict.type === 'deferred') return { verdict, record: null }
  const record = { operation, sent: true, verdict, receivedAt: ports.now, settled: false }
  desk.known.set(operation.id, record)
  desk.seqs.set(operation.seq, operation.id)
  return { verdict, record }
}

async function pull(
  tx: SyncTransaction,
  push: Push,
  ports: ReceivePorts,
): Promise<Omit<Answer, 'verdicts' | 'serverTime'>> {
  const size = ports.pageSize ?? PAGE
  const page = await tx.registersSince(push.body, push.cursor, size)
  return {
    registers: page.filter(({ key }) => ports.visible(key)),
    cursor: page.at(-1)?.stamp ?? push.cursor,
    more: page.length === size,
  }
}

/**
 * Takes a push and answers it: all verdicts and the page of state in one transaction [SY9, SY10].
 * The counter is locked first, so two pushes of one body are decided one after the other.
 */
export function receive(store: SyncStore, push: Push, ports: ReceivePorts): Promise<Answer> {
  const counter = `stamp/${push.body}`
  const operations = push.operations.slice(0, BATCH)
  return store.transaction(async (tx) => {
    if (operations.length === 0) return { verdicts: [], ...(await pull(tx, push, ports)), serverTime: ports.now }
    const stamp = await tx.count(counter, 0)
    const desk = await openDesk(tx, push, stamp)
    const handled = operations.map((operation) => handle(operation, desk, push, ports))
    const records = handled.flatMap(({ record }) => record ?? [])
    if (records.length > 0) await tx.putOperations(records)
    if (desk.changed.size > 0) {
      await tx.putRegisters([...desk.changed.values()])
      await tx.count(counter, desk.stamp - stamp)
    }
    return { verdicts: handled.map(({ verdict }) => verdict), ...(await pull(tx, push, ports)), serverTime: ports.now }
  })
}
