import { Field, ID, InputType, Int, ObjectType, Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { type Refusal, refusal } from '@traguardo/shared/refusals'
import { orRefusal, DONE, DoneResult } from '../kernel/graphql/refusal.types'
import type { Principal, SignedInContext } from '../identity/organisation/positions'
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
}
