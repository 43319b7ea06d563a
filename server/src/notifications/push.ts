import { request } from 'node:https'
import webPush from 'web-push'
import { romeDay } from '@traguardo/shared/calendar'
import { holdsOn } from '@traguardo/shared/people'
import type { AppPorts } from '../kernel/context'
import { refuseEndpoint } from './push-gate'
import type { EntityManager } from '../kernel/db/orm'
import type { Keyring } from '../kernel/secrets/keyring'
import { sealedOnce } from '../kernel/secrets/sealed-once'
import { HolderEntity } from '../identity/organisation/holder.entity'
import { NoticeEntity } from '../identity/accounts/notice.entity'
import { PushSubscriptionEntity } from '../identity/accounts/devices/push-subscription.entity'

/** Does work on every item, so many at the same time. Rejects with the first that rejects, once those under way have ended. */
async function inParallel<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item)
  }
  const ended = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, worker))
  for (const one of ended) if (one.status === 'rejected') throw one.reason
}

/** A browser's service has this long to answer, from the first packet to the last. Milliseconds. */
const PATIENCE = 10_000

/** Result of a delivery to a browser's service. `gone`: it knows that browser no more. */
type Delivery = 'taken' | 'gone' | 'failed'

const GONE: readonly number[] = [404, 410]

interface Parcel {
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
  readonly payload: string
}

const resultOf = (status: number): Delivery => {
  if (status >= 200 && status < 300) return 'taken'
  return GONE.includes(status) ? 'gone' : 'failed'
}

/**
 * Sends one notice to the service of a browser (RFC 8030, 8291, 8292). It follows nobody elsewhere, reads nothing of the
 * answer but its status, and waits for nobody longer than its time [NO6]. Never rejects.
 */
async function postPush(
  ports: Pick<AppPorts, 'address' | 'pushGate' | 'log'>,
  vapid: PushKeys,
  { endpoint, keys, payload }: Parcel,
): Promise<Delivery> {
  const { pushGate, address } = ports
  try {
    if (refuseEndpoint(pushGate, endpoint)) return 'failed'
    const subject = address.startsWith('https') ? address : 'https://localhost'
    // As it is parsed here, so that nobody reads another host in it.
    const { href } = new URL(endpoint)
    const details = webPush.generateRequestDetails({ endpoint: href, keys }, payload, {
      vapidDetails: { subject, ...vapid },
    })
    const status = await new Promise<number>((done, failed) => {
      const { method } = details
      const headers = details.headers as Record<string, string | number>
      const options = { method, headers, agent: pushGate.agent, signal: AbortSignal.timeout(PATIENCE) }
      const asked = request(href, options, (response) => {
        done(response.statusCode ?? 0)
        response.destroy()
      })
      asked.on('error', failed)
      asked.end(details.body)
    })
    return resultOf(status)
  } catch (error) {
    ports.log(error)
    return 'failed'
  }
}

/** Keys by which browsers know this installation (VAPID, RFC 8292). */
export interface PushKeys {
  readonly publicKey: string
  readonly privateKey: string
}

const MOST = 500
/** Services that are told at the same time. */
const AT_ONCE = 8
/** A browser that failed so often, for so long, is forgotten. */
const MOST_FAILURES = 5
const FAILING_DAYS = 7
const DAY = 86_400_000
/** Characters: what goes out has to fit 4096 bytes, and the whole text is in the app. */
const LONGEST_TITLE = 120
const LONGEST_TEXT = 400

/** The keys of this installation. */
export const pushKeys = (orm: EntityManager, keyring: Keyring): Promise<PushKeys> =>
  sealedOnce(orm.fork(), keyring, 'push-keys', () => webPush.generateVAPIDKeys())

