import { ask, either } from '../modules/ask'

/** An entry of the record, as it is shown. */
export interface RecordEntry {
  readonly seq: number
  readonly at: string
  readonly person: string
  readonly personTitle: string
  readonly action: string
  readonly outcome: 'done' | 'refused'
  readonly about: readonly string[]
  readonly detail: unknown
  readonly hash: string
}

/** What is looked for. */
export interface RecordFilter {
  readonly person: string | null
  readonly about: string | null
  readonly outcome: string | null
  readonly before: number | null
}

const RECORD = `query Record($body: String!, $person: String, $about: String, $outcome: String, $before: Int) {
  record(body: $body, person: $person, about: $about, outcome: $outcome, before: $before) {
    ${either('RecordPage', 'next entries { seq at person personTitle action outcome about detail hash }')} } }`

export const fetchRecord = (body: string, filter: RecordFilter) =>
  ask<{ readonly next: number | null; readonly entries: readonly RecordEntry[] }>(RECORD, { body, ...filter })
