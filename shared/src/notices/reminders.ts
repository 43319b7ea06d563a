import { addDays, calendarOf, type Period, periodFor, periodsOf } from '../calendar'
import { bodyStatus, type FindEntry, type UnitStatus } from '../collection'
import type { IsoDate, Plan, RoleGrant } from '../model'
import { mayValidate, rolesOn, type Viewer } from '../people'
import { type Refusal, refusal } from '../refusals'
import { formatDate } from '../values'

/** Something to tell a person. */
export interface Notification {
  readonly person: string
  /** Id of the holder whose it is; left out for whoever holds the position when it is told. */
  readonly holder?: string | null
  /** Names what is told: nobody is told the same key twice [NO4]. */
  readonly key: string
  readonly kind: string
  readonly subject: string
  readonly text: string
  /** Page to open, from the root. */
  readonly link: string
}

/** Somebody of the body with the roles that were given. */
export interface Colleague {
  readonly person: string
  readonly roles: readonly RoleGrant[]
}

const DAYS_BACK = 3

/** The last of the days to remind on that has come, not long ago: one that was missed is told late, one long past not at all. */
function dueReminder(days: readonly number[], deadline: IsoDate, today: IsoDate): number | null {
  const come = days
    .map((before) => ({ before, day: addDays(deadline, -before) }))
    .filter(({ day }) => day <= today && day >= addDays(today, -DAYS_BACK))
    .sort((a, b) => (a.day < b.day ? 1 : -1))
  return come[0]?.before ?? null
}

const opened = ({ unit, period }: UnitStatus, name: string): Omit<Notification, 'person'> => ({
  key: `open/${period.year}/${period.number}/${unit}`,
  kind: 'open',
  subject: `${period.name}: si può inserire`,
  text: `Per «${name}» si inseriscono i valori del ${period.name} fino al ${formatDate(period.deadline)}.`,
  link: '/misure',
})

function reminder(
  { unit, period, cells, answered, isLate }: UnitStatus,
  name: string,
  before: number,
): Omit<Notification, 'person'> {
  const missing = cells.length - answered
  const count = missing === 1 ? 'manca una misura' : `mancano ${missing} misure`
  return {
    key: `remind/${period.year}/${period.number}/${unit}/${before}`,
    kind: isLate ? 'late' : 'due',
    subject: isLate ? `${period.name}: in ritardo` : `${period.name}: scade il ${formatDate(period.deadline)}`,
    text: isLate
      ? `Per «${name}» ${count}; la scadenza era il ${formatDate(period.deadline)}.`
      : `Per «${name}» ${count}; la scadenza è il ${formatDate(period.deadline)}.`,
    link: '/misure',
  }
}

/** Says why somebody does not remind a unit by hand: not theirs, nothing missing, or reminded today already [NO9]. */
export function refuseReminder(
  viewer: Viewer,
  plan: Plan,
  unit: string,
  standing: UnitStatus | null,
  isToday: boolean,
): Refusal | null {
  if (!mayValidate(viewer, plan, unit)) return refusal('NOT_YOUR_REVIEW')
  if (!standing || standing.answered === standing.cells.length) return refusal('NOTHING_MISSING')
  return isToday ? refusal('REMINDED_TODAY') : null
}

/** The periods that somebody may still have to be reminded of: of this year and of the one before. */
function current(plan: Plan, today: IsoDate): readonly Period[] {
  const year = Number(today.slice(0, 4))
  return [year - 1, year]
    .filter((one) => one >= plan.firstYear && one <= plan.lastYear)
    .flatMap((one) => periodsOf(plan, one))
    .filter(({ opens }) => opens <= today)
}

/** Everything that a day asks to be told about deadlines [NO1, NO2]. */
export function remindersOf(
  plan: Plan,
  colleagues: readonly Colleague[],
  find: FindEntry,
  today: IsoDate,
): readonly Notification[] {
  const viewers = colleagues.map(({ person, roles }) => ({ person, roles: rolesOn(roles, today) }))
  const names = new Map(plan.units.map(({ code, name }) => [code, name]))
  return current(plan, today).flatMap((period) => {
    const { reminderDays } = calendarOf(plan, period.year)
    return bodyStatus(plan, period, find, today).flatMap((unit): readonly Notification[] => {
      const own = periodFor(plan, period, unit.unit)
      const isDone = unit.answered === unit.cells.length
      const name = names.get(unit.unit) ?? unit.unit
      const before = dueReminder(reminderDays, own.deadline, today)
      const heads = viewers.filter(({ roles }) =>
        roles.some((one) => one.role === 'unit-head' && one.unit === unit.unit),
      )
      const above = viewers.filter((viewer) => mayValidate(viewer, plan, unit.unit))
      const isNews = own.deadline >= today && own.opens >= addDays(today, -DAYS_BACK)
      const news = isNews && !isDone ? heads.map(({ person }) => ({ person, ...opened(unit, name) })) : []
      if (before === null || isDone) return news
      const said = reminder(unit, name, before)
      const told = unit.isLate ? above.map(({ person }) => ({ person, ...said, link: '/rilevazione' })) : []
      const toHeads = heads.map(({ person }) => ({ person, ...said }))
      return [...news, ...toHeads, ...told]
    })
  })
}
