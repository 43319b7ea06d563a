import type { IsoInstant } from '../../model'
import type { Bearer } from '../node'
import type { Operation, RegisterKey, RegisterState } from '../protocol'
import type { View } from '../protocol'
import type { ReceiptPorts } from './receipt'
import type { Refusal } from '../../refusals'

/** What the receiver brings to a push: who may do what, and the server's time. */
export interface ReceivePorts {
  readonly now: IsoInstant
  /** True at a remote site, whose verdicts the head office may change (SY30). */
  readonly provisional: boolean
  /** What the sender may see (SY11). */
  readonly view: View
  /** Whose tray the sender reads: the person, or the people of a site. */
  readonly persons: readonly string[]
  /** Who comes: what the nodes in the push have to belong to [SY34]. */
  readonly bearer: Bearer
  /** How what is told here is proved, should it be lost [SY39]. */
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
