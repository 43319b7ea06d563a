import type { Refusal } from '@traguardo/shared/refusals'
import type { Result } from '@traguardo/shared/result'
import { subscribePush } from './account-api'

/** Can this browser be told something while no page is open? */
export const isPushable = (): boolean => 'PushManager' in window && 'serviceWorker' in navigator

/** Asks the person, then the browser, then the server. Null where one of the first two said no. */
export async function askPush(key: string): Promise<Result<object, Refusal> | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null
  try {
    const { pushManager } = await navigator.serviceWorker.ready
    const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
    const { endpoint, keys } = subscription.toJSON()
    return await subscribePush(endpoint ?? '', keys?.['p256dh'] ?? '', keys?.['auth'] ?? '')
  } catch {
    return null
  }
}
