import { calendarOf } from '@traguardo/shared/calendar'
import type { Plan, YearCalendar } from '@traguardo/shared/model'
import { checkCalendar } from '@traguardo/shared/plans'
import { type Refusal, refusal } from '@traguardo/shared/refusals'
import type { CalendarAction } from '@traguardo/shared/record'
import { v7 } from 'uuid'
import type { SignedInContext } from '../identity/organisation/signed-in'
import type { Em } from '../kernel/db/orm'
import { upsert } from '../kernel/db/write-rows'
import { noPlan } from '../kernel/no-plan'
import { actorOf } from '../identity/organisation/signed-in'
import { telling } from '../kernel/audit/telling'
import { RegisterEntity } from '../sync/store/register.entity'
import { YearCalendarEntity } from '../plans/year-calendar.entity'

/** What a change makes of the calendar of a year, or why it is refused. */
export type CalendarChange = (before: YearCalendar, plan: Plan) => YearCalendar | Refusal

const isRefused = (made: YearCalendar | Refusal): made is Refusal => 'code' in made

async function refuseDivision(
  em: Em,
  before: YearCalendar,
  after: YearCalendar,
  body: string,
): Promise<Refusal | null> {
  if (before.division === after.division) return null
  const entered = await em.count(RegisterEntity, { body, year: after.year })
  return entered === 0 ? null : refusal('CALENDAR_IN_USE', { year: after.year, division: before.division })
}

/** Changes the calendar of a year, whole or not at all, and tells of it [CA13]. */
export async function changeCalendar(
  context: SignedInContext,
  year: number,
  action: CalendarAction,
  change: CalendarChange,
): Promise<Refusal | null> {
  const { app, em, viewer } = context
  const { body } = viewer
  const stored = await app.plans.find(em, body, year)
  if (!stored) return noPlan(year)
  const { plan } = stored
  return telling(em, actorOf(context), async (tx) => {
    const set = await tx.findOne(YearCalendarEntity, { body, year })
    const before = calendarOf(set ? { calendars: [set.document] } : plan, year)
    const after = change(before, plan)
    if (isRefused(after)) return after
    const [fault] = checkCalendar(after, plan)
    if (fault) return { code: fault.code, params: fault.params ?? null }
    const refused = await refuseDivision(tx, before, after, body)
    if (refused) return refused
    await upsert(
      tx,
      'year_calendar',
      ['body', 'year'],
      [{ body, year, version: v7(), document: JSON.stringify(after) }],
    )
    return { action, about: [`calendars/${year}`], detail: { before, after } }
  })
}
