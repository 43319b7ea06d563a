import { romeDay } from '@traguardo/shared/calendar'
import { registerIndex } from '@traguardo/shared/collection'
import type { IsoInstant } from '@traguardo/shared/model'
import { type Notification, notificationsFor, remindersOf } from '@traguardo/shared/notices'
import { rolesOn } from '@traguardo/shared/people'
import { v7 } from 'uuid'
import { BodyEntity } from '../identity/organisation/body.entity'
import type { AppPorts } from '../kernel/context'
import { inTransaction } from '../kernel/db/in-transaction'
import type { EntityManager } from '../kernel/db/orm'
import { entryOf } from '../kernel/audit/append'
import { RecordEntity } from '../kernel/audit/record.entity'
import { markForRescope } from '../plans/mark-for-rescope'
import { SettingEntity } from '../kernel/db/setting.entity'
import { insertNew } from '../kernel/db/rows'
import { NoticeEntity } from '../identity/accounts/notice.entity'
import { registersOfYears } from '../sync/store/registers-of-years'
import { holdersOn } from '../identity/organisation/positions'
import { colleaguesOf } from './colleagues'

/** Entries of the record that are looked at in one go. */
const MOST_ENTRIES = 500

/** Writes notices for whoever holds the positions now [RI66]; what was told already is left as it is, whichever process told it [NO4]. */
async function keep(em: EntityManager, body: string, notices: readonly Notification[], at: IsoInstant): Promise<void> {
  if (notices.length === 0) return
  const holders = await holdersOn(em, body, romeDay(at))
  const rows = notices.map(({ person, holder, key, kind, subject, text, link }) => ({
    id: v7(),
    ...{ body, person, key, kind, subject, text, link, at, holder: holder ?? holders.get(person)?.id ?? null },
  }))
  await insertNew(em, NoticeEntity, rows, ['body', 'person', 'key'])
}

async function setting(em: EntityManager, name: string): Promise<string | null> {
  return (await em.findOne(SettingEntity, { name }, { refresh: true }))?.value ?? null
}

/**
 * Tells of the events since the last look, as the audit log has them: the place up to which it was read moves with what
 * is told. True where there is more.
 */
async function tellOfEvents({ clock, plans }: AppPorts, em: EntityManager, body: string): Promise<boolean> {
  const name = `told/${body}`
  const seen = Number(await setting(em, name))
  const rows = await em.find(
    RecordEntity,
    { body, seq: { $gt: seen } },
    { orderBy: { seq: 'asc' }, limit: MOST_ENTRIES, disableIdentityMap: true },
  )
  if (rows.length === 0) return false
  const now = clock.now(body)
  const today = romeDay(now)
  const colleagues = await colleaguesOf(em, body)
  const viewers = colleagues.map(({ person, roles }) => ({ person, roles: rolesOn(roles, today) }))
  const stored = await plans.all(em, body)
  const plan = stored.find((one) => one.plan.firstYear <= Number(today.slice(0, 4)))?.plan ?? stored[0]?.plan
  const notices = plan ? rows.flatMap((row) => notificationsFor(entryOf(row), { plan, viewers })) : []
  await inTransaction(em, async (tx) => {
    await keep(tx, body, notices, now)
    await tx.upsert(SettingEntity, { name, value: String(rows.at(-1)?.seq ?? seen) })
  })
  return rows.length === MOST_ENTRIES
}

/** Tells today's reminders of the calendar: looked at again when the day, the plan or the audit log is another. */
async function remind({ clock, plans }: AppPorts, em: EntityManager, body: string): Promise<void> {
  const now = clock.now(body)
  const today = romeDay(now)
  const year = Number(today.slice(0, 4))
  const stored = await plans.find(em, body, year)
  if (!stored) return
  const name = `reminded/${body}`
  const value = [today, stored.hash, (await setting(em, `told/${body}`)) ?? ''].join(' ')
  if ((await setting(em, name)) === value) return
  const colleagues = await colleaguesOf(em, body)
  const find = registerIndex(await registersOfYears(em, body, { from: year - 1, to: year }))
  await inTransaction(em, async (tx) => {
    await keep(tx, body, remindersOf(stored.plan, colleagues, find, today), now)
    await tx.upsert(SettingEntity, { name, value })
  })
}

/** A version that begins to count today puts registers into other scopes. */
async function followPlans({ plans }: AppPorts, em: EntityManager, body: string): Promise<boolean> {
  const name = `in-force/${body}`
  const value = (await plans.all(em, body)).map(({ id }) => id).join()
  if ((await setting(em, name)) === value) return false
  await inTransaction(em, async (tx) => {
    await tx.upsert(SettingEntity, { name, value })
    await markForRescope(tx, body)
  })
  return true
}

/**
 * Tells everybody of every body what there is to tell. Answers whether registers have to be put into scopes anew. What goes
 * wrong in one body keeps no other waiting [NO7].
 */
export async function notifyEverybody(ports: AppPorts, orm: EntityManager, signal: AbortSignal): Promise<boolean> {
  let moved = false
  for (const { code } of await orm.fork().find(BodyEntity, {}, { orderBy: { code: 'asc' } })) {
    if (signal.aborted) break
    const em = orm.fork()
    try {
      moved = (await followPlans(ports, em, code)) || moved
      while (!signal.aborted && (await tellOfEvents(ports, em, code)));
      await remind(ports, em, code)
    } catch (error) {
      if (!signal.aborted) ports.log(error)
    }
  }
  return moved
}
