import { randomUUID } from 'node:crypto'
import { readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Scratch } from '../../sync/evidence/evidence-store'

/** Returns the time of the last write there, in milliseconds since 1970; 0 where there is nothing. */
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
