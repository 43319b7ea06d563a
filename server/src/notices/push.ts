import type { Agent } from 'node:https'
import webPush from 'web-push'
import type { AppPorts } from '../context'
import { madeOnce } from '../db/made-once'
import type { Em } from '../db/orm'
import { PersonEntity } from '../people/person.entity'
import { NoticeEntity } from './notice.entity'
import { PushSubscriptionEntity } from './push-subscription.entity'

/** Keys by which browsers know this installation (VAPID, RFC 8292). */
export interface PushKeys {
  readonly publicKey: string
  readonly privateKey: string
}

const MOST = 500
const GONE = new Set([404, 410])

/** The keys of this installation. */
export const pushKeys = (orm: Em): Promise<PushKeys> =>
  madeOnce(orm.fork(), 'push-keys', () => webPush.generateVAPIDKeys())

/** Tells browsers that asked for it. One that is gone for good is forgotten; whatever else fails is not tried again: the notice is in the app. */
export async function sendPush(ports: AppPorts, orm: Em, keys: PushKeys, agent?: Agent): Promise<void> {
  const em = orm.fork()
  const subscriptions = await em.find(PushSubscriptionEntity, {})
  if (subscriptions.length === 0) return
  const names = [...new Set(subscriptions.map(({ account }) => account.username))]
  const people = await em.find(PersonEntity, { account: { $in: names } }, { populate: ['body'] })
  for (const { body, code, account } of people) {
    const where = { body: body.code, person: code, pushedAt: null, readAt: null }
    const notices = await em.find(NoticeEntity, where, { orderBy: { at: 'asc' }, limit: MOST })
    const [first] = notices
    if (!first) continue
    const ids = notices.map(({ id }) => id)
    // Of two processes that come to it at once, one tells.
    const now = ports.clock.now(body.code)
    if ((await em.nativeUpdate(NoticeEntity, { id: { $in: ids }, pushedAt: null }, { pushedAt: now })) === 0) continue
    const title = notices.length === 1 ? first.subject : `${notices.length} avvisi`
    const payload = JSON.stringify({ title, text: first.text, link: notices.length === 1 ? first.link : '/avvisi' })
    for (const { endpoint, keys: own } of subscriptions.filter((one) => one.account.username === account))
      await webPush
        .sendNotification({ endpoint, keys: own }, payload, {
          vapidDetails: { subject: ports.address.startsWith('https') ? ports.address : 'https://localhost', ...keys },
          ...(agent ? { agent } : {}),
        })
        .catch(async (error: unknown) => {
          if (error instanceof webPush.WebPushError && GONE.has(error.statusCode))
            await em.nativeDelete(PushSubscriptionEntity, { endpoint })
          else ports.log(error)
        })
  }
}
