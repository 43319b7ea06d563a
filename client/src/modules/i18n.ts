import type { Refusal } from '@traguardo/shared/refusals'
import { computed, markRaw, type Ref, shallowRef } from 'vue'
import { createI18n } from 'vue-i18n'
import shared from './words.it.json'

export type Locale = 'it' | 'en'

/** Sentences by group and name, as they stand in a `words.it.json`; the build compiles them for the library. */
export interface Words {
  readonly [key: string]: string | Words
}

/** The dotted names of the sentences in these words. */
type KeyIn<W> = W extends unknown
  ? { [K in keyof W & string]: W[K] extends string ? K : `${K}.${KeyIn<W[K]>}` }[keyof W & string]
  : never

const KEPT = 'traguardo-lingua'

/** All that was said so far may be said in Italian; raw, because a sentence never changes. */
const italian = markRaw<Record<string, string | Words>>({ ...shared })

const made = createI18n({
  legacy: false,
  locale: 'it' as Locale,
  fallbackLocale: 'it',
  missingWarn: false,
  fallbackWarn: false,
  messages: { it: italian } as Record<Locale, typeof italian>,
})

/** The language of the pages. */
export const currentLanguage = computed((): Locale => made.global.locale.value)

/**
 * Says the sentences of these words, and those that all pages share, in the language of the pages. Whoever says a sentence
 * imports its words, so they come with the chunk that says them. English comes whole: see `setLocale`.
 */
export function useWords<W extends readonly Words[]>(...words: W) {
  type Key = KeyIn<W[number] | typeof shared>
  Object.assign(italian, ...words)
  return {
    t: (key: Key, named: Record<string, unknown> = {}): string => made.global.t(key, named),
    /** Is there such a sentence? */
    te: (key: string): key is Key => made.global.te(key),
    locale: currentLanguage,
  }
}

/** Function that says refusals, once it was fetched: it has the sentences of all codes in both languages. */
const sayRefusal = shallowRef<typeof import('./refusals').sayRefusal>()

/** Fetches what says refusals. */
export const refusalWords = (): Promise<void> =>
  import('./refusals').then((words) => {
    sayRefusal.value = words.sayRefusal
  })

/**
 * Says a refusal in the reader's language, from its code and params [RI7]; a sentence stays as it is. Before the
 * sentences are here it is said by the one that came with it, if any, and anew once they are: say it where it is drawn.
 */
export function translateRefusal(told: Refusal | string): string {
  if (typeof told === 'string') return told
  if (sayRefusal.value) return sayRefusal.value(told, currentLanguage.value)
  void refusalWords()
  return told.message ?? ''
}

/** The same, said anew where the language changes. */
export const translatedRefusal = (problem: Readonly<Ref<Refusal | string | null>>) =>
  computed(() => problem.value && translateRefusal(problem.value))

/** Changes the language of the pages, once all that it says is here: English is fetched only by whoever asks for it. */
export async function setLocale(locale: Locale): Promise<void> {
  localStorage.setItem(KEPT, locale)
  if (locale === 'en') {
    const [{ english }] = await Promise.all([import('./english'), refusalWords()])
    made.global.setLocaleMessage('en', markRaw(english()))
  }
  made.global.locale.value = locale
  document.documentElement.lang = locale
}

/** Takes up the language that was chosen here; Italian, where the other cannot be had. */
export async function keepLocale(): Promise<void> {
  if (localStorage.getItem(KEPT) === 'en') await setLocale('en').catch(() => undefined)
}
