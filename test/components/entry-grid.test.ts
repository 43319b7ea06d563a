import type { DueCell } from '@traguardo/shared/values'
import { beforeEach, describe, expect, it } from 'vitest'
import { fieldBeside, gridColumns, gridRows } from '../../client/src/values/grid/columns'

const PERIODS = [1, 2, 3].map((number) => ({
  ...{ number, year: 2021, name: `${'I'.repeat(number)} quadrimestre 2021` },
  ...{ opens: '2021-01-01', closes: '2021-12-31', deadline: '2021-12-31' },
})) as unknown as Parameters<typeof gridColumns>[1]
const due = (code: string, period: number) =>
  ({ measure: { code }, cell: { unit: 'RI', measure: code, year: 2021, period } }) as unknown as DueCell

/** Columns of a grid in the second period. */
const columns = (...cells: readonly DueCell[]) => {
  const open = PERIODS[1]
  if (!open) throw new Error('no second period')
  return gridColumns(open, PERIODS, cells, 'II quadrimestre 2020').map(({ name }) => name)
}

describe('[RI163.1] the columns of the grid', () => {
  it('are the same period of last year, and those of the year up to now', () => {
    expect(columns(due('A', 2))).toEqual(['II quadrimestre 2020', 'I quadrimestre 2021', 'II quadrimestre 2021'])
  })

  it('have a later period only where something of it is asked for', () => {
    expect(columns(due('A', 2), due('B', 3)).at(-1)).toBe('III quadrimestre 2021')
  })

  it('have one line for a measure, whatever its periods', () => {
    const rows = gridRows([due('A', 2), due('B', 2), due('A', 1)])
    expect(rows.map((row) => row.map(({ cell }) => `${cell.measure}${cell.period}`))).toEqual([['A2', 'A1'], ['B2']])
  })
})

describe('[RI163.2] an arrow in the grid', () => {
  const field = (name: string) => `<td><input data-measure="${name}" value="12"></td>`
  const at = (name: string) => document.querySelector<HTMLInputElement>(`[data-measure="${name}"]`) as HTMLInputElement
  const goes = (name: string, key: string) => fieldBeside(at(name), key)?.dataset['measure'] ?? null

  beforeEach(() => {
    document.body.innerHTML = `<table><tbody>
      <tr><th>A</th>${field('a1')}${field('a2')}</tr>
      <tr><th>B</th><td>n.d.</td>${field('b2')}</tr>
      <tr><th>C</th>${field('c1')}<td></td></tr>
    </tbody></table>`
    for (const one of document.querySelectorAll('input')) one.setSelectionRange(0, 2)
  })

  it('goes up and down in its column, over what has no field', () => {
    expect([goes('a1', 'ArrowDown'), goes('c1', 'ArrowUp'), goes('a2', 'ArrowDown')]).toEqual(['c1', 'a1', 'b2'])
    expect([goes('a1', 'ArrowUp'), goes('b2', 'ArrowDown')]).toEqual([null, null])
  })

  it('goes to the sides within its line', () => {
    expect([goes('a1', 'ArrowRight'), goes('a2', 'ArrowLeft'), goes('b2', 'ArrowLeft')]).toEqual(['a2', 'a1', null])
  })

  it('moves in what is typed until its end', () => {
    at('a1').setSelectionRange(1, 1)
    expect(goes('a1', 'ArrowRight')).toBe(null)
    expect(goes('a1', 'ArrowDown')).toBe('c1')
    at('a1').setSelectionRange(2, 2)
    expect(goes('a1', 'ArrowRight')).toBe('a2')
    expect(goes('a1', 'Enter')).toBe(null)
  })
})
