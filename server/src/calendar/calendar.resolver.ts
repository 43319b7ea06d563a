import { periodsOf, romeDay } from '@traguardo/shared/calendar'
import { bodyStanding, confirmedOn, standings } from '@traguardo/shared/collection'
import type { Division, YearCalendar } from '@traguardo/shared/model'
import { refusal } from '@traguardo/shared/refusals'
import { organisational } from '@traguardo/shared/scoring'
import { Arg, Ctx, Int, Mutation, Resolver } from 'type-graphql'
import type { SignedInContext } from '../identity/organisation/signed-in'
import { noPlan } from '../kernel/no-plan'
import { DONE, DoneResult } from '../kernel/graphql/done.types'
import { registersOfYears } from '../sync/store/registers-of-years'
import { changeCalendar } from './change-calendar'
import { CalendarInput } from './calendar.types'

type Answer = typeof DoneResult

/** What of a calendar is saved by hand, in one form: two that say the same are the same text. */
const textOf = ({ division, entryDays, workingDays, reminderDays, spans, exceptions }: CalendarInput | YearCalendar) =>
  JSON.stringify([
    division,
    entryDays,
    workingDays,
    reminderDays,
    (spans ?? []).map(({ period, opens, deadline }) => [period, opens, deadline]),
    (exceptions ?? []).map(({ period, unit, deadline, reason }) => [period, unit, deadline, reason]),
  ])

@Resolver()
export class CalendarResolver {
  /** Saves over the calendar that its author saw: what somebody else changed meanwhile is not lost. */
  @Mutation(() => DoneResult)
  async calendarSave(
    @Arg('year', () => Int) year: number,
    @Arg('seen', () => CalendarInput) seen: CalendarInput,
    @Arg('input', () => CalendarInput) input: CalendarInput,
    @Ctx() context: SignedInContext,
  ): Promise<Answer> {
    const change = { ...input, division: input.division as Division }
    const refused = await changeCalendar(context, year, 'calendar.save', (before) =>
      textOf(before) === textOf(seen) ? { ...before, ...change, year } : refusal('CALENDAR_CHANGED'),
    )
    return refused ?? DONE
  }

  /** The year is over: nothing of it changes any more. */
  @Mutation(() => DoneResult)
  async yearClose(@Arg('year', () => Int) year: number, @Ctx() context: SignedInContext): Promise<Answer> {
    const today = romeDay(context.app.clock.now(context.viewer.body))
    const refused = await changeCalendar(context, year, 'year.close', (before, plan) => {
      const last = periodsOf(plan, year).at(-1)
      if (before.closedOn) return refusal('YEAR_CLOSED', { year })
      return last && today > last.deadline ? { ...before, closedOn: today } : refusal('YEAR_NOT_OVER', { year })
    })
    return refused ?? DONE
  }

  /** The evaluator (OIV) validates the yearly report: of a year that is closed, once. */
  @Mutation(() => DoneResult)
  async yearValidate(@Arg('year', () => Int) year: number, @Ctx() context: SignedInContext): Promise<Answer> {
    const { app, viewer } = context
    const on = romeDay(app.clock.now(viewer.body))
    const refused = await changeCalendar(context, year, 'year.validate', (before) => {
      if (!before.closedOn) return refusal('YEAR_NOT_CLOSED', { year })
      return before.evaluated
        ? refusal('YEAR_VALIDATED', { year })
        : { ...before, evaluated: { on, by: viewer.person } }
    })
    return refused ?? DONE
  }

  /** The report of a period goes to the governing bodies: once everything in it is confirmed [CO10]. */
  @Mutation(() => DoneResult)
  async reportSend(
    @Arg('year', () => Int) year: number,
    @Arg('period', () => Int) period: number,
    @Ctx() context: SignedInContext,
  ): Promise<Answer> {
    const { app, em, viewer } = context
    const today = romeDay(app.clock.now(viewer.body))
    const stored = await app.plans.find(em, viewer.body, year)
    if (!stored) return noPlan(year)
    const common = organisational(stored.plan)
    const found = periodsOf(common, year).find(({ number }) => number === period)
    if (!found) return refusal('UNKNOWN_PERIOD')
    const find = standings(await registersOfYears(em, viewer.body, { from: year, to: year }))
    const units = bodyStanding(common, found, find, today)
    if (confirmedOn(units) === null) {
      const left = units.filter(({ confirmedOn: day }) => day === null).length
      return refusal('NOT_ALL_CONFIRMED', { left })
    }
    const refused = await changeCalendar(context, year, 'report.send', (before) => {
      const sent = before.reports ?? []
      if (sent.some((one) => one.period === period)) return refusal('REPORT_SENT', { period: found.name })
      return { ...before, reports: [...sent, { period, sent: today }] }
    })
    return refused ?? DONE
  }
}
