import { randomUUID } from 'node:crypto'
import { readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'

/** A folder of this machine for files that are looked at before they are taken in. */
export interface Scratch {
  /** Bytes that still fit. */
  free(): Promise<number>
  /** Does something at the path of a file that is not there yet; what is left of it afterwards goes. */
  with<T>(work: (path: string) => Promise<T>): Promise<T>
  /** Throws away what a power cut left and nobody wrote since then, in milliseconds since 1970. */
  tidy(since: number): Promise<void>
}

/** When something was last written there, in milliseconds since 1970; 0 where there is nothing. */
export const writtenAt = (path: string): Promise<number> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )

export const scratchIn = (folder: string): Scratch => ({
  async free() {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  },
  async with(work) {
    const path = join(folder, `${randomUUID()}.checked`)
    try {
      return await work(path)
    } finally {
      await rm(path, { force: true })
    }
  },
  async tidy(since) {
    const files = (await readdir(folder, { withFileTypes: true }).catch(() => [])).filter((entry) => entry.isFile())
    for (const { name } of files)
      if ((await writtenAt(join(folder, name))) < since) await rm(join(folder, name), { force: true })
  },
})
