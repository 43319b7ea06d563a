import { calendarOf, lastDeadline, periodsOf, romeDay } from '@traguardo/shared/calendar'
import type { Plan, YearCalendar, Division } from '@traguardo/shared/model'
import { checkCalendar } from '@traguardo/shared/plans'
import { type Refusal, refusal } from '@traguardo/shared/refusals'
import type { CalendarAction } from '@traguardo/shared/record'
import { refuseNeutralising, refuseRestoring } from '@traguardo/shared/sheets'
import { v7 } from 'uuid'
import { Field, InputType, Int, Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { bodyStatus, confirmedOn, registerIndex } from '@traguardo/shared/collection'
import { organisationalPlan } from '@traguardo/shared/scoring'
import { type SignedInContext, actorOf } from '../identity/organisation/positions'
import type { EntityManager } from '../kernel/db/orm'
import { noPlan } from '../kernel/no-plan'
import { withAudit } from '../kernel/audit/with-audit'
import { RegisterEntity } from '../sync/store/register.entity'
import { ActInput } from '../plans/life/life.types'
import { YearCalendarEntity } from '../plans/year-calendar.entity'
import { DONE, DoneResult } from '../kernel/graphql/refusal.types'
import { registersOfYears } from '../sync/store/registers-of-years'

/** Change of a year's calendar: gives the new one, or the reason why it is refused. */
type CalendarChange = (before: YearCalendar, plan: Plan) => YearCalendar | Refusal

const isRefused = (made: YearCalendar | Refusal): made is Refusal => 'code' in made

async function refuseDivision(
  em: EntityManager,
  before: YearCalendar,
  after: YearCalendar,
  body: string,
): Promise<Refusal | null> {
  if (before.division === after.division) return null
  const entered = await em.count(RegisterEntity, { body, year: after.year })
  return entered === 0 ? null : refusal('CALENDAR_IN_USE', { year: after.year, division: before.division })
}

/** Changes the calendar of a year, whole or not at all, and tells of it [CA13]. */
async function changeCalendar(
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
  return withAudit(em, actorOf(context), async (tx) => {
    const set = await tx.findOne(YearCalendarEntity, { body, year })
    const before = calendarOf(set ? { calendars: [set.document] } : plan, year)
    const after = change(before, plan)
    if (isRefused(after)) return after
    const [fault] = checkCalendar(after, plan)
    if (fault) return { code: fault.code, params: fault.params ?? null }
    const refused = await refuseDivision(tx, before, after, body)
    if (refused) return refused
    await tx.upsert(YearCalendarEntity, { body, year, version: v7(), document: after })
    return { action, about: [`calendars/${year}`], detail: { before, after } }
  })
}

@InputType('EntrySpanInput')
class EntrySpanInput {
  @Field(() => Int)
  period!: number

  @Field(() => String)
  opens!: string

  @Field(() => String)
  deadline!: string
}

@InputType('CalendarExceptionInput')
class CalendarExceptionInput {
  @Field(() => Int)
  period!: number

  @Field(() => String)
  unit!: string

  @Field(() => String)
  deadline!: string

  @Field(() => String)
  reason!: string
}

@InputType('CalendarInput', { description: 'How a year is divided, and until when values are entered.' })
class CalendarInput {
  @Field(() => String, { description: '`quadrimestri`, `semestri` or `trimestri`.' })
  division!: string

  @Field(() => Int)
  entryDays!: number

  @Field(() => Boolean)
  workingDays!: boolean

  @Field(() => [Int])
  reminderDays!: readonly number[]

  @Field(() => [EntrySpanInput])
  spans!: readonly EntrySpanInput[]

  @Field(() => [CalendarExceptionInput])
  exceptions!: readonly CalendarExceptionInput[]
}

type Answer = typeof DoneResult

/** The plan with a calendar as it stands in this transaction. */
const withCalendar = (plan: Plan, calendar: YearCalendar): Plan => ({
  ...plan,
  calendars: [...(plan.calendars ?? []).filter(({ year }) => year !== calendar.year), calendar],
})

/** Returns the part of a calendar that is saved by hand, as a text: two that say the same are the same text. */
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
      if (before.closedOn) return refusal('YEAR_CLOSED', { year })
      return today > lastDeadline(plan, year) ? { ...before, closedOn: today } : refusal('YEAR_NOT_OVER', { year })
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

  /** An act leaves something out of the scores of the year, for no fault of whoever answers for it [RI100]. */
  @Mutation(() => DoneResult)
  async neutralise(
    @Arg('year', () => Int) year: number,
    @Arg('about', () => String, { description: 'Address of an objective or an indicator.' }) about: string,
    @Arg('periods', () => [Int], { description: 'None for the whole year.' }) periods: readonly number[],
    @Arg('from', () => String) from: string,
    @Arg('act', () => ActInput) { organ, number, date }: ActInput,
    @Arg('reason', () => String) reason: string,
    @Ctx() context: SignedInContext,
  ): Promise<Answer> {
    const { app, viewer } = context
    const { person: by, at } = actorOf(context)
    const asked = { year, about, periods, from, act: { organ, number, date }, reason }
    const refused = await changeCalendar(context, year, 'year.neutralise', (before, plan) => {
      const now = withCalendar(plan, before)
      const barred = refuseNeutralising(viewer, now, asked, romeDay(app.clock.now(viewer.body)))
      if (barred) return barred
      const act = { organ: organ.trim(), number: number.trim(), date }
      const said = { id: v7(), about, from, act, reason: reason.trim(), by, at }
      const one = periods.length > 0 ? { ...said, periods: [...new Set(periods)].sort() } : said
      return { ...before, neutralised: [...(before.neutralised ?? []), one] }
    })
    return refused ?? DONE
  }

  /** A neutralisation that was entered wrongly is taken back: the record keeps it. */
  @Mutation(() => DoneResult)
  async neutralisationRevoke(
    @Arg('year', () => Int) year: number,
    @Arg('id', () => String) id: string,
    @Ctx() context: SignedInContext,
  ): Promise<Answer> {
    const refused = await changeCalendar(context, year, 'year.restore', (before, plan) => {
      const barred = refuseRestoring(context.viewer, withCalendar(plan, before), year, id)
      return barred ?? { ...before, neutralised: (before.neutralised ?? []).filter((one) => one.id !== id) }
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
    const common = organisationalPlan(stored.plan)
    const found = periodsOf(common, year).find(({ number }) => number === period)
    if (!found) return refusal('UNKNOWN_PERIOD')
    const find = registerIndex(await registersOfYears(em, viewer.body, { from: year, to: year }))
    const units = bodyStatus(common, found, find, today)
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
