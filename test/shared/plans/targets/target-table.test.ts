import { describe, expect, it } from 'vitest'
import { DOCUMENTED, TARGET_TABLE } from './target-table'

describe('the table of targets as real bodies write them', () => {
  it('holds at least 250 texts, 150 of them from the five documents', () => {
    expect(new Set(TARGET_TABLE.map(({ text }) => text)).size).toBeGreaterThanOrEqual(250)
    expect(new Set(DOCUMENTED.map(({ text }) => text)).size).toBeGreaterThanOrEqual(150)
  })

  it('says for each where it was found, and what is in doubt where it is not read', () => {
    expect(TARGET_TABLE.filter(({ source }) => source === '')).toEqual([])
    expect(DOCUMENTED.filter(({ source }) => !/^\d{3}:\d+$/.test(source))).toEqual([])
    expect(TARGET_TABLE.filter(({ target, doubts }) => target === null && doubts.length === 0)).toEqual([])
  })
})
