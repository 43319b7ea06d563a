import type { Indicator } from '@traguardo/shared/model'
import type { DueCell } from '@traguardo/shared/values'

/** Cells that are entered side by side, because an indicator is made of them. */
export interface MeasureCard {
  readonly code: string
  /** What the cells make: the one that the card is named after, then the others that use them. */
  readonly indicators: readonly Indicator[]
  readonly cells: readonly DueCell[]
}

/**
 * Groups cells by indicator: each cell is on one card, with as many brothers as possible, so a ratio is entered as its
 * two measures. Cards keep the order of their first cell.
 */
export function measureCards(cells: readonly DueCell[]): readonly MeasureCard[] {
  const uses = new Map<Indicator, DueCell[]>()
  for (const cell of cells)
    for (const indicator of cell.indicators) uses.set(indicator, [...(uses.get(indicator) ?? []), cell])
  const cardOf = new Map<DueCell, { code: string; indicators: Indicator[]; cells: DueCell[] }>()
  // The sort is stable: among equals the plan's order decides, and organisational indicators stand first there.
  for (const [indicator, used] of [...uses].sort(([, a], [, b]) => b.length - a.length)) {
    const free = used.filter((cell) => !cardOf.has(cell))
    const card = { code: indicator.code, indicators: [indicator], cells: free }
    for (const cell of free) cardOf.set(cell, card)
    if (free.length === 0 && used[0]) cardOf.get(used[0])?.indicators.push(indicator)
  }
  const alone = (cell: DueCell) => ({ code: cell.measure.code, indicators: [], cells: [cell] })
  return [...new Set(cells.map((cell) => cardOf.get(cell) ?? alone(cell)))]
}
