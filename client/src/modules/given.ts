import { type App, effectScope, inject, type InjectionKey } from 'vue'

/**
 * Returns what was made at start, for every page. Only where pages are made: in `setup`, or in what is called from
 * there.
 */
export function injected<T>(key: InjectionKey<T>): T {
  const made = inject(key)
  if (made === undefined) throw new Error(`${key.description ?? 'Something'} was not made at start`)
  return made
}

/** Something of which one is enough for all pages: it is made by whoever asks first. */
type OneOf = <T>(make: () => T) => T

const ONE_OF: InjectionKey<OneOf> = Symbol('the place of what pages share')

/**
 * Returns the one instance that `make` makes: the same for all pages of the app, in being as long as the app, not only
 * as long as who asked first.
 */
export const oneOf: OneOf = (make) => injected(ONE_OF)(make)

/** The place where an app keeps what its pages share. */
export const sharedByPages = {
  install(app: App): void {
    const scope = effectScope(true)
    const made = new Map<() => unknown, unknown>()
    const one: OneOf = <T>(make: () => T): T => {
      if (!made.has(make)) made.set(make, scope.run(make))
      return made.get(make) as T
    }
    app.provide(ONE_OF, one)
    app.onUnmount(() => scope.stop())
  },
}