const cut = (text: string, most: number): string => {
  const letters = [...text]
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`
}

/** Takes notices for this process and gives those it got: of two that reach for one, one gets it [NO4]. */
async function claim(
  em: EntityManager,
  notices: readonly NoticeEntity[],
  now: string,
): Promise<readonly NoticeEntity[]> {
  if (notices.length === 0) return []
  const ids = notices.map(({ id }) => id).sort()
  const taken = await em.execute<{ id: string }[]>(
    `update "notice" set "pushed_at" = ? where "pushed_at" is null and "id" in (${ids.map(() => '?').join(', ')}) returning "id"`,
    [now, ...ids],
    'all',
  )
  const own = new Set(taken.map(({ id }) => id))
  return notices.filter(({ id }) => own.has(id))
}

function payloadOf(notices: readonly NoticeEntity[]): string {
  const [first] = notices
  const isOne = notices.length === 1
  return JSON.stringify({
    title: isOne ? cut(first?.subject ?? '', LONGEST_TITLE) : `${notices.length} avvisi`,
    text: cut(first?.text ?? '', LONGEST_TEXT),
    link: isOne ? first?.link : '/avvisi',
  })
}

/** Notes how it went: a browser that is gone, or fails again and again for days, is forgotten. */
async function note(
  em: EntityManager,
  { endpoint, failures, failingSince }: PushSubscriptionEntity,
  how: Delivery,
  now: string,
) {
  if (how === 'taken') {
    if (failures > 0) await em.nativeUpdate(PushSubscriptionEntity, { endpoint }, { failures: 0, failingSince: null })
    return
  }
  const since = failingSince ?? now
  const isHopeless = failures + 1 >= MOST_FAILURES && Date.parse(now) - Date.parse(since) >= FAILING_DAYS * DAY
  if (how === 'gone' || isHopeless) await em.nativeDelete(PushSubscriptionEntity, { endpoint })
  else await em.nativeUpdate(PushSubscriptionEntity, { endpoint }, { failures: failures + 1, failingSince: since })
}

interface Waiting {
  readonly subscription: PushSubscriptionEntity
  readonly payload: string
  readonly now: string
}

/** Takes for this process the notifications that wait for the browsers of one person. */
async function waitingFor(
  ports: AppPorts,
  em: EntityManager,
  { id, person: { body, code } }: HolderEntity,
  own: readonly PushSubscriptionEntity[],
): Promise<readonly Waiting[]> {
  const where = { body: body.code, person: code, pushedAt: null, readAt: null, $or: [{ holder: id }, { holder: null }] }
  const notices = await em.find(NoticeEntity, where, { orderBy: { at: 'asc' }, limit: MOST })
  const now = ports.clock.now(body.code)
  const taken = await claim(em, notices, now)
  const payload = payloadOf(taken)
  return taken.length === 0 ? [] : own.map((subscription) => ({ subscription, payload, now }))
}

/** Tells browsers that asked for it. What one does not take is not tried again: the notice is in the app. */
export async function sendPush(
  ports: AppPorts,
  orm: EntityManager,
  keys: PushKeys,
  signal: AbortSignal,
): Promise<void> {
  const em = orm.fork()
  const subscriptions = await em.find(PushSubscriptionEntity, {})
  if (subscriptions.length === 0) return
  const names = [...new Set(subscriptions.map(({ account }) => account.username))]
  const holders = await em.find(
    HolderEntity,
    { account: { $in: names } },
    { populate: ['person.body'], strategy: 'joined' },
  )
  const waiting: Waiting[] = []
  for (const holder of holders) {
    // A person whose days ended is told nothing more of the position.
    if (!holdsOn(holder, romeDay(ports.clock.now(holder.person.body.code)))) continue
    const own = subscriptions.filter(({ account }) => account.username === holder.account)
    waiting.push(...(await waitingFor(ports, em, holder, own)))
  }
  // A service that answered last time comes first: one that never does keeps nobody waiting.
  waiting.sort((a, b) => a.subscription.failures - b.subscription.failures)
  await inParallel(waiting, AT_ONCE, async ({ subscription, payload, now }) => {
    if (signal.aborted) return
    const { endpoint, keys: own } = subscription
    await note(em, subscription, await postPush(ports, keys, { endpoint, keys: own, payload }), now)
  })
}
