import type { IsoDate, IsoInstant, ManualScore, Plan, YearCalendar } from '@traguardo/shared/model'
import { romeDay } from '@traguardo/shared/calendar'
import { PlanEntity } from './plan.entity'
import { YearCalendarEntity } from './year-calendar.entity'
import { ask, type Question } from '../kernel/db/look'
import type { EntityManager } from '../kernel/db/orm'
import { JudgementEntity } from './judgement.entity'
import { holdersAsked, type WhoseYear, whoseYearIn } from './whose-year'
import type { Clock } from '../kernel/runtime/clock'
import { trimMap } from '../kernel/runtime/trim-map'
import { itemsOf } from './items/items'
import { planHash } from './plan-hash'

/** Order of versions: the plan that begins last first, of each the newest version first. */
export const NEWEST_FIRST = { orderBy: { firstYear: 'desc', lastYear: 'desc', version: 'desc' } } as const

/** A version of a plan, by what it is looked for. */
type Version = Pick<PlanEntity, 'firstYear' | 'lastYear' | 'inForceFrom'>

/** Of all versions of a body's plans, newest first, the one of each span of years that counts on a day [PR1]. */
export function inForceOn<V extends Version>(rows: readonly V[], day: IsoDate): readonly V[] {
  const spans = new Set<string>()
  return rows.filter(({ firstYear, lastYear, inForceFrom }) => {
    const span = `${firstYear}/${lastYear}`
    if (spans.has(span) || (inForceFrom !== null && inForceFrom > day)) return false
    spans.add(span)
    return true
  })
}

/** Asks for the versions of a body's plans, and of what stands beside them. */
const plansAsked = (body: string): Question => [
  {
    columns: '"id", "first_year", "last_year", "in_force_from", "hash"',
    from: '"plan" where "body_code" = ?',
    order: '"first_year" desc, "last_year" desc, "version" desc',
    values: [body],
  },
  { columns: '"version"', from: '"year_calendar" where "body" = ?', order: '"year"', values: [body] },
  {
    columns: '"id", "about", "year", "holder", "asked_at"',
    from: `"judgement" where "body" = ? and "decision" = 'approved'`,
    order: '"decided_at", "id"',
    values: [body],
  },
  holdersAsked(body),
]

interface VersionRow extends Version {
  readonly id: string
  readonly hash: string
}

/** A score by hand that stands: by whom and why is read where it is shown. */
type Standing = Pick<JudgementEntity, 'id' | 'about' | 'year' | 'holder' | 'askedAt'>

/** Everything that decides on what the plans of a body are: nothing of it is ever the same and says another. */
interface Versions {
  /** Newest first. */
  readonly rows: readonly VersionRow[]
  readonly calendars: readonly string[]
  /** The one that was approved last at the end. */
  readonly judgements: readonly Standing[]
  readonly whose: WhoseYear
}

function versionsIn([plans = '[]', calendars = '[]', judgements = '[]', holders = '[]']: readonly string[]): Versions {
  type PlanRow = readonly [string, number, number, IsoDate | null, string]
  type JudgementRow = readonly [string, string, number, string | null, IsoInstant]
  const rows = (JSON.parse(plans) as readonly PlanRow[]).map(([id, firstYear, lastYear, inForceFrom, hash]) => ({
    ...{ id, firstYear, lastYear, inForceFrom, hash },
  }))
  const standing = JSON.parse(judgements) as readonly JudgementRow[]
  return {
    rows,
    calendars: (JSON.parse(calendars) as readonly (readonly [string])[]).map(([version]) => version),
    judgements: standing.map(([id, about, year, holder, askedAt]) => ({ id, about, year, holder, askedAt })),
    whose: whoseYearIn(holders),
  }
}

/** As whose, and as on which day a plan is wanted. */
interface Wanted {
  readonly day: IsoDate
  /** Of whom scores by hand are wanted; left out for those that count on the day [IS6]. */
  readonly holder?: string | undefined
}

/** Version of what stands beside the plans: changes whenever any of it does; empty for nothing. */
function besideVersion({ calendars, judgements, whose }: Versions, { day, holder }: Wanted): string {
  const scores = judgements.length > 0 ? [...judgements.map(({ id }) => id), day, holder ?? '', whose.version] : []
  return [...calendars, ...scores].join()
}

