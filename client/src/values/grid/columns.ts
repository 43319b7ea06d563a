import type { Period } from '@traguardo/shared/calendar'
import type { DueCell } from '@traguardo/shared/values'

/** A period of which the grid has a column; of those that are asked for its cells are fields. */
export interface GridColumn {
  readonly year: number
  readonly period: number
  readonly name: string
}

/**
 * Returns the columns of a grid, from left to right: the same period a year before, to compare with, the periods of this year
 * up to the open one, and any later one that something is asked of.
 * @param periods all of the year
 * @param before name of the same period a year before
 */
export function gridColumns(
  open: Period,
  periods: readonly Period[],
  cells: readonly DueCell[],
  before: string,
): readonly GridColumn[] {
  const asked = new Set(cells.map(({ cell }) => cell.period))
  return [
    { year: open.year - 1, period: open.number, name: before },
    ...periods
      .filter(({ number }) => number <= open.number || asked.has(number))
      .map(({ year, number, name }) => ({ year, period: number, name })),
  ]
}

/** Cells by measure, in the order of their first ones. */
export function gridRows(cells: readonly DueCell[]): readonly (readonly [DueCell, ...DueCell[]])[] {
  const rows = new Map<string, [DueCell, ...DueCell[]]>()
  for (const cell of cells) {
    const row = rows.get(cell.measure.code)
    if (row) row.push(cell)
    else rows.set(cell.measure.code, [cell])
  }
  return [...rows.values()]
}

/** Steps down and to the right that a key takes. */
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}
const fieldIn = (cell: Element | undefined) => cell?.querySelector<HTMLInputElement>('input[data-measure]')

/**
 * Finds the field that an arrow leads to from another one: the next one that way with a field, as in a sheet. To the sides an
 * arrow first moves within what is typed; null where it does, or nothing is there.
 */
export function fieldBeside(from: HTMLInputElement, key: string): HTMLInputElement | null {
  const [down, right] = STEPS[key] ?? [0, 0]
  const cell = from.closest('td')
  const row = cell?.closest('tr')
  if (!cell || !row || (down === 0 && right === 0)) return null
  const { selectionStart: start, selectionEnd: end, value } = from
  const isWhole = start === 0 && end === value.length
  if (right !== 0 && !isWhole && (start !== end || start !== (right < 0 ? 0 : value.length))) return null
  const rows = [...(row.parentElement?.children ?? [])]
  const line = right !== 0 ? [...row.children] : rows.map((one) => one.children[cell.cellIndex])
  const step = right !== 0 ? right : down
  for (let at = (right !== 0 ? cell.cellIndex : rows.indexOf(row)) + step; at >= 0 && at < line.length; at += step) {
    const found = fieldIn(line[at])
    if (found) return found
  }
  return null
}
