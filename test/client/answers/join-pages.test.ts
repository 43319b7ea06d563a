import { describe, expect, it } from 'vitest'
import { joinPages } from '../../../client/src/answers/cache'

/** A page with these entries, and from where to read on. */
const page = (next: number | null, ...seqs: readonly number[]) => ({ next, entries: seqs.map((seq) => ({ seq })) })
type Page = ReturnType<typeof page>

/** Joins a page to what is there, as the cache would: the first one of a record, or what comes before an entry. */
const joined = (there: Page | undefined, came: Page, before: number | null) =>
  joinPages(there, came, { args: { before } } as unknown as Parameters<typeof joinPages>[2])

describe('pages of the record, in the cache', () => {
  it('the first one stands alone', () => {
    expect(joined(undefined, page(8, 10, 9, 8), null)).toEqual(page(8, 10, 9, 8))
  })

  it('what was read on for goes to the end, and from there it goes on', () => {
    expect(joined(page(8, 10, 9, 8), page(5, 7, 6, 5), 8)).toEqual(page(5, 10, 9, 8, 7, 6, 5))
    expect(joined(page(8, 10, 9, 8), page(null), 8)).toEqual(page(null, 10, 9, 8))
  })

  it('what is new goes in front, and what was read on for stays', () => {
    expect(joined(page(5, 10, 9, 8, 7, 6, 5), page(9, 11, 10, 9), null)).toEqual(page(5, 11, 10, 9, 8, 7, 6, 5))
    expect(joined(page(null, 2, 1), page(null, 3, 2, 1), null)).toEqual(page(null, 3, 2, 1))
  })

  it('where something lies between, only the newest page counts', () => {
    expect(joined(page(5, 7, 6, 5), page(9, 11, 10, 9), null)).toEqual(page(9, 11, 10, 9))
  })

  it('a page that comes twice is there once', () => {
    expect(joined(page(5, 8, 7, 6, 5), page(5, 7, 6, 5), 8)).toEqual(page(5, 8, 7, 6, 5))
  })
})
