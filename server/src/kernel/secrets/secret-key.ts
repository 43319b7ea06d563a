import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeOwnerOnly, OWNER_FOLDER, OWNER_ONLY } from '../files/owner-only'
import { StartFailure } from '../runtime/start-failure'
import { OtherKey } from './check-key'
import { KEY_BYTES } from './keyring'

function parse(text: string, where: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64url')
  if (key.length === KEY_BYTES) return key
  throw new StartFailure(
    `${where} non contiene una chiave segreta: servono ${KEY_BYTES} byte in base64, come li scrive «openssl rand -base64 32».`,
  )
}

function readFile(path: string): Buffer {
  try {
    makeOwnerOnly(path)
    return parse(readFileSync(path, 'utf8'), path)
  } catch (error) {
    if (error instanceof StartFailure) throw error
    throw new StartFailure(`Non riesco a leggere la chiave segreta in ${path}: controlli i permessi.`, { cause: error })
  }
}

/** The secret key as it was given or as it stands in its file; null where there is none, and none is made. */
export function findSecretKey(given: string | null, path: string): Buffer | null {
  if (given !== null) return parse(given, 'TRAGUARDO_CHIAVE')
  return existsSync(path) ? readFile(path) : null
}

/**
 * The secret key of this installation: as the environment says it, or from its file, which is made the first time and is
 * its owner's alone.
 * @param given 32 bytes in base64, or null
 * @param path the file where none was given
 */
export function readSecretKey(given: string | null, path: string): Buffer {
  const found = findSecretKey(given, path)
  if (found) return found
  try {
    mkdirSync(dirname(path), { recursive: true, mode: OWNER_FOLDER })
    // `wx`: of two servers that start at once one makes it, and the other reads that.
    writeFileSync(path, `${randomBytes(KEY_BYTES).toString('base64url')}\n`, { mode: OWNER_ONLY, flag: 'wx' })
  } catch (error) {
    if (!existsSync(path))
      throw new StartFailure(
        `Non posso scrivere la chiave segreta in ${path}: dia il permesso di scrittura, oppure la indichi con TRAGUARDO_CHIAVE.`,
        { cause: error },
      )
  }
  return readFile(path)
}

/**
 * Works with the secret key. One that was made only now goes again where the data turn out to have another: nobody takes it
 * for theirs, or keeps it in their safe.
 */
export async function withSecretKey<T>(
  given: string | null,
  path: string,
  work: (key: Buffer) => Promise<T>,
): Promise<T> {
  const isNew = findSecretKey(given, path) === null
  const key = readSecretKey(given, path)
  try {
    return await work(key)
  } catch (error) {
    if (isNew && error instanceof OtherKey) rmSync(path, { force: true })
    throw error
  }
}
