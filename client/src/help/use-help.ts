import { shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Help } from './help'

/** The help in the language of the pages, fetched when a page asks for it. */
export function useHelp() {
  const { locale } = useI18n()
  const help = shallowRef<Help | null>(null)
  watch(
    locale,
    async (now) => {
      help.value = now === 'en' ? (await import('./help-en')).englishHelp : (await import('./help-it')).italianHelp
    },
    { immediate: true },
  )
  return { help }
}
