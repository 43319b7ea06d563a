import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Lock, Locker } from '@tus/server'
import { lock as lockPath } from 'proper-lockfile'
import { isThere } from '../../files'

/** A lock that nobody renewed for so long was left by a process that died. Milliseconds. */
const STALE = 15_000
/** Whoever waits looks again after so long, and whoever holds looks whether somebody waits. Milliseconds. */
const LOOK = 100
const PATIENCE = 30_000

const busy = () =>
  Object.assign(new Error('UPLOAD_BUSY'), {
    status_code: 423,
    body: JSON.stringify({
      code: 'UPLOAD_BUSY',
      message: 'L’allegato si sta già inviando da un’altra finestra: riprenderà da solo.',
    }),
  })

/**
 * One writer for an upload, among all servers that share the folder [SY42]. Whoever waits says so by a file, and whoever
 * holds the upload then lets it go: what it had received so far counts.
 */
export class FolderLocker implements Locker {
  constructor(private readonly folder: string) {}

  newLock(id: string): Lock {
    const path = join(this.folder, id)
    const wanted = `${path}.wanted`
    let release: (() => Promise<void>) | null = null
    let looking: NodeJS.Timeout | undefined
    const free = async () => {
      clearInterval(looking)
      await release?.()
      release = null
    }
    const tryLock = (onLost: () => void): Promise<(() => Promise<void>) | null> =>
      lockPath(path, { realpath: false, stale: STALE, onCompromised: onLost }).catch((error: { code?: string }) => {
        if (error.code === 'ELOCKED') return null
        throw error
      })
    return {
      async lock(signal, letGo) {
        await mkdir(dirname(path), { recursive: true })
        for (let waited = 0; release === null; waited += LOOK) {
          release = await tryLock(() => {
            // Another has taken it meanwhile: there is nothing left to release.
            release = null
            void letGo()
          })
          if (release) break
          if (signal.aborted || waited >= PATIENCE) throw busy()
          await writeFile(wanted, '')
          await sleep(LOOK)
        }
        await rm(wanted, { force: true })
        looking = setInterval(() => void isThere(wanted).then((asked) => asked && letGo()), LOOK)
      },
      unlock: free,
    }
  }

  /** Does something while nobody else touches an upload. */
  async alone<T>(id: string, work: () => Promise<T>): Promise<T> {
    const lock = this.newLock(id)
    await lock.lock(new AbortController().signal, () => {})
    try {
      return await work()
    } finally {
      await lock.unlock()
    }
  }
}
