import type { Cell } from '@traguardo/shared/model'
import type { RegisterField } from '@traguardo/shared/sync'

/** A cell's field as the key of a map, cheaper than the register's id. */
export const keyText = ({ measure, unit, year, period }: Omit<Cell, 'body'>, field: RegisterField): string =>
  [measure, unit ?? '', year, period, field].join('\n')
