import type { Refusal } from '@traguardo/shared/refusals'
import { type App, computed, type Ref, shallowRef } from 'vue'
import { createI18n } from 'vue-i18n'
import { it } from '../words/it'
import { compileSentences } from './messages'

export type Locale = 'it' | 'en'

const KEPT = 'traguardo-lingua'

const made = createI18n({
  legacy: false,
  locale: 'it' as Locale,
  fallbackLocale: 'it',
  missingWarn: false,
  fallbackWarn: false,
  messages: { it: compileSentences(it) } as Record<Locale, ReturnType<typeof compileSentences>>,
})

/** The language of the pages. */
export const language = computed((): Locale => made.global.locale.value)

/** Says a sentence outside a component. */
export const sayKey = (key: string, named: Record<string, unknown> = {}): string => made.global.t(key, named)

/** What says refusals, once it was fetched: it has the sentences of all codes in both languages. */
const sayRefusal = shallowRef<typeof import('../words/refusals').sayRefusal>()

const refusalWords = (): Promise<void> =>
  import('../words/refusals').then((words) => {
    sayRefusal.value = words.sayRefusal
  })

/** Something refused or wrong, as it is told; a fault of a plan file or formula has no params. */
type Told = Pick<Refusal, 'code' | 'message'> & Partial<Pick<Refusal, 'params'>>

/**
 * What was refused, in the reader's language, from its code and what it names [RI7]. Where the sentences are not here yet it is
 * said by the one that came with it, if any, and again once they are.
 */
export function saying({ code, params = null, message }: Told): string {
  if (params === null && made.global.te(`said.${code}`))
    return sayKey(`said.${code}`, { quoted: /«.*»/.exec(message ?? '')?.[0] ?? '' })
  if (sayRefusal.value) return sayRefusal.value({ code, params, message }, language.value)
  void refusalWords()
  return message ?? ''
}

/** The same of what may be a sentence already: said anew where the language changes. */
export const sayingOf = (problem: Readonly<Ref<Refusal | string | null>>) =>
  computed(() => (problem.value && typeof problem.value === 'object' ? saying(problem.value) : problem.value))

let more: Promise<void> | undefined

/** Fetches the sentences that the first pages do without, once. */
export const moreWords = (): Promise<void> =>
  (more ??= Promise.all([import('../words/it-more'), refusalWords()]).then(([{ itMore }]) =>
    made.global.mergeLocaleMessage('it', compileSentences(itMore)),
  ))

/** Changes the language of the pages; English is fetched only by whoever asks for it. */
export async function setLocale(locale: Locale): Promise<void> {
  localStorage.setItem(KEPT, locale)
  if (locale === 'en') {
    const [{ en }, { enMore }, { enSaid }] = await Promise.all([
      import('../words/en'),
      import('../words/en-more'),
      import('../words/en-said'),
      refusalWords(),
    ])
    made.global.setLocaleMessage('en', compileSentences({ ...en, ...enMore, said: enSaid }))
  }
  made.global.locale.value = locale
  document.documentElement.lang = locale
}

export const i18n = {
  install(app: App): void {
    app.use(made)
    if (localStorage.getItem(KEPT) === 'en') void setLocale('en')
  },
}
