import type { IsoInstant } from '../model'
import type { AuditEvent } from './events'

/** One link of the chain of a body, whatever it tells of [RE2]. */
export interface ChainEntry {
  readonly body: string
  readonly seq: number
  readonly at: IsoInstant
  /** Code of the person; empty where nobody was signed in. */
  readonly person: string
  /** Id of the holder of the position who did it; left out where it is not known [RI64]. Never a name. */
  readonly holder?: string
  /** `value.edit`, `plan.adopt`, `signIn`. */
  readonly action: string
  readonly outcome: 'done' | 'refused'
  /** `value/<measure>/<unit>/<year>/<period>`, `objectives/<code>`, `people/<code>`. */
  readonly about: readonly string[]
  /** Facts needed to understand the entry later. */
  readonly detail: unknown
  readonly previous: string
  readonly hash: string
}

/** One entry of the record of a body [RE1]. */
export type AuditEntry = ChainEntry & AuditEvent

/** Mark in the first entry in place of the hash before it. */
export const NO_ENTRY = '-'

/** Hash of a text: SHA-256, in hexadecimal. */
export type HashText = (text: string) => string

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, one]) => [key, inOrder(one)]))
}

/** The text that is hashed [RE3]. */
export const canonicalText = (entry: Omit<ChainEntry, 'previous' | 'hash'>): string =>
  JSON.stringify([
    entry.body,
    entry.seq,
    entry.at,
    entry.person,
    entry.action,
    entry.outcome,
    entry.about,
    inOrder(entry.detail),
    ...(entry.holder === undefined ? [] : [entry.holder]),
  ])

/** An entry with its place in the chain [RE2]. */
export const chainEntry = (
  entry: Omit<ChainEntry, 'previous' | 'hash'>,
  previous: string,
  hash: HashText,
): ChainEntry => ({ ...entry, previous, hash: hash(`${previous}\n${canonicalText(entry)}`) })

/** Fault of a chain, with the number of its entry. */
export interface ChainFault {
  readonly seq: number
  readonly what: 'missing' | 'changed' | 'cut'
}

/** Follows a chain entry by entry: feed it in order, then close it with the head that is kept beside it [RE4]. */
export class ChainCheck {
  private previous = NO_ENTRY
  private seq = 0
  private found: ChainFault | null = null

  constructor(private readonly hash: HashText) {}

  feed(entry: ChainEntry): void {
    if (this.found) return
    this.seq += 1
    if (entry.seq !== this.seq) this.found = { seq: this.seq, what: 'missing' }
    else if (entry.previous !== this.previous || chainEntry(entry, this.previous, this.hash).hash !== entry.hash)
      this.found = { seq: this.seq, what: 'changed' }
    this.previous = entry.hash
  }

  /** The first fault; null for a chain that holds. */
  close(head: { readonly seq: number; readonly hash: string } | null): ChainFault | null {
    if (this.found) return this.found
    const { seq, hash } = head ?? { seq: 0, hash: NO_ENTRY }
    const isWhole = seq === this.seq && (seq === 0 || hash === this.previous)
    return isWhole ? null : { seq: this.seq + 1, what: 'cut' }
  }
}
