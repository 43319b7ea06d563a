import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { markBackup } from '@traguardo/shared/sync'
import type { Database } from '../db/database'
import type { Em } from '../db/orm'
import { OWNER_ONLY } from '../db/owner-only'
import { StartFailure } from '../start-failure'
import { CounterEntity } from './store/counter.entity'
import { ormStore } from './store/orm-store'

const STAMP = 'stamp/'

async function dump(em: Em, database: Database, file: string): Promise<void> {
  if (database.type === 'sqlite') {
    await em.execute('vacuum into ?', [file])
    return
  }
  try {
    await promisify(execFile)('pg_dump', ['--format=custom', `--file=${file}`, database.url])
  } catch (error) {
    throw new StartFailure(
      'Non riesco a copiare con pg_dump: controlli che sia installato, della versione del server.',
      {
        cause: error,
      },
    )
  }
}

/**
 * Copies the database while it is in use, and remembers up to where the copy reaches: devices keep what they sent until a
 * copy holds it, so that after a restore they can send it again [SY20].
 */
export async function backUp(em: Em, database: Database, file: string): Promise<void> {
  if (existsSync(file)) throw new StartFailure(`${file} c’è già: scelga un altro nome per la copia.`)
  // Made first, its owner's alone: what copies fills it [RI30].
  await (await open(file, 'wx', OWNER_ONLY)).close()
  // What stands now is in the copy; what comes while it is made may be, and is kept a little longer.
  const counters = await em.find(CounterEntity, { name: { $like: `${STAMP}%` } })
  await dump(em, database, file).catch(async (error: unknown) => {
    await rm(file, { force: true })
    throw error
  })
  await ormStore(em).transaction(async (tx) => {
    for (const { name, value } of counters) await markBackup(tx, name.slice(STAMP.length), value)
  })
}