/** Records beside the plans of a body that go out with them: not adopted by their acts. */
interface Beside {
  readonly calendars: readonly YearCalendar[]
  /** Of the plan, as they stand for the holder; the last of something counts. */
  readonly judgements: readonly JudgementEntity[]
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
function withBeside(plan: Plan, { calendars, judgements }: Beside): Plan {
  const years = new Set(calendars.map(({ year }) => year))
  const own = plan.calendars?.filter(({ year }) => !years.has(year)) ?? []
  // The last score by hand of something counts.
  const standing = judgements.map(shownAs)
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
   * The plan of a body for a year: where several hold it, the one that begins last. Null for none. One statement, where it
   * is at hand.
   * @param asOf the day whose version is wanted; today at the body where it is left out
   * @param holder whose scores by hand are wanted; left out for those that count on the day [IS6]
   */
  find(em: EntityManager, body: string, year: number, asOf?: IsoDate, holder?: string): Promise<StoredPlan | null>
  /** All plans of a body that count today, the one that begins last first. */
  all(em: EntityManager, body: string): Promise<readonly StoredPlan[]>
  /** Asks for everything that decides on what the plans of a body are. */
  asked(body: string): Question
  /**
   * The plan of a body for a year by what was answered to that: the same for the same texts on the same day. Undefined where
   * something was changed since they were read.
   */
  foundIn(
    em: EntityManager,
    texts: readonly string[],
    of: { readonly year: number; readonly day: IsoDate },
  ): Promise<StoredPlan | null | undefined>
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

/** A plan of a body as it is wanted. */
interface Place {
  readonly versions: Versions
  readonly row: VersionRow
  readonly wanted: Wanted
}

/** Reads what stands beside a plan; undefined where it is another by now. Two statements at most. */
async function besideOf(em: EntityManager, plan: Plan, { versions, wanted }: Place): Promise<Beside | undefined> {
  const { calendars: named, judgements: all, whose } = versions
  const { day, holder } = wanted
  const isOf = ({ about, year, holder: own, askedAt }: Standing): boolean =>
    whose.of(plan, about, { holder: own, year, at: askedAt }) === (holder ?? whose.on(plan, about, year, day))
  const standing = all.filter(isOf).map(({ id }) => id)
  const calendars =
    named.length === 0
      ? []
      : await em.fork().find(YearCalendarEntity, { version: { $in: [...named] } }, { orderBy: { year: 'asc' } })
  const found = standing.length === 0 ? [] : await em.fork().find(JudgementEntity, { id: { $in: standing } })
  const judgements = standing.flatMap((id) => found.find((one) => one.id === id) ?? [])
  if (calendars.length !== named.length || judgements.length !== standing.length) return undefined
  return { calendars: calendars.map(({ document }) => document), judgements }
}

/** @param bare the version as it was adopted */
async function withAll(em: EntityManager, bare: Plan, place: Place): Promise<StoredPlan | undefined> {
  const { id, hash } = place.row
  if (besideVersion(place.versions, place.wanted) === '') return { id, hash, plan: bare }
  const beside = await besideOf(em, bare, place)
  if (!beside) return undefined
  const plan = withBeside(bare, beside)
  return { id, hash: planHash(plan), plan }
}

/** @param read the way in which a version is read that is not at hand */
export function planShelf(clock: Clock, read: PlanReader = byDocument): PlanShelf {
  // By the row's id and what stands beside it, new at every change: what is at hand is what stands in the database, with
  // several servers too.
  const kept = new Map<string, StoredPlan>()

  async function take(em: EntityManager, place: Place): Promise<StoredPlan | undefined> {
    const { versions, row, wanted } = place
    const name = `${row.id} ${besideVersion(versions, wanted)}`
    const stored = kept.get(name) ?? (await withAll(em, await read(em, row.id), place))
    if (!stored) return undefined
    kept.delete(name)
    kept.set(name, stored)
    trimMap(kept, KEPT)
    return stored
  }

  const rowFor = ({ rows }: Versions, { day }: Wanted, year: number): VersionRow | undefined =>
    inForceOn(rows, day).find(({ firstYear, lastYear }) => firstYear <= year && year <= lastYear)

  async function foundIn(em: EntityManager, texts: readonly string[], { year, ...wanted }: Wanted & { year: number }) {
    const versions = versionsIn(texts)
    const row = rowFor(versions, wanted, year)
    return row ? take(em, { versions, row, wanted }) : null
  }

  /** Reads until nothing is changed in between. */
  async function untilFound<T>(look: () => Promise<T | undefined>): Promise<T> {
    for (;;) {
      const found = await look()
      if (found !== undefined) return found
    }
  }

  const todayAt = (body: string): IsoDate => romeDay(clock.now(body))

  return {
    asked: plansAsked,
    foundIn,
    find: (em, body, year, asOf, holder) =>
      untilFound(async () =>
        foundIn(em, await ask(em, plansAsked(body)), { year, day: asOf ?? todayAt(body), holder }),
      ),
    all: (em, body) =>
      untilFound(async () => {
        const versions = versionsIn(await ask(em, plansAsked(body)))
        const wanted = { day: todayAt(body) }
        const stored = []
        for (const row of inForceOn(versions.rows, wanted.day)) stored.push(await take(em, { versions, row, wanted }))
        return stored.every((one) => one !== undefined) ? stored : undefined
      }),
  }
}
