/** Address of the page where a unit's period is looked at and validated. */
export const reviewOf = (unit: string, year: number, period: number | string): string =>
  `/rilevazione/${encodeURIComponent(unit)}/${year}/${period}`
