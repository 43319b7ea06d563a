import type { Database } from '../../kernel/db/database'
import { installationKind } from '../../kernel/db/installation'
import type { EntityManager } from '../../kernel/db/orm'
import type { NamedFile } from '../../evidence/storage/standing-of'
import type { ChainHead, Contents } from './manifest'

const TABLES: Readonly<Record<Database['type'], string>> = {
  sqlite: `select "name" from "sqlite_master" where "type" = 'table' and "name" not like 'sqlite\\_%' escape '\\' order by "name"`,
  postgresql: `select "tablename" as "name" from "pg_tables" where "schemaname" = current_schema() order by "tablename"`,
}

/** Names of the tables, in order. */
export async function tablesOf(em: EntityManager, type: Database['type']): Promise<readonly string[]> {
  return (await em.execute<{ name: string }[]>(TABLES[type])).map(({ name }) => name)
}

async function countsOf(em: EntityManager, tables: readonly string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const name of tables) {
    const [row] = await em.execute<{ n: number | string }[]>(`select count(*) as "n" from "${name}"`)
    counts[name] = Number(row?.n)
  }
  return counts
}

/** Rows of a table that software of before may not have. */
const rowsOf = <T extends object>(
  em: EntityManager,
  tables: readonly string[],
  table: string,
  sql: string,
): Promise<T[]> => (tables.includes(table) ? em.execute<T[]>(sql) : Promise.resolve([]))

/** Reads the contents of a database, whatever migrations it has been through. */
export async function contentsOf(em: EntityManager, type: Database['type']): Promise<Contents> {
  const tables = await tablesOf(em, type)
  const read = <T extends object>(table: string, sql: string) => rowsOf<T>(em, tables, table, sql)
  const done = await read<{ name: string }>(
    'mikro_orm_migrations',
    'select "name" from "mikro_orm_migrations" order by "id"',
  )
  const chains = await read<ChainHead>('record_head', 'select "body", "seq", "hash" from "record_head" order by "body"')
  const evidence = await read<NamedFile>(
    'evidence_file',
    'select "sha256", "size" from "evidence_file" order by "sha256"',
  )
  return {
    migrations: done.map(({ name }) => name),
    installation: tables.includes('setting') ? await installationKind(em) : null,
    counts: await countsOf(em, tables),
    chains: chains.map(({ body, seq, hash }) => ({ body, seq: Number(seq), hash })),
    evidence: evidence.map(({ sha256, size }) => ({ sha256, size: Number(size) })),
  }
}

const AWAITED =
  'select distinct substr("field", 10) as "sha256" from "register" where "field" like \'evidence/%\' and "complete" = ? and "content" is not null ' +
  'and exists (select 1 from "evidence_owner" where "evidence_owner"."body" = "register"."body" and "evidence_owner"."sha256" = substr("register"."field", 10)) ' +
  'and not exists (select 1 from "evidence_file" where "evidence_file"."sha256" = substr("register"."field", 10)) order by 1'

/**
 * Hashes of evidence that was here, is named by a value still, and is not here any more: whoever holds it sends it again [RE16].
 * None of a database of before owners were written down.
 */
export async function awaitedEvidence(em: EntityManager, type: Database['type']): Promise<readonly string[]> {
  if (!(await tablesOf(em, type)).includes('evidence_owner')) return []
  return (await em.execute<{ sha256: string }[]>(AWAITED, [false])).map(({ sha256 }) => sha256)
}

/** Lists the faults in the pages of a database file; none where it is whole. */
export async function brokenPages(em: EntityManager): Promise<readonly string[]> {
  const said = await em.execute<{ integrity_check: string }[]>('pragma integrity_check')
  return said.map((row) => row.integrity_check).filter((line) => line !== 'ok')
}

/** In what a database differs from what it is said to hold: a line for each difference. */
export function differencesOf(said: Contents, found: Contents): readonly string[] {
  const tables = [...new Set([...Object.keys(said.counts), ...Object.keys(found.counts)])].sort()
  const counts = tables
    .filter((name) => said.counts[name] !== found.counts[name])
    .map((name) => `Tabella ${name}: ${found.counts[name] ?? 'nessuna'} righe in luogo di ${said.counts[name] ?? 0}.`)
  const heads = new Map(found.chains.map(({ body, seq, hash }) => [body, `${seq} ${hash}`]))
  const chains = said.chains
    .filter(({ body, seq, hash }) => heads.get(body) !== `${seq} ${hash}`)
    .map(({ body }) => `Il registro di ${body || '(installazione)'} non finisce dove dovrebbe.`)
  const isSame = said.migrations.join() === found.migrations.join()
  return [...counts, ...chains, ...(isSame ? [] : ['Le migrazioni non sono quelle della copia.'])]
}
