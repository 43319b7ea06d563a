import type { IsoInstant } from '../model'
import type { NodeRecord } from './node'
import type { OperationRecord, RegisterState } from './protocol'
import type { ScopeSum } from './protocol'

/** Store of an engine on a device, at a site, at the head office. Adapters: memory, IndexedDB, the ORM. */
export interface SyncStore {
  /** Runs `work` in one durable transaction: all of it stands when the promise resolves, or none where it rejects. */
  transaction<T>(work: (tx: SyncTransaction) => Promise<T>): Promise<T>
  /** Runs `work` on what stood at one moment. It writes nothing and locks nobody out. */
  reading<T>(work: (tx: SyncTransaction) => Promise<T>): Promise<T>
}

/** Filter of the tray: operations of these people, and late values in these scopes. */
export interface TrayFilter {
  readonly persons: readonly string[]
  readonly lateIn: readonly string[]
}

/** Everything an engine may do inside a transaction. Nothing but these calls may be awaited in it. */
export interface SyncTransaction {
  /** Records of those of the given ids that exist, in no order. */
  operations(ids: readonly string[]): Promise<OperationRecord[]>
  /** Records without a verdict, deferred, or in the tray, ordered by seq (SY12, SY16). */
  pending(): Promise<OperationRecord[]>
  /** Of those, what waits on one register. */
  pendingOn(register: string): Promise<OperationRecord[]>
  /** Records without a verdict, or deferred, ordered by seq, at most `limit`: what goes out next (SY16). */
  outbox(limit: number): Promise<OperationRecord[]>
  /** Records with a verdict that nobody has anything to do for, ordered by seq. */
  decided(): Promise<OperationRecord[]>
  /** Records with a provisional verdict, ordered by stamp, at most `limit`: what a site has still to forward. */
  provisional(limit: number): Promise<OperationRecord[]>
  /** Says of operations that they were sent: they never change again (SY4). */
  markSent(ids: readonly string[]): Promise<void>
  putOperations(records: readonly OperationRecord[]): Promise<void>
  removeOperations(ids: readonly string[]): Promise<void>
  /** Records that hold one of these seqs of the node: a second id there means a cloned device (SY8). */
  takenSeqs(node: string, seqs: readonly number[]): Promise<OperationRecord[]>
  /** The highest seq of a node that is known; 0 for none. */
  lastSeq(node: string): Promise<number>
  /** Records of a tray whose stamp is greater, ordered by stamp, at most `limit`. */
  tray(body: string, stamp: number, filter: TrayFilter, limit: number): Promise<OperationRecord[]>
  registers(ids: readonly string[]): Promise<RegisterState[]>
  /** Registers of a body in these scopes (null: in all) whose stamp is greater, ordered by stamp, at most `limit`. */
  registersSince(body: string, stamp: number, scopes: readonly string[] | null, limit: number): Promise<RegisterState[]>
  putRegisters(states: readonly RegisterState[]): Promise<void>
  removeRegisters(ids: readonly string[]): Promise<void>
  /** Takes away all registers of a body in these scopes, and their checksums. */
  removeScopes(body: string, scopes: readonly string[]): Promise<void>
  /** Checksums of a body's scopes that hold anything. */
  scopeSums(body: string): Promise<ScopeSum[]>
  putScopeSums(body: string, sums: readonly ScopeSum[]): Promise<void>
  /** Adds to a named counter, locks it until the transaction ends, and gives its new value (0 for none yet). */
  count(name: string, add: number): Promise<number>
  /** A small named setting: cursor, epoch. */
  setting(name: string): Promise<string | null>
  putSetting(name: string, value: string): Promise<void>
}

/** Store of a receiver, which keeps besides the owners of nodes and the length of trays. Adapters: memory, the ORM. */
export interface HeadStore {
  transaction<T>(work: (tx: HeadTransaction) => Promise<T>): Promise<T>
  reading<T>(work: (tx: HeadTransaction) => Promise<T>): Promise<T>
}

/** Everything that a receiver may do inside a transaction. */
export interface HeadTransaction extends SyncTransaction {
  /**
   * Counts the conflicts and refusals of a body that wait to be dealt with, for those of these people who have any
   * [SY37].
   */
  refused(body: string, persons: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** Those of the named nodes that are known, of whatever body. */
  nodes(names: readonly string[]): Promise<NodeRecord[]>
  /** Counts the nodes of these people of a body that came since then, for those who have any. */
  nodeCounts(body: string, persons: readonly string[], since: IsoInstant): Promise<ReadonlyMap<string, number>>
  /**
   * Is there somebody of a body, come since then and not shut out, who has not told all in this epoch? A person is one,
   * with whatever device; a site speaks for the devices whose work it brings [SY71].
   */
  isAwaited(body: string, epoch: string, since: IsoInstant): Promise<boolean>
  /** Writes new nodes, and over those of the same owner; gives what stands then: another's stays another's. */
  claimNodes(records: readonly NodeRecord[]): Promise<NodeRecord[]>
}
