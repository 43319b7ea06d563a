import { Field, ID, InputType, Int, ObjectType, Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { addDays, periodsOf, romeDay } from '@traguardo/shared/calendar'
import { bodyStatus, registerIndex } from '@traguardo/shared/collection'
import { itemAddress } from '@traguardo/shared/model'
import { refuseReminder } from '@traguardo/shared/notices'
import { type Refusal, refusal } from '@traguardo/shared/refusals'
import { orRefusal, DONE, DoneResult } from '../kernel/graphql/refusal.types'
import { entryOf } from '../kernel/audit/append'
import { RecordEntity } from '../kernel/audit/record.entity'
import { withAudit } from '../kernel/audit/with-audit'
import { noPlan } from '../kernel/no-plan'
import { registersOfYears } from '../sync/store/registers-of-years'
import { actorOf, type Principal, type SignedInContext } from '../identity/organisation/positions'
import { inTransaction } from '../kernel/db/in-transaction'
import type { EntityManager } from '../kernel/db/orm'
import { NoticeEntity } from '../identity/accounts/notice.entity'
import { refuseEndpoint } from './push-gate'
import { PushSubscriptionEntity } from '../identity/accounts/devices/push-subscription.entity'

@ObjectType('Notice', { description: 'Something that a person is told.' })
class NoticeType {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  kind!: string

  @Field(() => String)
  subject!: string

  @Field(() => String)
  text!: string

  @Field(() => String, { description: 'Page to open, from the root.' })
  link!: string

  @Field(() => String)
  at!: string

  @Field(() => String, { nullable: true })
  readAt!: string | null
}

@ObjectType('Notices', { description: 'What a person was told, the newest first.' })
class NoticesType {
  @Field(() => [NoticeType])
  notices!: readonly NoticeType[]

  @Field(() => Int)
  unread!: number
}

@InputType('PushSubscriptionInput', { description: 'A browser that wants to be told (Web Push).' })
class PushSubscriptionInput {
  @Field(() => String)
  endpoint!: string

  @Field(() => String)
  p256dh!: string

  @Field(() => String)
  auth!: string
}

const NoticesResult = orRefusal('NoticesResult', 'Notices', NoticesType)

const MOST = 100
const LONGEST = 1000
/** Browsers of one account that are told [NO6]. */
const MOST_BROWSERS = 10
/** A point of P-256, uncompressed, and a secret of 16 bytes, both in base64url (RFC 8291). */
const POINT = /^B[\w-]{86}=?$/
const SECRET = /^[\w-]{22}(==)?$/

const refuseKeys = (endpoint: string, p256dh: string, auth: string): Refusal | null =>
  endpoint.length < LONGEST && POINT.test(p256dh) && SECRET.test(auth) ? null : refusal('BAD_SUBSCRIPTION')

/** Keeps the newest browsers of an account, among them the one that came now. */
async function letGoOfOldest(em: EntityManager, username: string, newest: string): Promise<void> {
  const others = { account: username, endpoint: { $ne: newest } }
  const old = await em.find(PushSubscriptionEntity, others, {
    orderBy: { createdAt: 'desc', endpoint: 'asc' },
    offset: MOST_BROWSERS - 1,
    limit: MOST,
  })
  await em.nativeDelete(PushSubscriptionEntity, { endpoint: { $in: old.map(({ endpoint }) => endpoint) } })
}

/**
 * Selects the notifications told to somebody, or in their position while nobody held it: not those told to another
 * holder [RI66].
 */
const ownOf = ({ body, person, holder }: Principal) => ({ body, person, $or: [{ holder }, { holder: null }] })

async function noticesFor({ em, viewer }: SignedInContext): Promise<NoticesType> {
  const notices = await em.find(NoticeEntity, ownOf(viewer), { orderBy: { at: 'desc', id: 'desc' }, limit: MOST })
  return { notices, unread: await em.count(NoticeEntity, { ...ownOf(viewer), readAt: null }) }
}

/** Was a unit reminded on this day already? The audit log knows, whoever did it. */
async function wasReminded(tx: EntityManager, body: string, unit: string, today: string): Promise<boolean> {
  const entries = await tx.find(RecordEntity, {
    ...{ body, action: 'reminder.send', outcome: 'done' as const, at: { $gte: addDays(today, -1) } },
  })
  return entries.some((one) => romeDay(one.at) === today && entryOf(one).about.includes(itemAddress('units', unit)))
}

@Resolver()
export class NoticesResolver {
  @Query(() => NoticesResult)
  notices(@Ctx() context: SignedInContext): Promise<typeof NoticesResult> {
    return noticesFor(context)
  }

  /** Of one's own only: an id of somebody else's changes nothing. */
  @Mutation(() => NoticesResult)
  async noticesRead(
    @Arg('ids', () => [String]) ids: string[],
    @Ctx() context: SignedInContext,
  ): Promise<typeof NoticesResult> {
    const { app, em, viewer } = context
    const where = { ...ownOf(viewer), readAt: null, id: { $in: ids.slice(0, MOST) } }
    await em.nativeUpdate(NoticeEntity, where, { readAt: app.clock.now(viewer.body) })
    return noticesFor(context)
  }

  @Mutation(() => DoneResult)
  async pushSubscribe(
    @Arg('input', () => PushSubscriptionInput) { endpoint, p256dh, auth }: PushSubscriptionInput,
    @Ctx() { app, em, viewer }: SignedInContext,
  ): Promise<typeof DoneResult> {
    const refused = refuseEndpoint(app.pushGate, endpoint) ?? refuseKeys(endpoint, p256dh, auth)
    if (refused) return refused
    const row = { endpoint, account: viewer.username, keys: { p256dh, auth }, createdAt: app.clock.now() }
    await inTransaction(em, async (tx) => {
      await tx.upsert(PushSubscriptionEntity, { ...row, failures: 0, failingSince: null })
      await letGoOfOldest(tx, viewer.username, endpoint)
    })
    return DONE
  }

  @Mutation(() => DoneResult)
  async pushUnsubscribe(
    @Arg('endpoint', () => String) endpoint: string,
    @Ctx() { em, viewer }: SignedInContext,
  ): Promise<typeof DoneResult> {
    await em.nativeDelete(PushSubscriptionEntity, { endpoint, account: viewer.username })
    return DONE
  }

  /** Reminds a unit of what is missing, once a day, for whoever validates it; the notice follows from the audit log [NO9]. */
  @Mutation(() => DoneResult)
  async reminderSend(
    @Arg('year', () => Int) year: number,
    @Arg('period', () => Int) period: number,
    @Arg('unit', () => String) unit: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof DoneResult> {
    const { app, em, viewer } = context
    const { body } = viewer
    const today = romeDay(app.clock.now(body))
    const stored = await app.plans.find(em, body, year)
    if (!stored) return noPlan(year)
    const { plan } = stored
    const found = periodsOf(plan, year).find(({ number }) => number === period)
    if (!found) return refusal('UNKNOWN_PERIOD')
    const refused = await withAudit(em, actorOf(context), async (tx) => {
      const find = registerIndex(await registersOfYears(tx, body, { from: year, to: year }))
      const standing = bodyStatus(plan, found, find, today).find((one) => one.unit === unit) ?? null
      const barred = refuseReminder(viewer, plan, unit, standing, await wasReminded(tx, body, unit, today))
      if (barred || !standing) return barred ?? refusal('NOTHING_MISSING')
      const missing = standing.cells.length - standing.answered
      const { deadline, name } = standing.period
      return {
        action: 'reminder.send',
        about: [itemAddress('units', unit)],
        detail: { year, period, name, missing, deadline },
      }
    })
    return refused ?? DONE
  }
}
