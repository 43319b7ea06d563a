import { createHash } from 'node:crypto'
import { canonicalText, chainEntry, ChainCheck, NO_ENTRY, type ChainEntry } from '@traguardo/shared/record'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const chainOf = (details: readonly unknown[]): readonly ChainEntry[] => {
  const entries: ChainEntry[] = []
  details.forEach((detail, at) => {
    const entry = {
      body: 'B',
      seq: at + 1,
      at: '2021-09-05T08:00:00.000Z',
      person: 'anna',
      action: 'value.edit',
      outcome: 'done' as const,
      about: ['value/A/U1/2021/2'],
      detail,
    }
    entries.push(chainEntry(entry, entries.at(-1)?.hash ?? NO_ENTRY, sha256))
  })
  return entries
}
const faultOf = (entries: readonly ChainEntry[], head = entries.at(-1)) => {
  const check = new ChainCheck(sha256)
  entries.forEach((entry) => check.feed(entry))
  return check.close(head ? { seq: head.seq, hash: head.hash } : null)
}

describe('the chain of the record', () => {
  it('[RE2.1] holds the hash of the one before, and a bar for the first', () => {
    const [first, second] = chainOf([1, 2])
    expect([first?.previous, second?.previous]).toEqual(['-', first?.hash])
  })

  it('[RE2.2] is of SHA-256 over the hash before and the canonical text, one below the other', () => {
    for (const entry of chainOf([1, { a: 2 }]))
      expect(entry.hash).toBe(sha256(`${entry.previous}\n${canonicalText(entry)}`))
  })

  it('[RE3.1] the canonical text is the list of an entry as JSON', () => {
    expect(chainOf(['x']).map(canonicalText)).toEqual([
      '["B",1,"2021-09-05T08:00:00.000Z","anna","value.edit","done",["value/A/U1/2021/2"],"x"]',
    ])
  })

  it('[RE3.2] the canonical text has the keys of every object in order', () => {
    const [text = ''] = chainOf([{ b: 1, a: [{ d: 2, c: 3 }] }]).map(canonicalText)
    expect(text.endsWith(',{"a":[{"c":3,"d":2}],"b":1}]')).toBe(true)
  })

  it('[RE4.3] holds, also where nothing happened', () => {
    expect(faultOf(chainOf([1, 2, 3]))).toBeNull()
    expect(faultOf([])).toBeNull()
    expect(new ChainCheck(sha256).close({ seq: 0, hash: NO_ENTRY })).toBeNull()
    expect(faultOf(chainOf([1]), undefined)).toBeNull()
  })

  it('[RE4.2] that was cut at its end is seen by its head', () => {
    expect(new ChainCheck(sha256).close({ seq: 1, hash: 'x' })).toEqual({ seq: 1, what: 'cut' })
    const [first, second] = chainOf([1, 2])
    expect(
      faultOf(
        [first].filter((one) => one !== undefined),
        second,
      ),
    ).toEqual({ seq: 2, what: 'cut' })
  })

  it('[RE4.2] a head of another number, or of another hash, is not its own', () => {
    const entries = chainOf([1, 2])
    const [first, last] = entries as [ChainEntry, ChainEntry]
    for (const head of [first, { ...last, hash: first.hash }, { ...last, seq: 1 }, { ...last, seq: 3 }])
      expect(faultOf(entries, head)).toEqual({ seq: 3, what: 'cut' })
    const check = new ChainCheck(sha256)
    entries.forEach((entry) => check.feed(entry))
    expect(check.close(null)).toEqual({ seq: 3, what: 'cut' })
    expect(new ChainCheck(sha256).close({ seq: 0, hash: '' })).toBeNull()
  })

  it('[RE4.1] names the first fault, and what it is', () => {
    const entries = chainOf([1, 2, 3])
    const [first, second, third] = entries as [ChainEntry, ChainEntry, ChainEntry]
    expect(faultOf([first, third])).toEqual({ seq: 2, what: 'missing' })
    expect(faultOf([first, { ...second, detail: 9 }, third])).toEqual({ seq: 2, what: 'changed' })
    expect(faultOf([first, { ...second, hash: 'x' }, third])).toEqual({ seq: 2, what: 'changed' })
    expect(faultOf([first, { ...second, previous: 'x' }, third])).toEqual({ seq: 2, what: 'changed' })
    expect(faultOf([{ ...first, detail: 9 }, third])).toEqual({ seq: 1, what: 'changed' })
    // Whole in itself, but not after the one before it.
    const other = chainOf([7, 8])[1] as ChainEntry
    expect(faultOf([first, other])).toEqual({ seq: 2, what: 'changed' })
    const renumbered = chainEntry({ ...second, seq: 3 }, first.hash, sha256)
    expect(faultOf([first, renumbered])).toEqual({ seq: 2, what: 'missing' })
  })

  it.each([
    [{ c: 1, a: 2, b: 3 }, '{"a":2,"b":3,"c":1}'],
    [{ a: 1, b: 2, c: 3 }, '{"a":1,"b":2,"c":3}'],
    [{ b: null, a: [{ z: 1, y: [] }, 'x'] }, '{"a":[{"y":[],"z":1},"x"],"b":null}'],
    [{ aa: 1, a: 2, B: 3 }, '{"B":3,"a":2,"aa":1}'],
    [[3, 1, 2], '[3,1,2]'],
    [null, 'null'],
  ])('[RE3.2] the canonical text of %j holds %s', (detail, text) => {
    expect(chainOf([detail]).map(canonicalText)[0]?.endsWith(`,${text}]`)).toBe(true)
  })

  it('[RE3.3] the text of an entry holds who acted for somebody else, where somebody did', () => {
    const [entry] = chainOf([1])
    if (!entry) throw new Error('there is one')
    expect(canonicalText({ ...entry, holder: 'bruno' })).toBe(canonicalText(entry).replace(/]$/, ',"bruno"]'))
  })

  it('[RE4.1] shows whatever is done to it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.constantFrom('change', 'remove', 'insert', 'cut', 'swap'),
        (details, pick, how) => {
          const entries = [...chainOf(details)]
          const head = entries.at(-1)
          const at = pick % entries.length
          const entry = entries[at]
          if (!entry || !head) return false
          if (how === 'change') entries[at] = { ...entry, person: 'bruno' }
          if (how === 'remove') entries.splice(at, 1)
          if (how === 'insert') entries.splice(at, 0, chainEntry({ ...entry, person: 'bruno' }, entry.previous, sha256))
          if (how === 'cut') entries.pop()
          if (how === 'swap') entries.splice(at, 1, ...chainOf([...details, 'x']).slice(-1))
          const fault = faultOf(entries, head)
          return fault !== null && fault.seq <= entries.length + 1
        },
      ),
    )
  })
})
