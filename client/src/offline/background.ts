/** Name under which the browser wakes the service worker. */
export const BACKGROUND_TAG = 'traguardo'

/** A few times a day, so that the working set is fresh before it is asked for. Milliseconds. */
const OFTEN = 12 * 3_600_000

interface Registrar {
  register(tag: string, options?: { readonly minInterval: number }): Promise<void>
}

type Registration = ServiceWorkerRegistration & { readonly sync?: Registrar; readonly periodicSync?: Registrar }

const registration = async (): Promise<Registration | undefined> =>
  'serviceWorker' in navigator ? await navigator.serviceWorker.getRegistration() : undefined

/** Asks the browser to send the outbox once back online, also when no page is open. An extra: not every browser can. */
export async function askBackgroundSync(): Promise<void> {
  try {
    await (await registration())?.sync?.register(BACKGROUND_TAG)
  } catch {
    // Not allowed here: the pages send by themselves.
  }
}

/** Asks the browser to bring in news now and then. It grants that to installed apps only. */
export async function askPeriodicSync(): Promise<void> {
  try {
    const state = await navigator.permissions.query({ name: 'periodic-background-sync' as PermissionName })
    if (state.state === 'granted')
      await (await registration())?.periodicSync?.register(BACKGROUND_TAG, { minInterval: OFTEN })
  } catch {
    // Unknown to this browser: the pages bring in news when they are opened.
  }
}

/** Nothing more is told on this device, and what is shown goes: its person has left. */
export async function forgetPush(): Promise<void> {
  try {
    const here = await registration()
    for (const shown of (await here?.getNotifications()) ?? []) shown.close()
    await (await here?.pushManager?.getSubscription())?.unsubscribe()
  } catch {
    // Not every browser has them.
  }
}
