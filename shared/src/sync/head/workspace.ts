import {
  type PushAnswer,
  type Push,
  type Operation,
  type RegisterKey,
  type RegisterState,
  type ScopeView,
  sameContent,
  type OperationRecord,
  otherId,
} from '../protocol'
import type { HeadTransaction } from '../store'
import type { IsoInstant } from '../../model'
import type { Bearer } from '../node'
import type { Refusal } from '../../refusals'

/**
 * Ports by which a receiver proves to itself what it told whom: with a key that stands outside its data, and outlives a
 * restore.
 */
interface ReceiptPorts {
  /** Reader of the answer: a person or a site of the body. */
  readonly reader: string
  /** The proof of a text. */
  prove(text: string): string
  /** Is this the proof of that text? */
  isProof(text: string, proof: string): boolean
}

/** Last answer to a reader of a body in an epoch: its count, and the verdict with the highest place. */
interface Told {
  readonly stamp: number
  readonly last: { readonly id: string; readonly stamp: number } | null
}

const LONGEST = 500

/**
 * Returns the statement that a receipt proves: valid for no other reader, no other body, and no other epoch of the
 * receiver.
 */
const statement = (epoch: string, body: string, { reader }: ReceiptPorts, { stamp, last }: Told): string =>
  JSON.stringify([epoch, body, reader, stamp, last?.id ?? null, last?.stamp ?? null])

/**
 * Returns what the sender of a push was told in the epoch that it names, by its receipt; null where that proves nothing
 * [SY39].
 */
export function provedBy({ receipt, epoch, body }: Push, ports: ReceiptPorts): Told | null {
  if (!receipt || receipt.length > LONGEST || epoch === null) return null
  const [stamp = '', id = '', place = '', proof = ''] = receipt.split('/')
  const told = { stamp: Number(stamp), last: id === '' ? null : { id, stamp: Number(place) } }
  return ports.isProof(statement(epoch, body, ports, told), proof) ? told : null
}

/** The receipt for an answer: what its reader was told before, and is told now. */
export function receiptFor(
  { epoch, verdicts }: Pick<PushAnswer, 'epoch' | 'verdicts'>,
  { body, stamp, before }: { readonly body: string; readonly stamp: number; readonly before: Told | null },
  ports: ReceiptPorts,
): string {
  const last = verdicts.reduce(
    (highest, { operation, keptAs, stamp: place }) =>
      place > (highest?.stamp ?? 0) ? { id: keptAs ?? operation, stamp: place } : highest,
    before?.last ?? null,
  )
  const proof = ports.prove(statement(epoch, body, ports, { stamp, last }))
  return [stamp, last?.id ?? '', last?.stamp ?? '', proof].join('/')
}

/** Has the receiver lost something that it told somebody of, as its own receipt proves? [SY20, SY39] */
export async function hasLost(tx: HeadTransaction, told: Told | null, stamp: number): Promise<boolean> {
  if (told === null) return false
  if (told.stamp > stamp) return true
  return told.last !== null && (await tx.operations([told.last.id])).length === 0
}

/** Ports of the receiver of a push: rights, and the server's time. */
export interface ReceivePorts {
  readonly now: IsoInstant
  /** True at a remote site, whose verdicts the head office may change (SY30). */
  readonly provisional: boolean
  /** View of the sender (SY11). */
  readonly view: ScopeView
  /** People whose trays the sender reads: the person, or the people of a site. */
  readonly persons: readonly string[]
  /** Bearer that the nodes in the push have to belong to [SY34]. */
  readonly bearer: Bearer
  /** Proofs of what is told here, should it be lost [SY39]. */
  readonly receipts: ReceiptPorts
  /** May the sender bring an operation of this person and cell at all? */
  mayBring(operation: Operation): boolean
  /** Was it the sender's to bring once? Then it is refused and kept for its author, with this reason [SY72]. */
  left?(operation: Operation): Refusal | null
  /**
   * A refusal, or null where the operation may be applied.
   * @param standing what stands in another register: one that `readsOf` named, or that the push is about
   */
  judge(operation: Operation, standing: (key: RegisterKey) => RegisterState | null): Refusal | null
  /** Does an edit over this head count as in time, though the period has closed? */
  excuses?(operation: Operation, head: RegisterState): boolean
  /** Ids of other registers that `judge` looks at. */
  readsOf?(operation: Operation): readonly string[]
  scopeOf(key: RegisterKey): string
  /** Were the bytes of the evidence that is put here brought by its author, or by who put it here before? (SY40) */
  brought?(operation: Operation): boolean
  /** Ids of the registers of evidence that stood in a cell before the push (SY44). */
  evidenceIn?(key: RegisterKey): readonly string[]
  /** A new id for an epoch. */
  newId(): string
  /** Rows of each kind in one answer at most. */
  readonly pageSize?: number
  /** Operations of one push at most; a site brings a file of any length, and in it all that it has. */
  readonly batch?: number
}

