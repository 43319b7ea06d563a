import type { Refusal } from '@traguardo/shared/model'
import { type Cursor, type Operation, operationIn, type Push, type Verdict } from '@traguardo/shared/sync'
import type { PushInput } from './sync-push.types'

/** Operations as they came: those that can be decided, and a way to put the verdicts on the rest among those on them. */
export interface ReadOperations {
  readonly operations: readonly Operation[]
  /** Verdicts on all operations in the order in which they came, given those on what could be decided. */
  inOrder(decided: readonly Verdict[]): readonly Verdict[]
}

/** A push of a site as it came. */
export interface ReadPush extends Pick<ReadOperations, 'inOrder'> {
  readonly push: Push
}

type Parts = Readonly<Record<string, unknown>>

const partsOf = (raw: unknown): Parts => (typeof raw === 'object' && raw !== null ? (raw as Parts) : {})
const textOf = (raw: unknown): string | null => (typeof raw === 'string' ? raw : null)
const textsOf = (raw: unknown): readonly string[] =>
  Array.isArray(raw) ? raw.filter((one) => typeof one === 'string') : []
const countOf = (raw: unknown): number => (Number.isSafeInteger(raw) ? Math.max(0, Number(raw)) : 0)

const refusedFor = (raw: unknown, refusal: Refusal): Verdict => ({
  operation: textOf(partsOf(raw)['id']) ?? '',
  type: 'rejected',
  stamp: 0,
  provisional: false,
  current: null,
  refusal,
})

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

function cursorIn(raw: unknown): Cursor {
  const { view, stamp, tray, behind } = partsOf(raw)
  const { scopes, stamp: from } = partsOf(behind)
  const isBehind = typeof behind === 'object' && behind !== null
  return {
    view: textOf(view),
    stamp: countOf(stamp),
    tray: countOf(tray),
    behind: isBehind ? { scopes: textsOf(scopes), stamp: countOf(from) } : null,
  }
}

/** The first protocol knew one cursor, no view and no tray: it is read as holding the view that its person has now. */
const firstCursor = (stamp: number, view: string): Cursor => ({
  view,
  stamp: Math.max(0, stamp),
  tray: Number.MAX_SAFE_INTEGER,
  behind: null,
})

/**
 * The push of a device, with those of its operations that have a form.
 * @param view token of the view that its person has now
 */
export function pushIn(input: PushInput, operations: readonly Operation[], view: string): Push {
  const { body, node, protocol, epoch, receipt, lastSeq, at, cursor, verify, ended } = input
  return {
    ...{ body, node, protocol, operations },
    epoch: epoch ?? null,
    receipt: receipt ?? null,
    lastSeq: lastSeq ?? Number.MAX_SAFE_INTEGER,
    cursor: at ? cursorIn(at) : firstCursor(cursor ?? 0, view),
    verify: verify ?? false,
    ended: ended ?? [],
  }
}

/**
 * The push in what a site says, which nothing has looked at yet. A site counts no operations of its own: what it brings
 * bears the names of its people's devices. Null where it has not the form of a push.
 */
export function readSitePush(raw: unknown): ReadPush | null {
  const { body, node, protocol, epoch, receipt, cursor, verify, ended, operations: brought } = partsOf(raw)
  if (typeof body !== 'string' || typeof node !== 'string' || !Array.isArray(brought)) return null
  const { operations, inOrder } = readOperations(brought)
  return {
    push: {
      ...{ body, node, operations, protocol: countOf(protocol), epoch: textOf(epoch), cursor: cursorIn(cursor) },
      receipt: textOf(receipt),
      lastSeq: Number.MAX_SAFE_INTEGER,
      verify: verify === true,
      ended: textsOf(ended),
    },
    inOrder,
  }
}
