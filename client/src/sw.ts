/// <reference lib="webworker" />
import { clientsClaim } from 'workbox-core'
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { BACKGROUND_TAG } from './offline/background'
import { syncInBackground } from './offline/sync-in-background'

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[]
}

/** Event of the browser when it is back online, or when it finds the time; not every browser sends it. */
interface TaggedEvent extends ExtendableEvent {
  readonly tag: string
}

// Answers of the server are never kept here: the working set lives in IndexedDB, where it is understood.
cleanupOutdatedCaches()
precacheAndRoute([...self.__WB_MANIFEST])
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/(graphql|prove|oidc|novita$|registro\.jsonl|calendario\/.+\.ics)/],
  }),
)
// The very first page is served by the worker too, so it may lose the line before it is ever reloaded.
clientsClaim()

// A new version waits until the person says so: what is being typed is never thrown away.
self.addEventListener('message', ({ data }) => {
  if ((data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting()
})

interface Told {
  readonly title: string
  readonly text: string
  readonly link: string
}

// Somebody is told something while no page is open.
self.addEventListener('push', (event) => {
  const told = event.data?.json() as Told | undefined
  if (!told) return
  const { title, text, link } = told
  event.waitUntil(
    self.registration.showNotification(title, { body: text, icon: '/icon-192.png', lang: 'it', data: link }),
  )
})
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(self.clients.openWindow(String(event.notification.data ?? '/')))
})

for (const name of ['sync', 'periodicsync'])
  self.addEventListener(name, (event) => {
    const { tag, waitUntil } = event as TaggedEvent
    if (tag === BACKGROUND_TAG) waitUntil.call(event, syncInBackground())
  })
