import type { IsoDate, ManualScore, Plan, YearCalendar } from '@traguardo/shared/model'
import { YearCalendarEntity } from './year-calendar.entity'
import type { Em } from '../kernel/db/orm'
import { JudgementEntity } from './judgement.entity'
import { type WhoseYear, whoseYear } from './whose-year'

/** What stands beside the plans of a body and goes out with them: it is not adopted by their acts. */
export interface Beside {
  readonly calendars: readonly YearCalendar[]
  readonly judgements: readonly JudgementEntity[]
  /** Whose of the scores by hand is in question: a score has that of the holder whose the year is [IS6]. */
  readonly isWhose: (plan: Plan, judgement: JudgementEntity) => boolean
  /** Changes whenever any of it does; empty for nothing. */
  readonly version: string
}

/** Is a score by hand of this holder, or, where none is given, of the one whose its year is on the day? */
const isOf =
  (whose: WhoseYear, day: IsoDate, holder: string | undefined): Beside['isWhose'] =>
  (plan, { about, year, holder: named, askedAt }) =>
    whose.of(plan, about, { holder: named, year, at: askedAt }) === (holder ?? whose.on(plan, about, year, day))

/**
 * Reads it. Three statements.
 * @param day the day as on which it is wanted
 * @param holder of whom scores by hand are wanted; left out for those that count on the day
 */
export async function besideOf(em: Em, body: string, day: IsoDate, holder?: string): Promise<Beside> {
  const calendars = await em.fork().find(YearCalendarEntity, { body }, { orderBy: { year: 'asc' } })
  const judgements = await em
    .fork()
    .find(JudgementEntity, { body, decision: 'approved' }, { orderBy: { decidedAt: 'asc', id: 'asc' } })
  const whose = await whoseYear(em, body)
  const scores = judgements.length > 0 ? [...judgements.map(({ id }) => id), day, holder ?? '', whose.version] : []
  return {
    calendars: calendars.map(({ document }) => document),
    judgements,
    isWhose: isOf(whose, day, holder),
    version: [...calendars.map(({ version }) => version), ...scores].join(),
  }
}

const shownAs = ({ about, year, score, reason, askedBy, decidedBy, decidedAt }: JudgementEntity): ManualScore => ({
  about,
  year,
  score,
  reason,
  by: askedBy,
  approvedBy: decidedBy ?? '',
  at: decidedAt ?? '',
})

/** A plan with what stands beside it: a calendar that was set stands in place of the one in the file. */
export function withBeside(plan: Plan, { calendars, judgements, isWhose, version }: Beside): Plan {
  if (version === '') return plan
  const years = new Set(calendars.map(({ year }) => year))
  const own = plan.calendars?.filter(({ year }) => !years.has(year)) ?? []
  // The last score by hand of something counts.
  const standing = judgements.filter((one) => isWhose(plan, one)).map(shownAs)
  const last = new Map(standing.map((one) => [`${one.year}/${one.about}`, one]))
  return {
    ...plan,
    ...(own.length + calendars.length > 0 ? { calendars: [...own, ...calendars] } : {}),
    ...(last.size > 0 ? { judgements: [...last.values()] } : {}),
  }
}
