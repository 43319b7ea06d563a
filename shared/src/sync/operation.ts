import type { Cell, IsoInstant, MeasureValue, Refusal } from '../model'

/**
 * What can be edited on its own: of a cell its value, its note, why it stays without a value, what its manager says of
 * it, one piece of evidence by the SHA-256 of its bytes; of a unit's whole period (measure `*`) that it was sent.
 */
export type RegisterField = 'value' | 'note' | 'absence' | 'review' | 'sending' | `evidence/${string}`

/** Stands in place of a measure where a register is about the whole period of a unit. */
export const WHOLE_PERIOD = '*'

/** A cell and one of its fields. Its id is made from what it is about (SY1): two people who fill the same cell meet. */
export interface RegisterKey extends Cell {
  readonly field: RegisterField
}

/** A file that proves a value: what its bytes are, not the bytes. */
export interface Evidence {
  readonly type: 'evidence'
  /** Of the bytes, 64 hexadecimal digits. */
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  /** Media type, as the device found it; the server looks again. */
  readonly mime: string
  /** As its owner called it. */
  readonly name: string
}

/** What a manager says of a cell: good as it is, sent back, or open again after it was good. */
export interface Review {
  readonly type: 'review'
  readonly state: 'confirmed' | 'returned' | 'reopened'
  /** Id of the operation whose value the manager saw; null where there was none. */
  readonly of: string | null
  /** Never empty where it is sent back or opened again. */
  readonly reason: string
}

/** That a unit handed its period in. */
export interface Sending {
  readonly type: 'sending'
}

/** What stands in a register: a value, a piece of evidence, a review, a sending, a text, or nothing (null). */
export type Content = MeasureValue | Evidence | Review | Sending | string | null

/**
 * What an operation does: `edit` writes content; `dismiss` lets go of the own refused work; `accept` and `decline` are
 * a manager's answer to a value that came after the close.
 */
export type OperationKind = 'edit' | 'dismiss' | 'accept' | 'decline'

/** Why a late value was accepted or declined, and whether it counts as if it had come in time. */
export interface Decision {
  readonly reason: string
  readonly inTime: boolean
}

/** What a person did. Once sent it never changes. */
export interface Operation {
  /** UUIDv7. */
  readonly id: string
  /** The device that made it, and its own count there, without holes. */
  readonly node: string
  readonly seq: number
  readonly person: string
  readonly deviceTime: IsoInstant
  readonly protocol: number
  readonly kind: OperationKind
  readonly register: string
  readonly key: RegisterKey
  /** Id of the operation that its author saw as the register's head; null where nothing stood there. */
  readonly base: string | null
  readonly content: Content
  /** Id of the operation in a tray that this one deals with; null for a plain edit (SY12). */
  readonly about: string | null
  readonly decision: Decision | null
}

/** The state of a register: its head operation, what it says, who put it there and when it was received. */
export interface RegisterState {
  readonly id: string
  readonly key: RegisterKey
  /** Who may see it: see `scopeName`. */
  readonly scope: string
  readonly head: string
  readonly content: Content
  readonly person: string
  readonly at: IsoInstant
  /** Number from the body's counter: grows with every change. */
  readonly stamp: number
  /** Accepted by a manager as if it had come in time. */
  readonly excused: boolean
  /** The bytes of a piece of evidence are here and were checked; true for everything else. */
  readonly complete: boolean
}

/** What every verdict says: on which operation, at which count of the body (0: not recorded), and whether a site said it. */
interface VerdictOn {
  readonly operation: string
  readonly stamp: number
  /** Said by a remote site: the head office has still to decide (SY30). */
  readonly provisional: boolean
  /** Id under which the operation is kept, where its own already meant something else (SY8). */
  readonly keptAs?: string | null
}

/** What is decided of an operation. `applied` and `merged` are good; the others go to the tray or wait. */
export type Verdict = VerdictOn &
  (
    | { readonly type: 'applied'; readonly scope: string }
    | { readonly type: 'merged' | 'conflict'; readonly current: RegisterState | null }
    | { readonly type: 'rejected'; readonly refusal: Refusal; readonly current: RegisterState | null }
    | { readonly type: 'deferred'; readonly refusal: Refusal }
  )

/** How a conflict or refusal ended: by which operation, of whom, when, and why where a reason was given. */
export interface Settlement {
  readonly by: string
  readonly kind: OperationKind
  readonly person: string
  readonly at: IsoInstant
  readonly reason: string | null
}

/** An operation as it is kept: in an outbox without verdict, in the history with it. */
export interface OperationRecord {
  readonly operation: Operation
  /** On a device: sent at least once, so it never changes again. At the head: always true. */
  readonly sent: boolean
  readonly verdict: Verdict | null
  readonly receivedAt: IsoInstant | null
  /** Count of the body at its last change: the order of the history. 0 on a device until it is decided. */
  readonly stamp: number
  readonly scope: string
  /** A remote site decided it first: its author waits to hear what the head office says (SY30). */
  readonly relayed: boolean
  /** Set once a conflict or refusal was dealt with (SY12). */
  readonly settlement: Settlement | null
}

/** A record that nobody has decided yet. `sent`: it never changes again. */
export const undecidedRecord = (operation: Operation, sent: boolean): OperationRecord => ({
  operation,
  sent,
  verdict: null,
  receivedAt: null,
  stamp: 0,
  scope: '',
  relayed: false,
  settlement: null,
})
