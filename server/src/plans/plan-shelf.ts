import type { IsoDate, ManualScore, Plan, YearCalendar } from '@traguardo/shared/model'
import { romeDay } from '@traguardo/shared/calendar'
import { PlanEntity } from './plan.entity'
import { YearCalendarEntity } from './year-calendar.entity'
import type { EntityManager } from '../kernel/db/orm'
import { JudgementEntity } from './judgement.entity'
import { type WhoseYear, whoseYear } from './whose-year'
import type { Clock } from '../kernel/runtime/clock'
import { trimMap } from '../kernel/runtime/trim-map'
import { itemsOf } from './items/items'
import { planHash } from './plan-hash'

/** Order of versions: the plan that begins last first, of each the newest version first. */
export const NEWEST_FIRST = { orderBy: { firstYear: 'desc', lastYear: 'desc', version: 'desc' } } as const

/** Of all versions of a body's plans, newest first, the one of each span of years that counts on a day [PR1]. */
export function inForceOn(rows: readonly PlanEntity[], day: IsoDate): readonly PlanEntity[] {
  const spans = new Set<string>()
  return rows.filter(({ firstYear, lastYear, inForceFrom }) => {
    const span = `${firstYear}/${lastYear}`
    if (spans.has(span) || (inForceFrom !== null && inForceFrom > day)) return false
    spans.add(span)
    return true
  })
}

/** Records beside the plans of a body that go out with them: not adopted by their acts. */
interface Beside {
  readonly calendars: readonly YearCalendar[]
  readonly judgements: readonly JudgementEntity[]
  /** Tells if a score by hand is of the holder in question: it has the one whose the year is [IS6]. */
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
async function besideOf(em: EntityManager, body: string, day: IsoDate, holder?: string): Promise<Beside> {
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
function withBeside(plan: Plan, { calendars, judgements, isWhose, version }: Beside): Plan {
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

declare module '../kernel/context' {
  interface AppPorts {
    readonly plans: PlanShelf
  }
}

/** A stored plan: the document with what stands beside it, and its hash. */
interface StoredPlan {
  /** Of the version as a row: without what stands beside it. */
  readonly id: string
  readonly hash: string
  readonly plan: Plan
}

/** Finds plans, and keeps the last ones at hand: they are read at every push and change a few times a year. */
interface PlanShelf {
  /**
   * The plan of a body for a year: where several hold it, the one that begins last. Null for none.
   * @param asOf the day whose version is wanted; today at the body where it is left out
   * @param holder whose scores by hand are wanted; left out for those that count on the day [IS6]
   */
  find(em: EntityManager, body: string, year: number, asOf?: IsoDate, holder?: string): Promise<StoredPlan | null>
  /** All plans of a body that count today, the one that begins last first. */
  all(em: EntityManager, body: string): Promise<readonly StoredPlan[]>
}

const KEPT = 32

/** Reads what a version says. */
type PlanReader = (em: EntityManager, id: string) => Promise<Plan>

/** Out of its document. One statement. */
const byDocument: PlanReader = async (em, id) => {
  const row = await em.fork().findOneOrFail(PlanEntity, id, { populate: ['document'] })
  return row.document
}

/**
 * Out of its items: the same plan, the keys of its objects in another order [PR9.3]. As many statements as it has lists.
 */
export const byItems: PlanReader = async (em, id) => {
  const plan = await itemsOf(em.fork(), id)
  if (!plan) throw new Error(`A version without items: ${id}`)
  return plan
}

/** @param read the way in which a version is read that is not at hand */
export function planShelf(clock: Clock, read: PlanReader = byDocument): PlanShelf {
  // By the row's id and what stands beside it, new at every change: what is at hand is what stands in the database, with
  // several servers too.
  const kept = new Map<string, StoredPlan>()

  async function make(em: EntityManager, row: PlanEntity, beside: Beside): Promise<StoredPlan> {
    const plan = withBeside(await read(em, row.id), beside)
    return { id: row.id, hash: beside.version === '' ? row.hash : planHash(plan), plan }
  }

  async function take(em: EntityManager, row: PlanEntity, beside: Beside): Promise<StoredPlan> {
    const name = `${row.id} ${beside.version}`
    const stored = kept.get(name) ?? (await make(em, row, beside))
    kept.delete(name)
    kept.set(name, stored)
    trimMap(kept, KEPT)
    return stored
  }

  const todayAt = (body: string): IsoDate => romeDay(clock.now(body))

  const rowsOf = async (em: EntityManager, body: string, day: IsoDate): Promise<readonly PlanEntity[]> =>
    inForceOn(await em.fork().find(PlanEntity, { body }, NEWEST_FIRST), day)

  return {
    async find(em, body, year, asOf, holder) {
      const day = asOf ?? todayAt(body)
      const row = (await rowsOf(em, body, day)).find(({ firstYear, lastYear }) => firstYear <= year && year <= lastYear)
      return row ? take(em, row, await besideOf(em, body, day, holder)) : null
    },
    async all(em, body) {
      const day = todayAt(body)
      const rows = await rowsOf(em, body, day)
      const beside = rows.length > 0 ? await besideOf(em, body, day) : null
      const stored = []
      for (const row of rows) if (beside) stored.push(await take(em, row, beside))
      return stored
    },
  }
}
