import { timingSafeEqual } from 'node:crypto'
import {
  type ReceivePorts,
  type Cursor,
  type DevicePush,
  type Operation,
  operationIn,
  type Push,
  type Verdict,
} from '@traguardo/shared/sync'
import type { Refusal } from '@traguardo/shared/refusals'
import type { Keyring } from '../kernel/secrets/keyring'

const PURPOSE = 'receipt'

/** Proofs of what a reader was told: with the key of the installation, which no restore of the database puts back [SY39]. */
export const receiptsOf = (keyring: Keyring, reader: string): ReceivePorts['receipts'] => ({
  reader,
  prove: (text) => keyring.mac(PURPOSE, text),
  isProof(text, proof) {
    const [expected, given] = [keyring.mac(PURPOSE, text), proof].map((one) => Buffer.from(one))
    return expected !== undefined && given?.length === expected.length && timingSafeEqual(expected, given)
  },
})

/** Operations as they came: those that can be decided, and a way to put the verdicts on the rest among those on them. */
interface ReadOperations {
  readonly operations: readonly Operation[]
  /** Verdicts on all operations in the order in which they came, given those on what could be decided. */
  inOrder(decided: readonly Verdict[]): readonly Verdict[]
}

function refusedFor(raw: unknown, refusal: Refusal): Verdict {
  const { id } = (typeof raw === 'object' && raw !== null ? raw : {}) as { readonly id?: unknown }
  const operation = typeof id === 'string' ? id : ''
  return { operation, type: 'rejected', stamp: 0, provisional: false, current: null, refusal }
}

/**
 * Separates the operations that can be decided from those that have no form: one poisoned operation does not hold up the
 * others [SY36].
 */
export function readOperations(raw: readonly unknown[]): ReadOperations {
  const read = raw.map((one) => operationIn(one))
  const operations = read.flatMap((one) => (one.ok ? [one.value] : []))
  return {
    operations,
    inOrder(decided) {
      if (decided.length === 0 && operations.length > 0) return []
      const left = decided.values()
      return read.flatMap((one, at) => (one.ok ? (left.next().value ?? []) : refusedFor(raw[at], one.error)))
    },
  }
}

/** The first protocol knew one cursor, no view and no tray: it is read as holding the view that its person has now. */
const firstCursor = (stamp: number, view: string): Cursor => ({
  view,
  stamp,
  tray: Number.MAX_SAFE_INTEGER,
  behind: null,
})

/**
 * The push of a device, with those of its operations that have a form.
 * @param view token of the view that its person has now
 */
export function pushOf(
  { person: _person, device: _device, lastDecided: _decided, at, cursor, ...push }: DevicePush,
  operations: readonly Operation[],
  view: string,
): Push {
  return { ...push, operations, cursor: at ?? firstCursor(cursor ?? 0, view) }
}
