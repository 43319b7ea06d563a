import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Database } from '../../kernel/db/database'
import { makeFolderOwnerOnly, makeOwnerOnly, OWNER_FOLDER, OWNER_ONLY } from '../../kernel/files/owner-only'

/** Are the data in a file? */
export const inFile = (database: Database): database is Extract<Database, { type: 'sqlite' }> =>
  database.type === 'sqlite' && database.file !== ':memory:'

/** Folders that the database is written in here. */
export const dataFolders = (database: Database): readonly string[] => (inFile(database) ? [dirname(database.file)] : [])

/**
 * Makes folder and file of the data, their owner's alone, also where they were there before [RI30]. What SQLite writes
 * beside the file (`-wal`, `-shm`) gets its permissions. A file that cannot be written is told of when it is opened.
 */
export async function makeDataFile(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: OWNER_FOLDER })
  makeFolderOwnerOnly(dirname(file))
  await open(file, 'a', OWNER_ONLY).then(
    (made) => made.close(),
    () => undefined,
  )
  for (const end of ['', '-wal', '-shm']) makeOwnerOnly(`${file}${end}`)
}
