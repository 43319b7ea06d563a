import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import type { SignedInContext } from '../context'
import { AccountEntity } from '../account/account.entity'
import { DONE, DoneResult } from '../schema/done.types'
import { upsert } from '../db/write-rows'
import { NoticeEntity } from './notice.entity'
import { NoticesResult, type NoticesType, PushSubscriptionInput } from './notices.types'
import { PushSubscriptionEntity } from './push-subscription.entity'

const MOST = 100
const LONGEST = 1000

async function noticesFor({ em, viewer }: SignedInContext): Promise<NoticesType> {
  const { body, person } = viewer
  const notices = await em
    .fork()
    .find(NoticeEntity, { body, person }, { orderBy: { at: 'desc', id: 'desc' }, limit: MOST })
  return { notices, unread: await em.count(NoticeEntity, { body, person, readAt: null }) }
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
    const { body, person } = viewer
    const where = { body, person, readAt: null, id: { $in: ids.slice(0, MOST) } }
    await em.nativeUpdate(NoticeEntity, where, { readAt: app.clock.now(body) })
    return noticesFor(context)
  }

  @Mutation(() => DoneResult)
  async pushSubscribe(
    @Arg('input', () => PushSubscriptionInput) { endpoint, p256dh, auth }: PushSubscriptionInput,
    @Ctx() { app, em, viewer }: SignedInContext,
  ): Promise<typeof DoneResult> {
    const isSound =
      /^https:\/\//.test(endpoint) && [endpoint, p256dh, auth].every(({ length }) => length > 0 && length < LONGEST)
    if (!isSound)
      return { code: 'BAD_SUBSCRIPTION', message: 'Il browser non ha dato un indirizzo valido per gli avvisi.' }
    const account = em.getReference(AccountEntity, viewer.username).username
    const keys = JSON.stringify({ p256dh, auth })
    const created_at = app.clock.now()
    await upsert(em, 'push_subscription', ['endpoint'], [{ endpoint, account_username: account, keys, created_at }])
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
