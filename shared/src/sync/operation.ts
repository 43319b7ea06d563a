import type { Cell, IsoInstant, MeasureValue, Refusal } from '../model'

/** The version of the protocol that this code speaks. */
export const PROTOCOL = 1

/** Operations of one push at most (SY9). */
export const BATCH = 500

/** What can be edited on its own: the value of a cell, or its note. */
export type RegisterField = 'value' | 'note'

/** A cell and one of its fields. Its id is made from what it is about (SY1): two people who fill the same cell meet. */
export interface RegisterKey extends Cell {
  readonly field: RegisterField
}

/** What stands in a register: a value, a note, or nothing (null). */
export type Content = MeasureValue | string | null

/** An edit. Once sent it never changes. */
export interface Operation {
  /** UUIDv7. */
  readonly id: string
  /** The device that made it, and its own count there, without holes. */
  readonly node: string
  readonly seq: number
  readonly person: string
  readonly deviceTime: IsoInstant
  readonly protocol: number
  readonly register: string
  readonly key: RegisterKey
  /** Id of the operation that its author saw as the register's head; null where nothing stood there. */
  readonly base: string | null
  readonly content: Content
}

/** The state of a register: its head operation, what it says, who put it there and when it was received. */
export interface RegisterState {
  readonly id: string
  readonly key: RegisterKey
  readonly head: string
  readonly content: Content
  readonly person: string
  readonly at: IsoInstant
  /** Number from the body's counter: grows with every change. */
  readonly stamp: number
}

/** What the head office says of an operation. `applied` and `merged` are final and good; the others go to the tray. */
export type Verdict =
  | { readonly operation: string; readonly type: 'applied' }
  | { readonly operation: string; readonly type: 'merged' | 'conflict'; readonly current: RegisterState | null }
  | { readonly operation: string; readonly type: 'rejected' | 'deferred'; readonly refusal: Refusal }

/** An operation as it is kept: in an outbox without verdict, in the history with it. */
export interface OperationRecord {
  readonly operation: Operation
  /** On a device: sent at least once, so it never changes again. At the head: always true. */
  readonly sent: boolean
  readonly verdict: Verdict | null
  readonly receivedAt: IsoInstant | null
  /** Set once its person has dealt with a conflict or refusal (SY12). */
  readonly settled: boolean
}

/** One round trip: what a device sends. */
export interface Push {
  readonly body: string
  readonly node: string
  readonly protocol: number
  /** The last stamp that the device holds, 0 for none. */
  readonly cursor: number
  readonly operations: readonly Operation[]
}

/** What the head office answers: a verdict for each operation in order, and what changed since the cursor. */
export interface Answer {
  readonly verdicts: readonly Verdict[]
  readonly registers: readonly RegisterState[]
  readonly cursor: number
  /** True where more changed than fits one page: ask again. */
  readonly more: boolean
  readonly serverTime: IsoInstant
}
