import type { FieldMergeFunction } from '@apollo/client/core'

/** A page of the record as it lies in the cache, or a refusal, which has no entries. */
interface Page {
  readonly entries?: readonly { readonly seq: number }[]
  readonly next?: number | null
}

/**
 * Joins pages of a record, the newest entry first: one that was read on for goes to the end of what is there, the newest one in
 * front of it. Entries never change; where the newest page does not reach what is there, it alone counts, since something lies between.
 */
export const joinPages: FieldMergeFunction<Page, Page> = (there, came, { args }): Page => {
  if (!there?.entries || !came.entries) return came
  const [first, last] = [came.entries[0], came.entries.at(-1)]
  if (typeof args?.['before'] === 'number') {
    const newer = there.entries.filter(({ seq }) => !first || seq > first.seq)
    return { ...came, entries: [...newer, ...came.entries] }
  }
  if (!last || !there.entries.some(({ seq }) => seq >= last.seq)) return came
  const older = there.entries.filter(({ seq }) => seq < last.seq)
  return older.length === 0 ? came : { ...there, entries: [...came.entries, ...older] }
}
