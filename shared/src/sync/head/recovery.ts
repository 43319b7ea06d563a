import type { IsoInstant } from '../../model'
import type { NodeRecord } from '../node'
import type { HeadTransaction } from '../store'
import type { Epoch } from './epoch'
import type { ReceivePorts } from './ports'

/** For so long after a restore whoever has something is expected to send it again, in days [SY23]. */
const RECOVERY_DAYS = 30
/** Who did not come for so long before is not waited for: as long as a session lasts. */
const AWAITED_DAYS = 90
const DAY = 86_400_000

/** Is what was lost still expected to come again? A site does not wait: what it says is provisional. */
function isRecovering({ first, since }: Epoch, { now, provisional }: ReceivePorts): boolean {
  return !first && !provisional && Date.parse(now) - Date.parse(since) < RECOVERY_DAYS * DAY
}

/** How a receiver that lost something stands with a sender: what it keeps it sends again, and nobody waits for it longer. */
export interface Recovery {
  /** Has the sender still to say that this was all? */
  readonly owes: boolean
  /** Does it say so with this push? To be written down. */
  readonly tells: NodeRecord | null
  /** Will anybody still bring what is lost? */
  awaits(tx: HeadTransaction): Promise<boolean>
}

/**
 * Whoever has nothing more to send in this epoch says so by a push without operations, or by a file, which holds all that
 * there is. Once everybody who came lately has said it, what is still unknown is nobody's to bring [SY71].
 */
export function recoveryOf(epoch: Epoch, own: NodeRecord | null, isAll: boolean, ports: ReceivePorts): Recovery {
  const isOpen = isRecovering(epoch, ports) && own !== null
  const owes = isOpen && own.toldAll !== epoch.id
  const since: IsoInstant = new Date(Date.parse(ports.now) - AWAITED_DAYS * DAY).toISOString()
  return {
    owes: owes && !isAll,
    tells: owes && isAll ? { ...own, toldAll: epoch.id } : null,
    awaits: async (tx) => isOpen && tx.isAwaited(own.body, epoch.id, since),
  }
}
