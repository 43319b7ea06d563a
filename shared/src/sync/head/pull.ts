import { totalSum } from '../scope'
import type { RegisterState } from '../operation'
import type { Answer, Cursor, Push, View } from '../protocol'
import type { SyncTransaction } from '../store'
import type { ReceivePorts } from './decide'

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

async function checksums(tx: SyncTransaction, body: string, { scopes }: View) {
  const seen = new Set(scopes)
  return (await tx.scopeSums(body)).filter(({ scope }) => seen.has(scope))
}

const upTo = (cursor: Cursor): number => Math.min(cursor.stamp, cursor.behind?.stamp ?? cursor.stamp)

/**
 * What changed since the cursor and may be seen [SY10, SY11]. A sender that holds another view is told its own first and
 * reads the scopes that are new to it from their beginning [SY19]. What this very push did, its author knows: of evidence
 * only, it does not know whether the bytes are here already [SY26].
 */
export async function pull(
  tx: SyncTransaction,
  { body, cursor, verify }: Push,
  ports: ReceivePorts,
  { before, stamp, written, changed }: Batch,
): Promise<Pulled> {
  const { view, persons, pageSize: size = PAGE } = ports
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
  const sums = more ? [] : await checksums(tx, body, view)
  return {
    registers: [...main.rows, ...(behind?.page.rows ?? [])]
      .filter(({ head }) => !written.has(head))
      .concat([...changed].filter(({ key }) => key.field.startsWith('evidence/'))),
    tray: tray.rows
      .filter(({ settlement }) => settlement === null || cursor.tray > 0)
      .filter(({ operation, settlement }) => settlement !== null || !written.has(operation.id)),
    cursor: next,
    view: isOther ? view : null,
    more,
    checksum: more ? null : totalSum(sums),
    sums: verify && !more ? sums : null,
  }
}
