import { Movement, type Stop } from './movement'
import type { Transport } from '../protocol'
import type { SyncStore } from '../store'
import { nextForward, type SitePorts } from './forward'
import { keepFinal, type KeptFinal } from './keep-final'

/** What came of a relay. */
export interface RelayOutcome {
  readonly forwarded: number
  readonly received: number
  /** Why it ended before all was said; null where all was. */
  readonly stopped: Stop | null
}

/**
 * Forwards what the site's people did, unchanged, and takes in the head office's verdicts and news, round trip after round
 * trip, until nothing is left [SY30] or nothing moves [SY50]. What the head office puts off waits for the next time.
 */
export async function relay(store: SyncStore, transport: Transport, ports: SitePorts): Promise<RelayOutcome> {
  const putOff = new Set<string>()
  const movement = new Movement()
  let kept: KeptFinal = { more: true, verify: false, putOff: [] }
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
    kept = await keepFinal(store, push, answer, ports)
    for (const id of kept.putOff) putOff.add(id)
    forwarded += push.operations.length - kept.putOff.length
    received += answer.registers.length
  }
}
