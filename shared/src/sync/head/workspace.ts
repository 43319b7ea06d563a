import { sameContent } from '../protocol'
import type { Operation, OperationRecord, RegisterState } from '../protocol'
import { otherId } from '../protocol'
import type { HeadTransaction } from '../store'

/** What a batch works on: read once, changed in memory, written once. */
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
