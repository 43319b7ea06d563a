import { shallowRef, watch } from 'vue'
import { useWords } from '../modules/i18n'
import { useReplica } from '../replica/replica'
import type { Help } from './help'

/** The help in the language of the pages, with the policy of the year that is looked at, fetched when a page asks for it. */
export function useHelp() {
  const { locale } = useWords()
  const { plan, year } = useReplica()
  const help = shallowRef<Help | null>(null)
  watch(
    [locale, plan, year],
    async ([now, of, at]) => {
      help.value =
        now === 'en' ? (await import('./help-en')).englishHelp(of, at) : (await import('./help-it')).italianHelp(of, at)
    },
    { immediate: true },
  )
  return { help }
}
