import { calendarOf } from '@traguardo/shared/calendar'
import type { Plan, Refusal, YearCalendar } from '@traguardo/shared/model'
import { checkCalendar } from '@traguardo/shared/plans'
import { v7 } from 'uuid'
import type { SignedInContext } from '../context'
import type { Em } from '../db/orm'
import { noPlan } from '../plans/no-plan'
import { actorOf } from '../record/actor'
import { append } from '../record/append'
import { upsert } from '../sync/store/upsert'
import { RegisterEntity } from '../values/register.entity'

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
  return entered === 0
    ? null
    : {
        code: 'CALENDAR_IN_USE',
        message: `Per il ${after.year} ci sono già valori inseriti nei ${before.division}: la suddivisione non si cambia più.`,
      }
}

/** Changes the calendar of a year, whole or not at all, and tells of it [CA13]. */
export async function changeCalendar(
  context: SignedInContext,
  year: number,
  action: string,
  change: CalendarChange,
): Promise<Refusal | null> {
  const { app, em, viewer } = context
  const { body } = viewer
  const stored = await app.plans.find(em, body, year)
  if (!stored) return noPlan(year)
  const before = calendarOf(stored.plan, year)
  const after = change(before, stored.plan)
  if (isRefused(after)) return after
  const [fault] = checkCalendar(after, stored.plan)
  if (fault) return { code: fault.code, message: fault.message }
  const refused = await refuseDivision(em, before, after, body)
  if (refused) return refused
  await em.fork().transactional(async (tx) => {
    const document = JSON.stringify(after)
    await upsert(tx as Em, 'year_calendar', ['body', 'year'], [{ body, year, version: v7(), document }])
    await append(tx as Em, [{ ...actorOf(context), action, about: [`calendars/${year}`], detail: { before, after } }])
  })
  return null
}
