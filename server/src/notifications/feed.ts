import { addDays, periodFor, periodsOf, romeDay, yearsOf } from '@traguardo/shared/calendar'
import type { IsoDate, Plan } from '@traguardo/shared/model'
import { rolesOn, unitsEnteredBy, unitsValidatedBy, type Viewer } from '@traguardo/shared/people'
import { refusal, withMessage } from '@traguardo/shared/refusals'
import { dueCells } from '@traguardo/shared/values'
import type { FastifyInstance } from 'fastify'
import ical, { ICalCalendarMethod } from 'ical-generator'
import type { AppPorts } from '../kernel/context'
import type { EntityManager } from '../kernel/db/orm'
import { accountOfFeed } from '../identity/accounts/feed-secret'
import type { PersonEntity } from '../identity/organisation/person.entity'
import { actsIn } from '../identity/organisation/positions'
import { colleaguesOf } from './colleagues'

const midnight = (day: string): Date => new Date(`${day}T00:00:00Z`)

interface Entry {
  readonly id: string
  readonly day: IsoDate
  readonly summary: string
  readonly path: string
}

/**
 * Returns the days that a plan sets a viewer in its years: a deadline for each unit that is entered, a day for what is
 * validated.
 */
function entriesOf(plan: Plan, viewer: Viewer): readonly Entry[] {
  const names = new Map(plan.units.map(({ code, name }) => [code, name]))
  const entered = unitsEnteredBy(viewer, plan)
  const validates = unitsValidatedBy(viewer, plan).length > 0
  const periods = yearsOf(plan).flatMap((year) => periodsOf(plan, year))
  return periods.flatMap((period) => {
    const id = `${period.year}-${period.number}`
    const own = entered
      .filter((unit) => dueCells(plan, unit, period).length > 0)
      .map((unit) => ({
        id: `${id}-${unit}-entry`,
        day: periodFor(plan, period, unit).deadline,
        summary: `${period.name}: scade «${names.get(unit) ?? unit}»`,
        path: '/misure',
      }))
    const review = {
      id: `${id}-review`,
      day: addDays(period.deadline, 1),
      summary: `${period.name}: da validare`,
      path: '/rilevazione',
    }
    return validates ? [...own, review] : own
  })
}

/** GET /calendario/:token.ics: the deadlines of a person, for any calendar (RFC 5545). Its address is the secret. */
export function addFeed(app: FastifyInstance, orm: EntityManager, ports: AppPorts): void {
  async function fill(
    em: EntityManager,
    calendar: ReturnType<typeof ical>,
    { body, code }: PersonEntity,
  ): Promise<void> {
    const today = romeDay(ports.clock.now(body.code))
    const roles = (await colleaguesOf(em, body.code)).find(({ person }) => person === code)?.roles ?? []
    const viewer = { person: code, roles: rolesOn(roles, today) }
    const plans = await ports.plans.all(em, body.code)
    for (const { id, day, summary, path } of plans.flatMap(({ plan }) => entriesOf(plan, viewer)))
      calendar.createEvent({
        id: `${id}@${body.code.toLowerCase()}.traguardo`,
        start: midnight(day),
        end: midnight(addDays(day, 1)),
        allDay: true,
        summary,
        url: `${ports.address}${path}`,
      })
  }
  app.get<{ Params: { token: string } }>('/calendario/:token.ics', async (request, reply) => {
    const em = orm.fork()
    const account = await accountOfFeed(em, ports.keyring, request.params.token)
    if (!account) return reply.code(404).send(withMessage(refusal('FEED_UNKNOWN')))
    const people = await actsIn(em, account.username, ports.clock)
    const calendar = ical({
      name: 'Traguardo: scadenze',
      method: ICalCalendarMethod.PUBLISH,
      prodId: '//Traguardo//IT',
    })
    for (const person of people) await fill(em, calendar, person)
    return reply
      .type('text/calendar; charset=utf-8')
      .header('cache-control', 'private, max-age=3600')
      .send(calendar.toString())
  })
}
