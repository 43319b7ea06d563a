import type { Bearer, NodeRecord } from '../node'
import type { Operation } from '../protocol'
import type { SyncSignal } from '../protocol'
import type { HeadTransaction } from '../store'
import { mayCome, type ReceivePorts } from './ports'
import { type Refusal, refusal } from '../../refusals'

/** Devices of one person that came in the last ninety days, at most: the days that a session lasts [SY35]. */
const MOST_DEVICES = 200
const COUNTED_DAYS = 90
const DAY = 86_400_000
/** A device that comes every minute is written down once an hour. */
const NOTE_AFTER = 3_600_000

/** What is said of the node of a push, and of those of the operations in it. */
export interface Borne {
  /** Why the whole push is refused; null where it is not. */
  readonly notice: Extract<SyncSignal, 'not-yours' | 'revoked' | 'too-many'> | null
  /** The push's own node, as it stands now; null where the push is refused. */
  readonly own: NodeRecord | null
  /** Why an operation is refused because of the name that it bears; null where it may come. */
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
  // Who came at the same time for another body may have been first: what stands after it counts.
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
