import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { IsolationLevel } from '@mikro-orm/core'
import type { Database } from '../../kernel/db/database'
import { openPlain } from '../opening/open-plain'
import { inTransaction } from '../../kernel/db/in-transaction'
import type { EntityManager } from '../../kernel/db/orm'
import { OWNER_ONLY } from '../../kernel/files/owner-only'
import { StartFailure } from '../../kernel/runtime/start-failure'
import { brokenPages, contentsOf, differencesOf } from './contents'
import type { Contents } from './manifest'
import { runTool } from './postgres-tools'

/** Makes the file first, its owner's alone: what copies fills it [RE12]. */
async function makeEmpty(path: string): Promise<void> {
  await (await open(path, 'wx', OWNER_ONLY)).close()
}

/** Opens a copy in a file of SQLite, and looks at it as at any database. */
export async function inspectCopy(
  file: string,
): Promise<{ readonly contents: Contents; readonly faults: readonly string[] }> {
  const orm = await openPlain({ type: 'sqlite', file })
  try {
    const em = orm.em.fork()
    return { faults: await brokenPages(em), contents: await contentsOf(em, 'sqlite') }
  } finally {
    await orm.close(true)
  }
}

async function copySqlite(em: EntityManager, file: string): Promise<Contents> {
  await em.execute('vacuum into ?', [file])
  const { contents, faults } = await inspectCopy(file)
  if (faults.length > 0) throw new StartFailure(`La copia non è intera (${faults[0]}): la ripeta.`)
  return contents
}

const COPY = /^COPY (?:[^ ]+\.)?"?(\w+)"? \(/

/** Rows of each table in a dump, counted from what `pg_restore` makes of it: the whole of it is read [RE8]. */
export async function countDump(file: string): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  let table: string | null = null
  const args = ['--data-only', '--file=-', file]
  await runTool('pg_restore', args, {
    url: null,
    place: file,
    async read(output) {
      for await (const line of createInterface({ input: output, crlfDelay: Infinity })) {
        const begun = table === null ? COPY.exec(line)?.[1] : undefined
        if (begun !== undefined) counts[(table = begun)] = 0
        else if (line === '\\.') table = null
        else if (table !== null) counts[table] = (counts[table] ?? 0) + 1
      }
    },
  })
  return counts
}

/** Copies a database and counts its rows: both read one moment of it. */
async function copyPostgresql(em: EntityManager, url: string, file: string): Promise<Contents> {
  const contents = await inTransaction(
    em,
    async (tx) => {
      const [snapshot] = await tx.execute<{ id: string }[]>('select pg_export_snapshot() as "id"')
      const args = ['--format=custom', '--no-owner', '--no-privileges', `--snapshot=${snapshot?.id}`, `--file=${file}`]
      await runTool('pg_dump', args, { url, place: file })
      return contentsOf(tx, 'postgresql')
    },
    { isolationLevel: IsolationLevel.REPEATABLE_READ },
  )
  const [different] = differencesOf(contents, { ...contents, counts: await countDump(file) })
  if (different) throw new StartFailure(`La copia non è intera (${different}): la ripeta.`)
  return contents
}

/** Copies a database while it is in use into a file that is not there yet, and answers what stands in the copy. */
export async function copyDatabase(em: EntityManager, database: Database, file: string): Promise<Contents> {
  await makeEmpty(file)
  return database.type === 'sqlite' ? copySqlite(em, file) : copyPostgresql(em, database.url, file)
}
