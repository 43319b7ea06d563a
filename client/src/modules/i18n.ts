import { type App, computed } from 'vue'
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
export const say = (key: string, named: Record<string, unknown> = {}): string => made.global.t(key, named)

/** The id of a request, as the server tells it [RI50]. */
const REQUEST = /\(codice richiesta ([\w-]+)\)/

/**
 * What was refused or is wrong, in the reader's language: it comes in Italian, with a code that English goes by [RI7].
 * What the sentence quotes, English quotes as well.
 */
export function saying({ code, message }: { readonly code: string; readonly message: string }): string {
  if (!made.global.te(`said.${code}`)) return message
  const said = say(`said.${code}`, { quoted: /«.*»/.exec(message)?.[0] ?? '' })
  const id = REQUEST.exec(message)?.[1]
  return id === undefined ? said : `${said.replace(/\.$/, '')} (request code ${id}).`
}

let more: Promise<void> | undefined

/** Fetches the sentences that the first pages do without, once. */
export const moreWords = (): Promise<void> =>
  (more ??= import('../words/it-more').then(({ itMore }) =>
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
