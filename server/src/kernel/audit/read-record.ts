import { ChainCheck, type ChainFault, type AuditEntry } from '@traguardo/shared/record'
import type { EntityManager } from '../db/orm'
import { sha256 } from '../db/rows'
import { entryOf } from './append'
import { RecordEntity } from './record.entity'

const PAGE = 1000

/** The record of a body from its beginning, a page at a time: it may be long. */
export async function* readRecord(em: EntityManager, body: string): AsyncGenerator<AuditEntry> {
  for (let seq = 0; ;) {
    const rows = await em.find(
      RecordEntity,
      { body, seq: { $gt: seq } },
      { orderBy: { seq: 'asc' }, limit: PAGE, disableIdentityMap: true },
    )
    for (const row of rows) yield entryOf(row)
    if (rows.length < PAGE) return
    seq = rows.at(-1)?.seq ?? seq
  }
}

/** Result of the check of a body's audit log: the number of its entries, and the first fault. */
export interface Verified {
  readonly body: string
  readonly entries: number
  readonly fault: ChainFault | null
}

/** Follows the chains of all bodies, or of one [RE4]. */
export async function verifyRecords(em: EntityManager, only: string | null = null): Promise<readonly Verified[]> {
  const heads = await em.execute<{ body: string; seq: number; hash: string }[]>(
    'select "body", "seq", "hash" from "record_head" order by "body"',
  )
  const known = await em.execute<{ body: string }[]>('select distinct "body" from "record"')
  const bodies = [...new Set([...heads, ...known].map(({ body }) => body))].filter(
    (body) => only === null || body === only,
  )
  const found: Verified[] = []
  for (const body of bodies) {
    const check = new ChainCheck(sha256)
    let entries = 0
    for await (const entry of readRecord(em, body)) {
      check.feed(entry)
      entries += 1
    }
    const head = heads.find((one) => one.body === body)
    found.push({ body, entries, fault: check.close(head ? { seq: Number(head.seq), hash: head.hash } : null) })
  }
  return found
}
