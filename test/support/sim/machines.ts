import type { MemoryStore } from '@traguardo/shared/sync'
import { type CrashingStore, crashingStore } from './crashing-store'
import { Files } from './files'
import type { Upstream } from './rights'

/** What a copy of a machine holds: values and bytes. */
interface Backup {
  readonly disk: MemoryStore
  readonly files: Files
}

/** The head office, a site, or a device. */
export class Machine {
  readonly store: CrashingStore
  /** Does it talk with somebody just now? */
  busy = false
  private backup: Backup | null = null

  constructor(
    readonly name: string,
    public disk: MemoryStore,
    public files: Files = new Files(),
  ) {
    this.store = crashingStore(disk)
  }

  async backUp(): Promise<void> {
    this.backup = { disk: await this.disk.copy(), files: this.files.copy() }
  }

  private put({ disk, files }: Backup): void {
    this.disk = disk
    this.files = files
    this.store.swap(disk)
  }

  /** Puts it back to its copy. Answers whether there is one. */
  async restore(): Promise<boolean> {
    if (!this.backup) return false
    this.put({ disk: await this.backup.disk.copy(), files: this.backup.files.copy() })
    return true
  }

  /** Makes it what the other is. */
  async become(other: Machine): Promise<void> {
    this.put({ disk: await other.disk.copy(), files: other.files.copy() })
  }

  ids(): Promise<readonly string[]> {
    return this.disk.reading(async (tx) =>
      [...(await tx.decided()), ...(await tx.pending())].map(({ operation }) => operation.id),
    )
  }
}

/** A person's device. `upstream` is where it sends to, `skew` the minutes by which its clock is wrong. */
export class Phone extends Machine {
  constructor(
    name: string,
    disk: MemoryStore,
    readonly person: string,
    public node: string,
    public upstream: Upstream,
    readonly skew: number,
  ) {
    super(name, disk)
  }
}

/** Who works, where, and by what clock. */
export const CREW: readonly (readonly [person: string, upstream: Upstream, skew: number])[] = [
  ['anna', 'head', 0],
  ['anna', 'head', 5_256_000],
  ['bruno', 'head', -5_256_000],
  ['carla', 'site-1', 60],
  ['dino', 'site-1', 0],
  ['elsa', 'site-2', 0],
  ['mara', 'head', 0],
]
