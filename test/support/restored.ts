import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backUp } from '../../server/src/app/backup/commands'
import { restoreCopy } from '../../server/src/app/backup/restore-copy'
import type { Database } from '../../server/src/kernel/db/database'
import { openOrm } from '../../server/src/app/open-orm'
import { folderStore, openFolderStore } from '../../server/src/evidence/storage/folder-store'
import { freshDatabase } from './databases'

const newFolder = (name: string): string => mkdtempSync(join(tmpdir(), name))

/** Copies database and evidence while they are in use. Gives the folder of the copy. */
export async function copyOf(database: Database, evidence: string): Promise<string> {
  const copy = join(newFolder('copia-'), 'copia')
  const orm = await openOrm(database)
  await backUp(orm.em.fork(), database, folderStore(evidence), copy)
  await orm.close(true)
  return copy
}

/** What a copy holds, put into another place: a database, and a folder of evidence. */
export async function restored(
  kind: Database['type'],
  copy: string,
): Promise<{ readonly database: Database; readonly folder: string }> {
  const [database, folder] = [await freshDatabase(kind), newFolder('prove-')]
  await restoreCopy(copy, { database, evidence: await openFolderStore(folder) })
  return { database, folder }
}
