import { endedIn, type Push, PUSH_PROTOCOL, type PushAnswer, type Transport } from '../protocol'
import { batchOf, type BatchLoad, ONE_PUSH } from '../batch'
import type { SyncStore } from '../store'
import { readReplicaState } from '../replica-state'
import { applyFinalVerdicts, type AppliedVerdicts } from './apply-final-verdicts'

/**
 * Reason why an exchange ended before all was said: the one above says that another has our name, tells again and again
 * that it lost something, or has more to say and never says it.
 */
export type StopReason = 'cloned' | 'new-epoch' | 'stands-still'

/** Answers in a row that promise more and bring nothing: a new view may be one, the end of a page another. */
const MOST_EMPTY = 3

const nameOf = ({ node, epoch, cursor, verify, operations }: Push): string =>
  JSON.stringify([node, epoch, cursor, verify, operations.length, operations[0]?.id, operations.at(-1)?.id])

const isEmpty = ({ verdicts, registers, tray, view, sums }: PushAnswer): boolean =>
  verdicts.length + registers.length + tray.length === 0 && view === null && sums === null

/** Watches an exchange: it ends where nothing moves, however often it is told that there is more [SY50]. */
export class Movement {
  private readonly pushed = new Set<string>()
  private readonly noticed = new Set<string>()
  private empty = 0

  /**
   * Returns the reason why the exchange ends with this answer, or null where it goes on.
   * @param mayRename a device takes another name once [SY21]; a site has the one it was given
   */
  after(push: Push, answer: PushAnswer, mayRename: boolean): StopReason | null {
    const { notice } = answer
    if (notice === 'not-yours' || notice === 'revoked' || notice === 'too-many') return 'stands-still'
    if (notice !== 'none') {
      const isAgain = this.noticed.has(notice)
      this.noticed.add(notice)
      return isAgain || (notice === 'cloned' && !mayRename) ? notice : null
    }
    this.empty = answer.more && isEmpty(answer) ? this.empty + 1 : 0
    const name = nameOf(push)
    if (this.empty >= MOST_EMPTY || this.pushed.has(name)) return 'stands-still'
    this.pushed.add(name)
    return null
  }
}

/** A site that stands between its people and the head office. */
export interface SitePorts {
  readonly node: string
  readonly body: string
}

/**
 * Returns the next push of a site: operations still to forward, unchanged, and what it holds already [SY30]. Operations
 * put off now are left out.
 * @param load how much goes at once: more than one push only for a file
 */
export function nextForward(
  store: SyncStore,
  { node, body }: SitePorts,
  putOff: ReadonlySet<string>,
  verify: boolean,
  load: BatchLoad = ONE_PUSH,
): Promise<Push> {
  return store.reading(async (tx) => {
    const limit = Math.min(load.most + putOff.size, Number.MAX_SAFE_INTEGER)
    const waiting = (await tx.provisional(limit)).filter(({ operation }) => !putOff.has(operation.id))
    const fitting = batchOf(waiting, load)
    const { epoch, cursor, receipt } = await readReplicaState(tx, body)
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

/** Outcome of a relay. */
export interface RelayOutcome {
  readonly forwarded: number
  readonly received: number
  /** Reason why it ended before all was said; null where all was. */
  readonly stopped: StopReason | null
}

/**
 * Forwards what the site's people did, unchanged, and takes in the head office's verdicts and news, round trip after round
 * trip, until nothing is left [SY30] or nothing moves [SY50]. What the head office puts off waits for the next time.
 */
export async function relayWork(store: SyncStore, transport: Transport, ports: SitePorts): Promise<RelayOutcome> {
  const putOff = new Set<string>()
  const movement = new Movement()
  let kept: AppliedVerdicts = { more: true, verify: false, putOff: [] }
  let forwarded = 0
  let received = 0
  let repairs = 0
  for (;;) {
    const verify = kept.verify && repairs === 0
    const push = await nextForward(store, ports, putOff, verify)
    if (push.operations.length === 0 && !kept.more && !verify) return { forwarded, received, stopped: null }
    repairs += verify ? 1 : 0
    const answer = await transport(push)
    const stopped = movement.after(push, answer, false)
    if (stopped) return { forwarded, received, stopped }
    kept = await applyFinalVerdicts(store, push, answer, ports)
    for (const id of kept.putOff) putOff.add(id)
    forwarded += push.operations.length - kept.putOff.length
    received += answer.registers.length
  }
}
