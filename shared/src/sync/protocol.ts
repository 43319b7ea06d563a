import type { IsoInstant } from '../model'
import type { Operation, OperationRecord, RegisterState, Verdict } from './operation'

/** The version of the protocol that this code speaks; the two before it are understood (SY24). */
export const PROTOCOL = 2

/** The version of what stands around the operations of a push: from 3 on checksums say too whether bytes are missing (SY62). */
export const PUSH_PROTOCOL = 3

/** Operations of one push at most, and their characters as JSON (SY9). */
export const BATCH = 500
export const BATCH_SIZE = 256_000

/** What a reader already holds (SY10, SY19). */
export interface Cursor {
  /** Token of the view that the scopes held belong to; null before the first answer. */
  readonly view: string | null
  /** Everything of those scopes up to this count is held. */
  readonly stamp: number
  /** Everything of the tray up to this count is held. */
  readonly tray: number
  /** Scopes that came later and are still being read from their beginning, and up to where. */
  readonly behind: { readonly scopes: readonly string[]; readonly stamp: number } | null
}

/** One round trip: what a device or a site sends. */
export interface Push {
  readonly body: string
  readonly node: string
  /** Of the push; each operation has its own (see `PUSH_PROTOCOL`). */
  readonly protocol: number
  /** Epoch of the receiver as the sender knows it; null before the first answer (SY20). */
  readonly epoch: string | null
  /** The highest seq that the node ever gave (SY21). */
  readonly lastSeq: number
  /** The receiver's own proof of what it told the sender last; left out by older apps (SY20). */
  readonly receipt?: string | null
  readonly cursor: Cursor
  /** Asks for the checksum of each scope: those of the whole did not agree (SY22). */
  readonly verify: boolean
  readonly operations: readonly Operation[]
  /** Ids of those that were refused and that their authors have dealt with: they go along for what stands on them [SY70]. */
  readonly ended?: readonly string[]
}

/**
 * `new-epoch`: the receiver lost something, send again what you keep. `cloned`: another device has your name. The others
 * refuse the push whole: the name is somebody else's, the device was shut out, there are too many of its person (SY34).
 */
export type Notice = 'none' | 'new-epoch' | 'cloned' | 'not-yours' | 'revoked' | 'too-many'

/** What a person or site may see: names of scopes, and those whose late values are theirs to decide. */
export interface View {
  readonly token: string
  readonly scopes: readonly string[]
  readonly manages: readonly string[]
}

/** Checksum of the registers in a scope. */
export interface ScopeSum {
  readonly scope: string
  readonly sum: string
}

/** What is answered: a verdict for each operation in order, and what changed since the cursor. */
export interface Answer {
  readonly notice: Notice
  readonly epoch: string
  /** Proof of what is told here, for the sender to send back; null where nothing was (SY20). */
  readonly receipt?: string | null
  readonly verdicts: readonly Verdict[]
  /** Registers that changed, without those that an operation of this very push changed last. */
  readonly registers: readonly RegisterState[]
  /** What changed in the tray: conflicts and refusals of the person, late values to decide. */
  readonly tray: readonly OperationRecord[]
  readonly cursor: Cursor
  /** The view, where it is not the one that the cursor named. */
  readonly view: View | null
  /** True where more changed than fits one page: ask again. */
  readonly more: boolean
  /** Checksum of all that the view holds, once nothing more is to come; null otherwise. */
  readonly checksum: string | null
  /** Checksum of each scope, where it was asked for. */
  readonly sums: readonly ScopeSum[] | null
  /** Everything up to this count is in a backup: nobody needs to keep it any longer (SY20). */
  readonly safe: number
  readonly serverTime: IsoInstant
}

/** Carries a push upstream; rejects where no answer came: everything stays and goes again (SY16). */
export type Transport = (push: Push) => Promise<Answer>
