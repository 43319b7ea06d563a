import { useRegisterSW } from 'virtual:pwa-register/vue'
import { type App, type InjectionKey, inject, type Ref } from 'vue'

/** A new version waits until the person says so: what is being typed is never thrown away. */
interface Update {
  readonly waiting: Ref<boolean>
  apply(): Promise<void>
}

const UPDATE: InjectionKey<Update> = Symbol('update')

/** Milliseconds between two checks of an open page for a new version. */
const CHECK_INTERVAL = 3_600_000

export const pwa = {
  install(app: App): void {
    const { needRefresh, updateServiceWorker } = useRegisterSW({
      immediate: true,
      onRegisteredSW: (_url, registration) => {
        if (registration) setInterval(() => navigator.onLine && void registration.update(), CHECK_INTERVAL)
      },
    })
    const apply = async () => {
      // The plug-in loads anew only a page that a worker served; the very first visit is to be renewed too.
      navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true })
      const registration = await navigator.serviceWorker.getRegistration()
      // Another tab was first: the new version serves already, and nothing will change any more.
      if (!registration?.waiting) window.location.reload()
      else await updateServiceWorker(true)
    }
    app.provide(UPDATE, { waiting: needRefresh, apply })
  },
}

export function useUpdate(): Update {
  const update = inject(UPDATE)
  if (!update) throw new Error('The pwa module is not installed')
  return update
}
