import type { ApolloError, OperationVariables } from '@apollo/client/core'
import { provideApolloClient, useQuery } from '@vue/apollo-composable'
import { computed, onScopeDispose, type Ref, shallowRef } from 'vue'
import type { Refusal } from '@traguardo/shared/refusals'
import { type Answered, refusalOfReason, refusedIn } from '../api/request'
import type { TypedDocument } from '../api/typed-document'
import { translateRefusal, useWords } from '../modules/i18n'
import { documentNode, useClient } from './client'
import words from './words.it.json'

/** Something that only the server has, as `AnswerView` shows it. */
export interface Answer<Known> {
  /** Null until it is known. */
  readonly known: Readonly<Ref<Known | null>>
  /** Why it is not known, or why it may not be true any more; null where nothing is the matter. */
  readonly problem: Readonly<Ref<string | null>>
  /** Asks once more. */
  again(): unknown
}

/** Particulars of how something is asked for. */
interface AnswerOptions {
  /** Does what was known stay in sight while another question is under way? */
  readonly keeps?: boolean
  /** Sentence for where nobody answers, other than the usual one. */
  unanswered?(): string
}

/** Returns what the server said instead of an answer; null where nobody answered. */
export const refusalOf = (error: ApolloError): Refusal | null => refusalOfReason(error.networkError)

/** Calls whenever somebody comes back to the page, or the line to the device; until the part that asks is gone. */
function onReturn(look: () => void): void {
  const seen = () => document.visibilityState === 'visible' && look()
  window.addEventListener('online', look)
  document.addEventListener('visibilitychange', seen)
  onScopeDispose(() => {
    window.removeEventListener('online', look)
    document.removeEventListener('visibilitychange', seen)
  })
}

/**
 * Asks the server for something, by a document with one field that answers with its type or with a `Refusal`. What the cache
 * knows is there at once; the server is asked each time a page is opened or come back to, and when the line is back.
 * @param variables as they are now: where they change, it is another question
 * @example const people = useAnswer(PeopleDocument, () => ({ body })) // people.known.value: { people, units } or null
 */
export function useAnswer<Data extends object, Variables extends OperationVariables>(
  document: TypedDocument<Data, Variables>,
  variables: () => NoInfer<Variables>,
  { keeps = false, unanswered }: AnswerOptions = {},
) {
  const { t } = useWords(words)
  const client = useClient()
  const own = client.value
  const { result, error, loading, refetch, fetchMore } = provideApolloClient(own)(() =>
    useQuery<Data, Variables>(documentNode(document), variables, { keepPreviousResult: keeps }),
  )
  /** Why reading on failed: of that Apollo says nothing itself. */
  const failure = shallowRef<ApolloError | null>(null)
  const isHere = computed(() => client.value === own)
  const refused = computed(() => (isHere.value && result.value ? refusedIn(result.value) : null))
  const known = computed(() => {
    if (!isHere.value || !result.value || refused.value) return null
    return (Object.values(result.value)[0] ?? null) as Answered<Data> | null
  })
  const failed = computed(() => (isHere.value ? (error.value ?? failure.value) : null))
  const told = computed(() => (failed.value ? refusalOf(failed.value) : refused.value))
  const problem = computed(() => {
    if (told.value) return translateRefusal(told.value)
    return failed.value ? (unanswered?.() ?? t('answer.none')) : null
  })

  async function again(): Promise<void> {
    failure.value = null
    // What goes wrong is told by `error`.
    await refetch()?.catch(() => undefined)
  }
  /** Reads on: the cache joins what comes to what is there. */
  async function more(from: Partial<NoInfer<Variables>>): Promise<void> {
    failure.value = null
    try {
      await fetchMore({ variables: from as Variables })
    } catch (reason) {
      failure.value = reason as ApolloError
    }
  }
  onReturn(() => void again())
  return { known, problem, refused, busy: computed(() => loading.value && !failure.value), again, more }
}
