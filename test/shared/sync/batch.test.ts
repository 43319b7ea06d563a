import { describe, expect, it } from 'vitest'
import { batchOf, ONE_PUSH } from '../../../shared/src/sync/batch'
import { anOperation, aRecord } from '../../support/sync'

/** An operation of so many characters as JSON. */
function ofSize(characters: number) {
  const empty = anOperation({ content: '' })
  return aRecord({ ...empty, content: 'x'.repeat(characters - JSON.stringify(empty).length) })
}

describe('what goes out at once', () => {
  it('[SY9.2] is 256,000 characters at most: one more, and the last operation waits', () => {
    const [half, other] = [ofSize(128_000), ofSize(128_000)]
    expect(batchOf([half, other])).toEqual([half, other])
    expect(batchOf([half, ofSize(128_001)])).toEqual([half])
    expect(batchOf([half, other, ofSize(1000)])).toEqual([half, other])
  })

  it('[SY9.1] is 500 operations at most', () => {
    const many = Array.from({ length: 501 }, () => aRecord(anOperation({})))
    expect(batchOf(many)).toEqual(many.slice(0, 500))
    expect(batchOf(many.slice(0, 500))).toHaveLength(500)
    expect(batchOf(many, { ...ONE_PUSH, most: 3 })).toHaveLength(3)
  })

  it('[SY9.3] is one operation at least, however large', () => {
    const huge = ofSize(300_000)
    expect(batchOf([huge, ofSize(1000)])).toEqual([huge])
  })

  it('[SY70.1] holds what an operation stands on, or deals with, before it', () => {
    const first = aRecord(anOperation({}))
    const second = aRecord(anOperation({ base: first.operation.id }))
    const third = aRecord(anOperation({ kind: 'dismiss', content: null, about: second.operation.id }))
    expect(batchOf([third, second, first])).toEqual([first, second, third])
  })
})