/** The ports, and what the names of nodes in the push say of its operations. */
export interface Judging extends ReceivePorts {
  barred(operation: Operation): Refusal | null
}

/** Does the sender bring it, now or because it was its to bring once? [SY72] */
export const mayCome = (operation: Operation, { mayBring, left }: ReceivePorts): boolean =>
  mayBring(operation) || (left?.(operation) ?? null) !== null

/** Workspace of a batch: read once, changed in memory, written once. */
export interface BatchWorkspace {
  readonly known: Map<string, OperationRecord>
  readonly heads: Map<string, RegisterState>
  /** Registers as they were before the batch, and as it leaves them. */
  readonly before: Map<string, RegisterState>
  readonly changed: Map<string, RegisterState>
  readonly written: Map<string, OperationRecord>
  /** Ids that came with other content than is known: what is based on them saw that other content. */
  readonly doubtful: Set<string>
  /** Conflicts and refusals that wait to be dealt with, by person [SY37]. */
  readonly refused: Map<string, number>
  /** Will somebody still send again what was lost? [SY23, SY71] */
  readonly awaits: boolean
  /** Operations that their authors have dealt with before they came: they never lead [SY70]. */
  readonly ended: ReadonlySet<string>
  stamp: number
}

/** The same operation: all that its author decided is equal; a device that was renamed may send it under its new name [SY8]. */
export const isSame = (a: Operation, b: Operation): boolean =>
  a.register === b.register &&
  a.person === b.person &&
  a.kind === b.kind &&
  a.base === b.base &&
  a.about === b.about &&
  sameContent(a.content, b.content)

/** Reads everything that the operations of a batch speak of: a constant number of statements. */
export async function openWorkspace(
  tx: HeadTransaction,
  operations: readonly Operation[],
  {
    body,
    stamp,
    ended,
    reads,
    awaits,
  }: {
    readonly body: string
    readonly stamp: number
    readonly ended: readonly string[]
    readonly reads: readonly string[]
    /** Is somebody awaited who may bring what is lost? Asked only where something is. */
    readonly awaits: () => Promise<boolean>
  },
): Promise<BatchWorkspace> {
  const ids = operations.flatMap(({ id, base, about }) => [id, ...(base ? [base] : []), ...(about ? [about] : [])])
  const known = await tx.operations([...new Set(ids)])
  const byId = new Map(known.map((record) => [record.operation.id, record]))
  const doubtful = operations.filter((operation) => {
    const before = byId.get(operation.id)
    return before !== undefined && !isSame(before.operation, operation)
  })
  const others = doubtful.length > 0 ? await tx.operations(doubtful.map(otherId)) : []
  const heads = await tx.registers([...new Set([...operations.map(({ register }) => register), ...reads])])
  const persons = [...new Set(operations.map(({ person }) => person))]
  const refused = persons.length > 0 ? await tx.refused(body, persons) : new Map<string, number>()
  const here = new Set([...byId.keys(), ...operations.map(({ id }) => id)])
  const isLost = ids.some((id) => !here.has(id))
  return {
    refused: new Map(refused),
    known: new Map([...known, ...others].map((record) => [record.operation.id, record])),
    heads: new Map(heads.map((state) => [state.id, state])),
    before: new Map(heads.map((state) => [state.id, state])),
    changed: new Map(),
    written: new Map(),
    doubtful: new Set(doubtful.map(({ id }) => id)),
    awaits: isLost && (await awaits()),
    ended: new Set(ended),
    stamp,
  }
}

/** Puts a record on the desk, to be written at its end. */
export function putRecord(desk: BatchWorkspace, record: OperationRecord): void {
  desk.known.set(record.operation.id, record)
  desk.written.set(record.operation.id, record)
}

/** Makes a state the head of its register. */
export function putHead(desk: BatchWorkspace, state: RegisterState): void {
  desk.heads.set(state.id, state)
  desk.changed.set(state.id, state)
}

/** Counts what waits to be dealt with by a person. */
export function countRefused(desk: BatchWorkspace, person: string, add: number): void {
  desk.refused.set(person, (desk.refused.get(person) ?? 0) + add)
}
