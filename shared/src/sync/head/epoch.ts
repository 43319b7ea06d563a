import type { IsoInstant } from '../../model'
import type { SyncTransaction, HeadTransaction } from '../store'
import type { NodeRecord } from '../node'
import type { ReceivePorts } from './workspace'

/**
 * Epoch of a receiver's data: its id, its beginning, and whether it is the first, so that nothing was lost before it.
 */
interface Epoch {
  readonly id: string
  readonly since: IsoInstant
  readonly first: boolean
}

const NAME = 'epoch'

/** Count up to which everything is in a backup, per body: see `markBackup`. */
const safeOf = (body: string): string => `safe/${body}`

/** The name of the counter that orders everything that happens to a body. */
export const counterOf = (body: string): string => `stamp/${body}`

/** The epoch, or null where nobody ever asked. */
export async function readEpoch(tx: SyncTransaction): Promise<Epoch | null> {
  const text = await tx.setting(NAME)
  return text === null ? null : (JSON.parse(text) as Epoch)
}

/** Begins an epoch: the first one, or another because something was lost [SY20]. */
export async function beginEpoch(tx: SyncTransaction, { id, since, first }: Epoch): Promise<Epoch> {
  // A second writer waits here, and finds what the first has written.
  await tx.count(NAME, 0)
  const before = await readEpoch(tx)
  if (before && first) return before
  const epoch = { id, since, first }
  await tx.putSetting(NAME, JSON.stringify(epoch))
  return epoch
}

/** Count of a body up to which everything is in a backup. */
export async function safeStamp(tx: SyncTransaction, body: string): Promise<number> {
  return Number((await tx.setting(safeOf(body))) ?? 0)
}

/** Remembers that a backup holds everything of a body up to this count: devices may let go of it. */
export const markBackup = (tx: SyncTransaction, body: string, stamp: number): Promise<void> =>
  tx.putSetting(safeOf(body), String(stamp))

/** For so long after a restore whoever has something is expected to send it again, in days [SY23]. */
const RECOVERY_DAYS = 30
/** Days of absence after which a sender is not waited for: as long as a session lasts. */
const AWAITED_DAYS = 90
const DAY = 86_400_000

/** Is what was lost still expected to come again? A site does not wait: what it says is provisional. */
function isRecovering({ first, since }: Epoch, { now, provisional }: ReceivePorts): boolean {
  return !first && !provisional && Date.parse(now) - Date.parse(since) < RECOVERY_DAYS * DAY
}

/** Recovery after a loss, towards one sender: what it keeps it sends again, and nobody waits for it longer. */
interface Recovery {
  /** Has the sender still to say that this was all? */
  readonly owes: boolean
  /** Does it say so with this push? To be written down. */
  readonly tells: NodeRecord | null
  /** Will anybody still bring what is lost? */
  awaits(tx: HeadTransaction): Promise<boolean>
}

/**
 * Returns the recovery with a sender. One with nothing more to send in this epoch says so by a push without operations,
 * or by a file, which holds all that there is. Once everybody who came lately has said it, what is still unknown is
 * nobody's to bring [SY71].
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
