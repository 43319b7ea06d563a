import type { IsoInstant } from '@traguardo/shared/model'
import { type AuditEntry, type AuditEvent, chainEntry, NO_ENTRY } from '@traguardo/shared/record'
import type { EntityManager } from '../db/orm'
import { insertAll, sha256 } from '../db/rows'
import { RecordEntity } from './record.entity'

/** Actor of an event, and its time: the beginning of an event. */
export interface Actor {
  readonly body: string
  readonly at: IsoInstant
  readonly person: string
  /** Id of the holder as which somebody acts in that position. */
  readonly holder?: string | undefined
}

/** Action of an event and its objects, as the audit log is to tell them. */
export type AuditedEvent = AuditEvent & { readonly about?: readonly string[] }

/** An entry before it has its number and place. */
export type ActedEvent = Actor & AuditedEvent

const barred = (about: readonly string[]): string => (about.length > 0 ? `|${about.join('|')}|` : '')

/** An entry as it was appended. */
// Nothing but `appendEntry` writes there, and nobody changes it [RE5]: what is read has the form of what was told.
export const entryOf = ({ about, holder, ...row }: RecordEntity): AuditEntry =>
  ({
    ...row,
    ...(holder === null ? {} : { holder }),
    about: about.split('|').filter((one) => one !== ''),
  }) as AuditEntry

/**
 * Makes or locks the end of a body's record and answers it: whoever else wants it waits for the end of this transaction.
 */
export async function holdRecord(
  em: EntityManager,
  body: string,
): Promise<{ readonly seq: number; readonly hash: string }> {
  const [head] = await em.execute<{ seq: number; hash: string }[]>(
    'insert into "record_head" ("body", "seq", "hash") values (?, 0, ?) ' +
      'on conflict ("body") do update set "seq" = "record_head"."seq" returning "seq", "hash"',
    [body, NO_ENTRY],
    'all',
  )
  return { seq: Number(head?.seq ?? 0), hash: head?.hash ?? NO_ENTRY }
}

async function appendTo(em: EntityManager, body: string, events: readonly ActedEvent[]): Promise<void> {
  let { seq, hash: previous } = await holdRecord(em, body)
  const rows = events.map(({ at, person, holder, action, outcome = 'done', about = [], detail }) => {
    seq += 1
    const told = { body, seq, at, person, action, outcome, about, detail: detail ?? null }
    const entry = chainEntry(holder === undefined ? told : { ...told, holder }, previous, sha256)
    previous = entry.hash
    return { ...entry, holder: holder ?? null, about: barred(about) }
  })
  await insertAll(em, RecordEntity, rows)
  await em.execute('update "record_head" set "seq" = ?, "hash" = ? where "body" = ?', [seq, previous, body], 'run')
}

/** Appends to the record, in the transaction of what is told [RE5]: three statements for a body, however many events. */
export async function appendEntry(em: EntityManager, events: readonly ActedEvent[]): Promise<void> {
  const bodies = new Map<string, ActedEvent[]>()
  for (const event of events) bodies.set(event.body, [...(bodies.get(event.body) ?? []), event])
  for (const [body, own] of [...bodies].sort(([a], [b]) => (a < b ? -1 : 1))) await appendTo(em, body, own)
}
