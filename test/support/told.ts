import type { EntityManager } from '../../server/src/kernel/db/orm'

/** A notice as it stands in the database. */
export interface Stored {
  readonly id: string
  readonly body: string
  readonly person: string
  readonly holder: string | null
  readonly kind: string
  readonly subject: string
  readonly text: string
  readonly link: string
  readonly at: string
  readonly read_at: string | null
  readonly claimed_at: string | null
}

/** Writes a notice as if it had been told. */
export async function putNotice(em: EntityManager, changes: Partial<Stored> & Pick<Stored, 'id'>): Promise<void> {
  const row = {
    ...{ body: 'CCIAA-MS', person: 'po-registro-imprese', holder: null, kind: 'open', subject: changes.id },
    ...{ text: 'Da leggere.', link: '/misure', at: '2021-09-05T03:00:00.000Z', read_at: null, claimed_at: null },
    ...{ key: changes.id },
    ...changes,
  }
  const columns = Object.keys(row)
  const places = columns.map(() => '?').join(', ')
  const sql = `insert into "notice" (${columns.map((name) => `"${name}"`).join(', ')}) values (${places})`
  await em.fork().execute(sql, Object.values(row))
}
