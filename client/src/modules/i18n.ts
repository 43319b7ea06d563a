import type { App } from 'vue'
import { createI18n } from 'vue-i18n'
import { it } from '../it'
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

/** Says a sentence outside a component. */
export const say = (key: string, named: Record<string, unknown> = {}): string => made.global.t(key, named)

/** Changes the language of the pages; English is fetched only by whoever asks for it. */
export async function setLocale(locale: Locale): Promise<void> {
  if (locale === 'en') made.global.setLocaleMessage('en', compileSentences((await import('../en')).en))
  made.global.locale.value = locale
  document.documentElement.lang = locale
  localStorage.setItem(KEPT, locale)
}

export const i18n = {
  install(app: App): void {
    app.use(made)
    if (localStorage.getItem(KEPT) === 'en') void setLocale('en')
  },
}
