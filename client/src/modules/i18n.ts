import { createCoreContext, isMessageAST, resolveValue, translate } from '@intlify/core'
import type { Refusal } from '@traguardo/shared/refusals'
import { computed, markRaw, type Ref, shallowRef } from 'vue'
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

/** Sentences of each language: all that was said so far may be said in Italian. Raw, because a sentence never changes. */
const messages = markRaw<Record<Locale, Record<string, string | Words>>>({ it: { ...shared }, en: {} })

const said = createCoreContext({ fallbackLocale: 'it', missingWarn: false, fallbackWarn: false, messages })

const language = shallowRef<Locale>('it')

/** The language of the pages. */
export const currentLanguage = computed((): Locale => language.value)

/** Says a sentence with what its names stand for; in Italian where the language has none, by its name where none has. */
const say = (key: string, named: Record<string, unknown>): string =>
  String(translate(said, key, named, { locale: language.value }))

/** Is it a sentence, as it is written or as the build compiled it? */
const isSentence = (found: unknown): boolean => typeof found === 'string' || isMessageAST(found)

/**
 * Says the sentences of these words, and those that all pages share, in the language of the pages. Whoever says a sentence
 * imports its words, so they come with the chunk that says them. English comes whole: see `setLocale`.
 */
export function useWords<W extends readonly Words[]>(...words: W) {
  type Key = KeyIn<W[number] | typeof shared>
  Object.assign(messages.it, ...words)
  return {
    t: (key: Key, named: Record<string, unknown> = {}): string => say(key, named),
    /** Is there such a sentence? */
    te: (key: string): key is Key => isSentence(resolveValue(messages[language.value], key)),
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
    messages.en = { ...english() }
  }
  language.value = locale
  document.documentElement.lang = locale
}

/** Takes up the language that was chosen here; Italian, where the other cannot be had. */
export async function keepLocale(): Promise<void> {
  if (localStorage.getItem(KEPT) === 'en') await setLocale('en').catch(() => undefined)
}
