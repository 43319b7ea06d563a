import type { UnitStatus } from './status'

const isSilent = ({ cells }: UnitStatus): boolean =>
  cells.every(({ value, absence }) => value === null && absence === null)

/**
 * Units that owed something in each of these periods and gave neither a value nor a reason in any of them [RI151]: waiting
 * longer will not make them, so somebody else has to be asked.
 * @param periods the standing of all units, period by period; fewer than two say nothing
 */
export function silentIn(periods: readonly (readonly UnitStatus[])[]): readonly string[] {
  const [first = [], ...rest] = periods
  if (rest.length === 0) return []
  return first
    .filter(isSilent)
    .map(({ unit }) => unit)
    .filter((unit) => rest.every((units) => units.some((one) => one.unit === unit && isSilent(one))))
}
