import { isDeepStrictEqual } from 'node:util'
import { readTarget } from '@traguardo/shared/plans'
import { describe, expect, it } from 'vitest'
import { DOCUMENTED, TARGET_TABLE, type TargetRow } from './target-table'

const readRow = ({ text, ...about }: TargetRow) => readTarget(text, about)

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

  it.each(TARGET_TABLE.map((row) => [row.text, row.unit ?? '', row] as const))('«%s» (%s)', (_text, _unit, row) => {
    const { target, doubts } = readRow(row)
    expect(target).toEqual(row.target)
    expect(doubts.map(({ code }) => code).sort()).toEqual([...row.doubts].sort())
  })

  it('[PL6.4] nothing is read wrongly for sure, most is read, and of that a fifth with a doubt', () => {
    const readings = TARGET_TABLE.map((row) => ({ row, ...readRow(row) }))
    const isWrong = ({ row, target }: (typeof readings)[number]) => !isDeepStrictEqual(target, row.target)
    const read = readings.filter(({ target }) => target !== null)
    expect(readings.filter((one) => one.doubts.length === 0 && isWrong(one)).map(({ row }) => row.text)).toEqual([])
    expect(read.length / readings.length).toBeGreaterThanOrEqual(0.85)
    expect(read.filter(({ doubts }) => doubts.length > 0).length / read.length).toBeLessThanOrEqual(0.2)
  })
})
