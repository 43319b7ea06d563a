import { mayAsk } from '@traguardo/shared/people'
import { computed } from 'vue'
import { useHelp } from '../help/use-help'
import { useWords } from '../modules/i18n'
import { useReplica } from '../replica/replica'
import { useSession } from '../replica/session'
import { pagesFor } from '../ui/pages'
import { entriesOf, type Entry, searchIn } from './find'
import words from './words.it.json'
import planWords from '../plans/words.it.json'

/** Everything that the person may open here: pages, words, what the plan on this device has, and people where they are looked after. */
export function useEntries(more: () => readonly Entry[] = () => []) {
  const { t } = useWords(words, planWords)
  const { session } = useSession()
  const { plan } = useReplica()
  const { help } = useHelp()
  const pages = computed((): readonly Entry[] =>
    (session.value ? pagesFor(session.value) : []).map(({ to, title }) => ({
      what: 'search.page',
      title: t(`title.${title}`),
      to,
      text: t(`title.${title}`),
    })),
  )
  const people = computed((): readonly Entry[] =>
    (session.value && mayAsk(session.value, 'Query.people') ? (plan.value?.people ?? []) : []).map(
      ({ code, title }) => ({
        what: 'palette.person',
        title,
        to: `/persone?cerca=${encodeURIComponent(title)}`,
        text: `${title} ${code}`,
      }),
    ),
  )
  const all = computed((): readonly Entry[] => [
    ...more(),
    ...pages.value,
    ...people.value,
    ...(plan.value ? entriesOf(plan.value) : []),
    ...(help.value?.terms.map(({ id, word, meaning }) => ({
      what: 'search.term' as const,
      title: word,
      to: `/glossario#${id}`,
      text: `${word} ${meaning}`,
    })) ?? []),
  ])
  const search = computed(() => searchIn(all.value))
  return { pages, all, find: (typed: string) => search.value(typed) }
}
