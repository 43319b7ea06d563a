import type { CellStatus, UnitState, UnitStatus } from '@traguardo/shared/collection'

/** Order of the units: late ones first, then those that wait for the manager; those that are done last. */
export const ORDER: readonly UnitState[] = ['late', 'sent', 'open', 'waiting', 'confirmed']

/** Returns the measures of a unit that wait for an answer. */
export const missingOf = ({ cells }: UnitStatus): readonly CellStatus[] =>
  cells.filter(({ state }) => state === 'missing' || state === 'returned' || state === 'reopened')
