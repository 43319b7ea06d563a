import {
  type OperationRecord,
  type RegisterState,
  type Verdict,
  type PushAnswer,
  type Cursor,
  type Push,
  PUSH_PROTOCOL,
  type ScopeView,
  type Operation,
  type SyncSignal,
  firstForm,
  totalSum,
} from '../protocol'
import type { SyncTransaction, HeadTransaction } from '../store'
import { type ReceivePorts, mayCome } from './workspace'
import type { Bearer, NodeRecord } from '../node'
import { type Refusal, refusal } from '../../refusals'

const PAGE = 1000

/** Effects of the push that is answered: the body's count before and after it, and what it wrote. */
interface Batch {
  readonly before: number
  readonly stamp: number
  readonly written: ReadonlySet<string>
  readonly changed: Iterable<RegisterState>
}

type Pulled = Pick<PushAnswer, 'registers' | 'tray' | 'cursor' | 'view' | 'more' | 'checksum' | 'sums'>

interface Page<T> {
  readonly rows: readonly T[]
  /** Everything up to here is in the page or before it. */
  readonly upTo: number
}

/** Up to where a page that may be full reaches, where the count stands at `stamp`. */
function pageOf<T extends { readonly stamp: number }>(rows: readonly T[], size: number, stamp: number): Page<T> {
  return { rows, upTo: rows.length < size ? stamp : (rows.at(-1)?.stamp ?? stamp) }
}

async function checksums(tx: SyncTransaction, { body, protocol }: Push, { scopes }: ScopeView) {
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
 * Returns what changed since the cursor and may be seen [SY10, SY11]. A sender that holds another view is told its own
 * first and reads the scopes that are new to it from their beginning [SY19]. What this very push did, its author knows:
 * of evidence only, it does not know whether the bytes are here already [SY26].
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

/** Devices of one person that came in the last ninety days, at most: the days that a session lasts [SY35]. */
const MOST_DEVICES = 200
const COUNTED_DAYS = 90
const DAY = 86_400_000
/** A device that comes every minute is written down once an hour. */
const NOTE_AFTER = 3_600_000

/** Verdict on the node of a push, and on those of the operations in it. */
interface Borne {
  /** Reason why the whole push is refused; null where it is not. */
  readonly notice: Extract<SyncSignal, 'not-yours' | 'revoked' | 'too-many'> | null
  /** The push's own node, as it stands now; null where the push is refused. */
  readonly own: NodeRecord | null
  /** Returns the refusal of an operation for the name that it bears; null where it may come. */
  barred(operation: Operation): Refusal | null
}

const notYours = refusal('NODE_NOT_YOURS', { kind: 'value' })
const tooMany = refusal('TOO_MANY_DEVICES')

/** Names of nodes with whose they would be: the push's own first, then those of operations that may come at all. */
function namesIn(node: string, operations: readonly Operation[], ports: ReceivePorts) {
  const owners = new Map([[node, ports.bearer.person ?? '']])
  for (const operation of operations)
    if (!owners.has(operation.node) && mayCome(operation, ports)) owners.set(operation.node, operation.person)
  return owners
}

/** Those of new nodes that are within what each person may have; the count goes by who came lately. */
async function withinQuota(tx: HeadTransaction, fresh: readonly NodeRecord[]): Promise<readonly NodeRecord[]> {
  const [first] = fresh
  if (!first) return []
  const since = new Date(Date.parse(first.lastSeen) - COUNTED_DAYS * DAY).toISOString()
  const held = new Map(await tx.nodeCounts(first.body, [...new Set(fresh.map(({ person }) => person))], since))
  return fresh.filter(({ person }) => {
    const count = (held.get(person) ?? 0) + 1
    held.set(person, count)
    return count <= MOST_DEVICES
  })
}

const isStale = (known: NodeRecord, { credential, name }: Bearer, now: string): boolean =>
  known.credential !== credential ||
  (name !== null && known.name !== name) ||
  Date.parse(now) - Date.parse(known.lastSeen) >= NOTE_AFTER

/** The nodes that are to be written: new ones within the quota, and the push's own where something about it changed. */
async function toWrite(
  tx: HeadTransaction,
  body: string,
  node: string,
  { owners, known }: { owners: ReadonlyMap<string, string>; known: ReadonlyMap<string, NodeRecord> },
  { bearer, now }: ReceivePorts,
): Promise<readonly NodeRecord[]> {
  const { credential } = bearer
  const fresh = [...owners].flatMap(([name, person]): NodeRecord[] => {
    if (known.has(name) || name === bearer.receiver) return []
    const called = name === node ? (bearer.name ?? '') : ''
    return [
      {
        node: name,
        body,
        person,
        credential,
        name: called,
        firstSeen: now,
        lastSeen: now,
        revokedAt: null,
        toldAll: null,
      },
    ]
  })
  const own = known.get(node)
  const isOwn = own?.body === body && own.person === (bearer.person ?? '') && own.revokedAt === null
  const renewed =
    isOwn && isStale(own, bearer, now) ? [{ ...own, credential, name: bearer.name ?? own.name, lastSeen: now }] : []
  return [...renewed, ...(await withinQuota(tx, fresh))]
}

/**
 * Looks up whose the names in a push are, and gives those that are new to who came with them, in the transaction of the
 * push: a node belongs to one person of one body, or to a site, for ever [SY34]. Null where it would have to write and may not.
 */
export async function bearNodes(
  tx: HeadTransaction,
  {
    body,
    node,
    operations,
  }: { readonly body: string; readonly node: string; readonly operations: readonly Operation[] },
  ports: ReceivePorts,
  mayWrite: boolean,
): Promise<Borne | null> {
  const { bearer } = ports
  const owners = namesIn(node, operations, ports)
  const known = new Map((await tx.nodes([...owners.keys()])).map((row) => [row.node, row]))
  const isOf = (name: string, person: string): boolean => {
    const row = known.get(name)
    return row?.body === body && row.person === person
  }
  const refused = (notice: Borne['notice']): Borne => ({ notice, own: null, barred: () => notYours })
  if (node === bearer.receiver || (known.has(node) && !isOf(node, bearer.person ?? ''))) return refused('not-yours')
  if (known.get(node)?.revokedAt) return refused('revoked')
  const written = await toWrite(tx, body, node, { owners, known }, ports)
  if (written.length > 0 && !mayWrite) return null
  // A node that came at the same time for another body may have been first: the row that stands after the claim counts.
  for (const row of await tx.claimNodes(written)) known.set(row.node, row)
  const own = known.get(node)
  if (!own) return refused('too-many')
  if (!isOf(node, bearer.person ?? '')) return refused('not-yours')
  return {
    notice: null,
    own,
    barred(operation) {
      if (isOf(operation.node, operation.person)) return null
      return known.has(operation.node) || operation.node === bearer.receiver ? notYours : tooMany
    },
  }
}
