import type { IsoDate, Plan } from '@traguardo/shared/model'

/** The plan files that the program brings along, as texts: built into the bundle. */
export const demoPlans: readonly string[] = Object.values(
  import.meta.glob<string>(['../../../plans/*.json', '!../../../plans/plan.schema.json'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)

/** The body of the demo that comes first: its people sign in with their plain codes. */
export const FIRST_BODY = 'CCIAA-MS'

/** The day on which each body of the demo is looked at, by its code. */
export function demoDays(): ReadonlyMap<string, IsoDate> {
  const days = new Map<string, IsoDate>()
  for (const text of demoPlans) {
    const { body, source } = JSON.parse(text) as Plan
    if (source.demoDay !== undefined) days.set(body.code, source.demoDay)
  }
  return days
}
