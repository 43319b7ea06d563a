import type { IsoInstant } from '../../model'
import type { SyncTransaction } from '../store'

/** Which life of its data a receiver is in, since when, and whether an earlier one was lost. */
export interface Epoch {
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
  // Whoever comes second waits here, and finds what the first has written.
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
