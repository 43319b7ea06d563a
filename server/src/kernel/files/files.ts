import { createHash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { chmod, copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { OWNER_FOLDER, OWNER_ONLY } from './owner-only'

/** SHA-256 of a file, in hexadecimal. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Waits until a file, or the names in a folder, are on the disk. A file is opened to be written, where it was. */
export async function flushFile(path: string, flags: 'r' | 'r+' = 'r'): Promise<void> {
  const handle = await open(path, flags)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Is there anything of this name? */
export const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** A folder for its owner alone, with those above it that are not there. */
export const makeFolder = (path: string): Promise<unknown> => mkdir(path, { recursive: true, mode: OWNER_FOLDER })

/** Copies a file to where none is; it is on the disk, and its owner's alone, before it has its name [RE8, RE12]. */
export async function copyWhole(from: string, to: string): Promise<void> {
  await makeFolder(dirname(to))
  const part = `${to}.part`
  try {
    await copyFile(from, part, constants.COPYFILE_FICLONE)
    await chmod(part, OWNER_ONLY)
    await flushFile(part)
    await rename(part, to)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** Writes a text to a file, and waits until it is on the disk. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', OWNER_ONLY)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Names in a folder; none where it is not there. */
export const namesIn = (path: string): Promise<readonly string[]> => readdir(path).catch(() => [])

const UNDER_WAY = '.incompleta-'

/** Is it another process, and one that runs? */
const isOthers = (id: number): boolean => {
  try {
    process.kill(id, 0)
    return id !== process.pid
  } catch {
    return false
  }
}

/** Takes away what copies to the same place left that were killed. */
async function clearLeft(target: string): Promise<void> {
  const folder = dirname(target)
  const begin = `${basename(target)}${UNDER_WAY}`
  const left = (await namesIn(folder)).filter((name) => name.startsWith(begin))
  for (const name of left)
    if (!isOthers(Number(name.slice(begin.length)))) await rm(join(folder, name), { recursive: true, force: true })
}

/**
 * Makes a file or a folder whole or not at all: under another name first, which it loses when it is whole; what fails
 * leaves nothing [RE8].
 */
export async function madeWhole<T>(target: string, work: (path: string) => Promise<T>): Promise<T> {
  await clearLeft(target)
  const path = `${target}${UNDER_WAY}${process.pid}`
  try {
    const done = await work(path)
    await rename(path, target)
    await flushFile(dirname(target))
    return done
  } catch (error) {
    await rm(path, { recursive: true, force: true }).catch(() => undefined)
    throw error
  }
}
