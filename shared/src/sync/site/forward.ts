import { batchOf, type Load, ONE_PUSH } from '../batch'
import { type Push, PUSH_PROTOCOL } from '../protocol'
import type { SyncStore } from '../store'
import { readLine } from '../line'
import { endedIn } from '../verdict'

/** A site that stands between its people and the head office. */
export interface SitePorts {
  readonly node: string
  readonly body: string
}

/**
 * What the site has still to forward, unchanged, and what it holds already [SY30]. Operations put off now are left out.
 * @param load how much goes at once: more than one push only for a file
 */
export function nextForward(
  store: SyncStore,
  { node, body }: SitePorts,
  putOff: ReadonlySet<string>,
  verify: boolean,
  load: Load = ONE_PUSH,
): Promise<Push> {
  return store.reading(async (tx) => {
    const limit = Math.min(load.most + putOff.size, Number.MAX_SAFE_INTEGER)
    const waiting = (await tx.provisional(limit)).filter(({ operation }) => !putOff.has(operation.id))
    const fitting = batchOf(waiting, load)
    const { epoch, cursor, receipt } = await readLine(tx, body)
    return {
      body,
      node,
      protocol: PUSH_PROTOCOL,
      epoch,
      lastSeq: 0,
      receipt: receipt ?? null,
      cursor,
      verify,
      operations: fitting.map(({ operation }) => operation),
      ended: endedIn(fitting),
    }
  })
}
