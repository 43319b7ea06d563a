import { type FieldMergeFunction, InMemoryCache, type TypePolicies } from '@apollo/client/core'

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

/** Fields that a new answer replaces whole: a list as it is now, or another answer to the same question. */
const replaced = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { merge: false }] as const))

/** There is one of it for a person in a body, whichever question or change it answers. */
const ONE = { keyFields: [] } satisfies TypePolicies[string]

/**
 * Identity of what the server answers: by its `id` where it has one, else as said here. Codes are those of one body, and so is
 * the cache. What is named by nothing lies in the answer that it came with.
 */
const policies = (): TypePolicies => ({
  Query: {
    fields: {
      ...replaced('formerSheets', 'history', 'mySettings', 'notices', 'people', 'plan', 'planLife', 'sheetLives'),
      ...replaced('siteStatus', 'sites', 'tree'),
      record: { keyArgs: ['body', 'person', 'about', 'outcome'], merge: joinPages },
    },
  },
  Notices: { ...ONE, fields: replaced('notices') },
  OwnSettings: { ...ONE, fields: replaced('devices', 'sessions') },
  SiteStatus: ONE,
  Staff: { ...ONE, fields: replaced('people', 'units') },
  StaffPerson: { keyFields: ['code'], fields: replaced('grants', 'holders') },
  StaffAccount: { keyFields: ['username'] },
  // A line of the history holds what was done, and a register as it was then: the same id says other things elsewhere.
  Operation: { keyFields: false },
  Register: { keyFields: false },
})

/** Makes the cache of one person in one body. Every object of a page's document says its type already. */
export const newCache = () => new InMemoryCache({ typePolicies: policies() })
