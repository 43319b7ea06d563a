import type { ManualScore, Plan, YearCalendar } from '@traguardo/shared/model'
import { YearCalendarEntity } from './year-calendar.entity'
import type { Em } from '../kernel/db/orm'
import { JudgementEntity } from './judgement.entity'

/** What stands beside the plans of a body and goes out with them: it is not adopted by their acts. */
export interface Beside {
  readonly calendars: readonly YearCalendar[]
  readonly judgements: readonly ManualScore[]
  /** Changes whenever any of it does; empty for nothing. */
  readonly version: string
}

/** Reads it. Two statements. */
export async function besideOf(em: Em, body: string): Promise<Beside> {
  const calendars = await em.fork().find(YearCalendarEntity, { body }, { orderBy: { year: 'asc' } })
  const judgements = await em
    .fork()
    .find(JudgementEntity, { body, decision: 'approved' }, { orderBy: { decidedAt: 'asc', id: 'asc' } })
  return {
    calendars: calendars.map(({ document }) => document),
    judgements: judgements.map(({ about, year, score, reason, askedBy, decidedBy, decidedAt }) => ({
      about,
      year,
      score,
      reason,
      by: askedBy,
      approvedBy: decidedBy ?? '',
      at: decidedAt ?? '',
    })),
    version: [...calendars.map(({ version }) => version), ...judgements.map(({ id }) => id)].join(),
  }
}

/** A plan with what stands beside it: a calendar that was set stands in place of the one in the file. */
export function withBeside(plan: Plan, { calendars, judgements, version }: Beside): Plan {
  if (version === '') return plan
  const years = new Set(calendars.map(({ year }) => year))
  const own = plan.calendars?.filter(({ year }) => !years.has(year)) ?? []
  // The last score by hand of something counts.
  const last = new Map(judgements.map((one) => [`${one.year}/${one.about}`, one]))
  return {
    ...plan,
    ...(own.length + calendars.length > 0 ? { calendars: [...own, ...calendars] } : {}),
    ...(last.size > 0 ? { judgements: [...last.values()] } : {}),
  }
}
