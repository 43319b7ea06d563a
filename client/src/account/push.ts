import type { PushSubscriptionInput } from './account.generated'

/** Can this browser be told something while no page is open? */
export const isPushable = (): boolean => 'PushManager' in window && 'serviceWorker' in navigator

/** Asks the person, then the browser: how this browser wants to be told, for the server. Null where one of them said no. */
export async function askPush(key: string): Promise<PushSubscriptionInput | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null
  try {
    const { pushManager } = await navigator.serviceWorker.ready
    const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
    const { endpoint, keys } = subscription.toJSON()
    return { endpoint: endpoint ?? '', p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' }
  } catch {
    return null
  }
}
