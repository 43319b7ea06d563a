import type { OperationRecord, RegisterState } from './operation'

/** What an engine keeps on a device, at a site, at the head office. Adapters: memory, IndexedDB, the ORM. */
export interface SyncStore {
  /** Runs `work` in one durable transaction: all of it stands when the promise resolves, or none where it rejects. */
  transaction<T>(work: (tx: SyncTransaction) => Promise<T>): Promise<T>
}

/** Everything an engine may do inside a transaction. Nothing but these calls may be awaited in it. */
export interface SyncTransaction {
  /** Records of those of the given ids that exist, in no order. */
  operations(ids: readonly string[]): Promise<OperationRecord[]>
  /** Records without a final verdict or not settled: the outbox and the tray, ordered by seq. */
  pending(): Promise<OperationRecord[]>
  putOperations(records: readonly OperationRecord[]): Promise<void>
  /** Takes away an unsent operation that a later edit replaced. */
  removeOperation(id: string): Promise<void>
  /** Records that hold one of these seqs of the node: a second id there means a cloned device [SY8]. */
  takenSeqs(node: string, seqs: readonly number[]): Promise<OperationRecord[]>
  registers(ids: readonly string[]): Promise<RegisterState[]>
  /** Registers of a body whose stamp is greater, ordered by stamp, at most `limit`. */
  registersSince(body: string, stamp: number, limit: number): Promise<RegisterState[]>
  putRegisters(states: readonly RegisterState[]): Promise<void>
  /** Adds to a named counter, locks it until the transaction ends, and gives its new value (0 for none yet). */
  count(name: string, add: number): Promise<number>
  /** A small named setting: cursor, node, person. */
  setting(name: string): Promise<string | null>
  putSetting(name: string, value: string): Promise<void>
}
