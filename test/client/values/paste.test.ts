import { periodsOf, USUAL_CALENDAR } from '@traguardo/shared/calendar'
import { dueCells } from '@traguardo/shared/values'
import { describe, expect, it } from 'vitest'
import { isSheet, readPasted } from '../../../client/src/values/grid/paste'
import { massaCarrara } from '../../support/massa-carrara'

const [, second] = periodsOf(USUAL_CALENDAR, 2021)
const cells = second ? dueCells(massaCarrara, 'RI', second) : []
const says = { unknown: (name: string) => `no ${name}`, beyond: 'beyond' }
const read = (text: string, from = 0) => readPasted(text, cells, from, says)
const codes = ({ values }: ReturnType<typeof read>) =>
  values.map(({ due, value }) => [due.measure.code, value.type === 'number' ? value.number : value])

describe('what is pasted from a spreadsheet', () => {
  it('is one value, or a piece of a sheet', () => {
    expect(isSheet('1.234,5\n')).toBe(false)
    expect(isSheet('1\n2')).toBe(true)
    expect(isSheet('A\t2')).toBe(true)
  })

  it('goes down as a column from its cell, in the forms people write; empty lines leave their cells', () => {
    const [a, b, c] = cells.map(({ measure }) => measure.code)
    expect(codes(read('37\r\n\r\n1.204\r\n'))).toEqual([
      [a, 37],
      [c, 1204],
    ])
    expect(codes(read('40', 1))).toEqual([[b, 40]])
  })

  it('finds measures by code or label where there are several columns', () => {
    const [a, b] = cells
    if (!a || !b) throw new Error('RI has measures')
    const text = `${b.measure.code}\tignored\t5\n${a.measure.label.toUpperCase()}\t\t7\nX\t1`
    expect(codes(read(text))).toEqual([
      [b.measure.code, 5],
      [a.measure.code, 7],
    ])
    expect(read(text).faults).toEqual([{ line: 3, problem: 'no X' }])
  })

  it('says which line cannot be taken and why, and takes the others', () => {
    const pasted = read('1\nmolti')
    expect(pasted.values).toHaveLength(1)
    expect(pasted.faults).toEqual([{ line: 2, problem: expect.objectContaining({ code: 'NOT_A_NUMBER' }) as unknown }])
    expect(read('1/7/2021\n2', cells.length - 1).faults).toEqual([{ line: 2, problem: 'beyond' }])
  })
})
