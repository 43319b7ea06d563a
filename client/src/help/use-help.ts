import { shallowRef, watch } from 'vue'
import { useWords } from '../modules/i18n'
import type { Help } from './help'

/** The help in the language of the pages, fetched when a page asks for it. */
export function useHelp() {
  const { locale } = useWords()
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
