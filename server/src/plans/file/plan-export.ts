import type { Plan, YearCalendar } from '@traguardo/shared/model'
import { CalendarSchema } from '@traguardo/shared/model/plan'

const CALENDAR_FIELDS: ReadonlySet<string> = new Set(Object.keys(CalendarSchema.entries))
const asInFile = (calendar: YearCalendar) =>
  Object.fromEntries(Object.entries(calendar).filter(([field]) => CALENDAR_FIELDS.has(field)))

/**
 * The plan file, laid out with two spaces: what can be imported, without what became of its years since (scores by hand,
 * reports, closes, neutralisations) [PR12.13].
 */
export function planText({ judgements: _beside, calendars, ...plan }: Plan): string {
  const file = calendars ? { ...plan, calendars: calendars.map(asInFile) } : plan
  return `${JSON.stringify(file, null, 2)}\n`
}

/** `cciaa-ms-2021-2023.json` */
export const planFileName = ({ body, firstYear, lastYear }: Plan): string =>
  `${body.code.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${firstYear}-${lastYear}.json`
