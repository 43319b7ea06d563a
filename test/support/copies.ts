import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import { storedAt } from '../../server/src/evidence/storage/stored-at'
import { keepFile } from '../../server/src/sync/evidence/bring-evidence'
import type { EntityManager } from '../../server/src/kernel/db/orm'

/** A folder of a test, which goes with it. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'traguardo-copies-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Puts a file into a folder of evidence and its row into the database, as if somebody had brought it. */
export async function putFile(em: EntityManager, folder: string, text: string = randomUUID()): Promise<string> {
  const sha256 = createHash('sha256').update(text).digest('hex')
  const path = storedAt(folder, sha256)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  await keepFile(em, { sha256, size: text.length, mime: 'application/pdf' }, '2021-09-05T08:00:00.000Z')
  return sha256
}
