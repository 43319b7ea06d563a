import { firstForm, totalSum } from '../scope'
import type { OperationRecord, RegisterState, Verdict } from '../protocol'
import { type Answer, type Cursor, type Push, PUSH_PROTOCOL, type View } from '../protocol'
import type { SyncTransaction } from '../store'
import type { ReceivePorts } from './ports'

const PAGE = 1000

/** What the push that is answered has done: the body's count before and after it, and what it wrote. */
export interface Batch {
  readonly before: number
  readonly stamp: number
  readonly written: ReadonlySet<string>
  readonly changed: Iterable<RegisterState>
}

type Pulled = Pick<Answer, 'registers' | 'tray' | 'cursor' | 'view' | 'more' | 'checksum' | 'sums'>

interface Page<T> {
  readonly rows: readonly T[]
  /** Everything up to here is in the page or before it. */
  readonly upTo: number
}

/** Up to where a page that may be full reaches, where the count stands at `stamp`. */
function pageOf<T extends { readonly stamp: number }>(rows: readonly T[], size: number, stamp: number): Page<T> {
  return { rows, upTo: rows.length < size ? stamp : (rows.at(-1)?.stamp ?? stamp) }
}

async function checksums(tx: SyncTransaction, { body, protocol }: Push, { scopes }: View) {
  const seen = new Set(scopes)
  const sums = (await tx.scopeSums(body)).filter(({ scope }) => seen.has(scope))
  return protocol >= PUSH_PROTOCOL ? sums : sums.map(({ scope, sum }) => ({ scope, sum: firstForm(sum) }))
}

/** A verdict as a reader may hear it now: what stood there then is told only of a register that may be seen still [SY11]. */
export function toldTo<V extends Verdict>(verdict: V, scopes: ReadonlySet<string>): V {
  const isHidden = 'current' in verdict && verdict.current !== null && !scopes.has(verdict.current.scope)
  return isHidden ? { ...verdict, current: null } : verdict
}

/**
 * Rows of the tray as a reader may have them: of one's own people, those of cells that the reader may bring; late values
 * of others without the name of their device, which is somebody else's to use [SY33, SY34].
 */
function trayOf(
  rows: readonly OperationRecord[],
  { persons, mayBring }: ReceivePorts,
  scopes: ReadonlySet<string>,
): readonly OperationRecord[] {
  return rows.flatMap(({ operation, verdict, ...record }) => {
    const isOwn = persons.includes(operation.person)
    if (isOwn && !mayBring(operation)) return []
    const told = verdict && toldTo(verdict, scopes)
    return [{ ...record, operation: isOwn ? operation : { ...operation, node: '' }, verdict: told }]
  })
}

/**
 * A cursor that what it says of cannot widen: scopes outside the view are left out, counts that were never reached are
 * read from the beginning [SY33].
 */
function held({ view, stamp, tray, behind }: Cursor, count: number, seen: ReadonlySet<string>): Cursor {
  if (stamp > count) return { view, stamp: 0, tray: 0, behind: null }
  const scopes = behind?.scopes.filter((scope) => seen.has(scope)) ?? []
  return {
    view,
    stamp,
    tray: Math.min(tray, count),
    behind: behind && scopes.length > 0 ? { ...behind, scopes } : null,
  }
}

const upTo = (cursor: Cursor): number => Math.min(cursor.stamp, cursor.behind?.stamp ?? cursor.stamp)

/**
 * What changed since the cursor and may be seen [SY10, SY11]. A sender that holds another view is told its own first and
 * reads the scopes that are new to it from their beginning [SY19]. What this very push did, its author knows: of evidence
 * only, it does not know whether the bytes are here already [SY26].
 */
export async function pull(
  tx: SyncTransaction,
  push: Push,
  ports: ReceivePorts,
  { before, stamp, written, changed }: Batch,
): Promise<Pulled> {
  const { body, cursor: said, verify } = push
  const { view, persons, pageSize: size = PAGE } = ports
  const seen = new Set(view.scopes)
  const cursor = held(said, before, seen)
  const isOther = cursor.view !== view.token
  if (isOther && (cursor.view !== null || cursor.stamp > 0))
    return { registers: [], tray: [], cursor, view, more: true, checksum: null, sums: null }
  const behindScopes = new Set(cursor.behind?.scopes ?? [])
  const abreast = behindScopes.size === 0 ? view.scopes : view.scopes.filter((scope) => !behindScopes.has(scope))
  const read = async (scopes: readonly string[], since: number) =>
    since >= before || scopes.length === 0 ? [] : tx.registersSince(body, since, scopes, size)
  const main = pageOf(await read(abreast, cursor.stamp), size, stamp)
  const behind = cursor.behind && {
    scopes: cursor.behind.scopes,
    page: pageOf(await read(cursor.behind.scopes, cursor.behind.stamp), size, stamp),
  }
  const filter = { persons, lateIn: view.manages }
  const tray = pageOf(cursor.tray === stamp ? [] : await tx.tray(body, cursor.tray, filter, size), size, stamp)
  const hasCaughtUp = !behind || (behind.page.upTo === stamp && main.upTo === stamp)
  const next: Cursor = {
    view: view.token,
    stamp: main.upTo,
    tray: tray.upTo,
    behind: hasCaughtUp || !behind ? null : { scopes: behind.scopes, stamp: behind.page.upTo },
  }
  const more = upTo(next) < stamp || next.tray < stamp
  const sums = more ? [] : await checksums(tx, push, view)
  return {
    registers: [...main.rows, ...(behind?.page.rows ?? [])]
      .filter(({ head }) => !written.has(head))
      .concat([...changed].filter(({ key, scope }) => key.field.startsWith('evidence/') && seen.has(scope))),
    tray: trayOf(tray.rows, ports, seen)
      // Of what was dealt with long ago a new reader hears nothing; who waits for a last word has it.
      .filter(({ settlement, relayed }) => settlement === null || relayed || cursor.tray > 0)
      .filter(({ operation, settlement }) => settlement !== null || !written.has(operation.id)),
    cursor: next,
    view: isOther ? view : null,
    more,
    checksum: more ? null : totalSum(sums),
    sums: verify && !more ? sums : null,
  }
}
