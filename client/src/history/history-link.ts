import type { Cell } from '@traguardo/shared/model'

/** Address of the page with the life of a value. */
export const historyOf = ({ unit, measure, year, period }: Omit<Cell, 'body'>): string =>
  `/storia/${encodeURIComponent(unit ?? '-')}/${encodeURIComponent(measure)}/${year}/${period}`
