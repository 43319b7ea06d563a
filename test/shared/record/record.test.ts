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
  it('[RE2] [RE3] is of hashes over canonical text', () => {
    const [entry] = chainOf([{ b: 1, a: [{ d: 2, c: 3 }] }])
    if (!entry) throw new Error('there is one')
    const text =
      '["B",1,"2021-09-05T08:00:00.000Z","anna","value.edit","done",["value/A/U1/2021/2"],{"a":[{"c":3,"d":2}],"b":1}]'
    expect(canonicalText(entry)).toBe(text)
    expect(entry).toMatchObject({ previous: '-', hash: sha256(`-\n${text}`) })
  })

  it('[RE1] [RE4] holds, and is empty where nothing happened', () => {
    expect(faultOf(chainOf([1, 2, 3]))).toBeNull()
    expect(faultOf([])).toBeNull()
    expect(new ChainCheck(sha256).close({ seq: 0, hash: NO_ENTRY })).toBeNull()
    expect(new ChainCheck(sha256).close({ seq: 1, hash: 'x' })).toEqual({ seq: 1, what: 'cut' })
    expect(faultOf(chainOf([1]), undefined)).toBeNull()
  })

  it('[RE3] the text of an entry holds who acted for somebody else, where somebody did', () => {
    const [entry] = chainOf([1])
    if (!entry) throw new Error('there is one')
    expect(canonicalText({ ...entry, holder: 'bruno' })).toBe(canonicalText(entry).replace(/]$/, ',"bruno"]'))
  })

  it('[RE4] shows whatever is done to it', () => {
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
