import { nameOfAgent } from '@traguardo/shared/people'
import { isUnsettledWork, type OperationRecord, PROTOCOL, readReplicaState } from '@traguardo/shared/sync'
import { errorsSeen } from '../../modules/errors-seen'
import type { OpenReplica } from '../../offline/open-replica'

/** Counts each text of a list. */
function countsOf(texts: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1
  return counts
}

/** Returns the kind of a register: the field of a file names the file. */
const kindOf = ({ operation }: OperationRecord): string => operation.key.field.split('/')[0] ?? ''

/** Returns the standing of an operation, with the code of its refusal. */
function standingOf({ verdict, sent }: OperationRecord): string {
  if (!verdict) return sent ? 'sent' : 'waiting'
  const code = 'refusal' in verdict ? `:${verdict.refusal.code}` : ''
  return `${verdict.type}${verdict.provisional ? ':provisional' : ''}${code}`
}

async function browserState() {
  const estimate = await navigator.storage?.estimate?.().catch(() => null)
  const registration = await navigator.serviceWorker?.getRegistration?.().catch(() => null)
  return {
    agent: nameOfAgent(navigator.userAgent ?? ''),
    online: navigator.onLine,
    storage: {
      used: estimate?.usage ?? null,
      quota: estimate?.quota ?? null,
      isKept: (await navigator.storage?.persisted?.().catch(() => null)) ?? null,
    },
    serviceWorker: {
      controls: Boolean(navigator.serviceWorker?.controller),
      active: registration?.active?.state ?? null,
      waiting: registration?.waiting?.state ?? null,
    },
  }
}

/** State that the page knows beside the desk. */
export interface PageState {
  /** Version of the server that was asked last. */
  readonly server: string | null
  readonly state: string
  readonly lastDone: string | null
}

/**
 * The state of a device's sync, for who is asked for help: counts, ages, codes, positions. No value, note, reason, name of a
 * file or of a person, nor what cells they are about [SY84].
 */
export async function supportOf({ db, store, ports }: OpenReplica, page: PageState): Promise<object> {
  const { records, line, waiting } = await store.reading(async (tx) => ({
    records: [...(await tx.pending()), ...(await tx.decided())],
    line: await readReplicaState(tx, ports.body),
    waiting: (await tx.pending()).filter(isUnsettledWork),
  }))
  const files = await db.getAll('files')
  const unfinished = await db.getAll('unfinished')
  const own = records.filter(({ operation }) => operation.person === ports.person)
  const times = waiting.map(({ operation }) => operation.deviceTime).sort()
  const toGo = files.filter(({ waiting: waits }) => waits === 1)
  return {
    format: 'traguardo-assistenza',
    madeAt: new Date().toISOString(),
    versions: { server: page.server, protocol: PROTOCOL, database: db.version },
    device: { node: ports.node, ...(await browserState()) },
    line: {
      state: page.state,
      lastDone: page.lastDone,
      epoch: line.epoch,
      stamp: line.cursor.stamp,
      tray: line.cursor.tray,
      isBehind: line.cursor.behind !== null,
      safe: line.safe,
      hasReceipt: Boolean(line.receipt),
    },
    operations: {
      byStanding: countsOf(own.map(standingOf)),
      byKind: countsOf(own.map(kindOf)),
      waiting: waiting.length,
      oldest: times[0] ?? null,
      newest: times.at(-1) ?? null,
      highestSeq: Math.max(0, ...own.map(({ operation }) => operation.seq)),
    },
    registers: await db.count('registers'),
    scopes: await db.count('sums'),
    plans: await db.count('documents', IDBKeyRange.bound('plan/', 'plan/\uffff')),
    files: {
      held: files.length,
      waiting: toGo.length,
      bytes: toGo.reduce((sum, { blob }) => sum + blob.size, 0),
      refused: countsOf(files.flatMap(({ refusal }) => refusal?.code ?? [])),
      tries: Math.max(0, ...toGo.map(({ tries }) => tries ?? 0)),
    },
    unfinished: { count: unfinished.length, oldest: unfinished.map(({ at }) => at).sort()[0] ?? null },
    errors: errorsSeen(),
  }
}
