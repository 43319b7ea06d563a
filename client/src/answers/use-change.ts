import { type ApolloError, NetworkStatus, type ObservableQuery, type OperationVariables } from '@apollo/client/core'
import { provideApolloClient, useMutation } from '@vue/apollo-composable'
import type { ApiField } from '@traguardo/shared/people'
import { computed, type Ref, ref, shallowReactive } from 'vue'
import { type Answered, refusedIn } from '../api/request'
import type { TypedDocument } from '../api/typed-document'
import { translateRefusal, useWords } from '../modules/i18n'
import { type Client, fieldOf, documentNode, useClient } from './client'
import { refusalOf } from './use-answer'
import words from './words.it.json'

/** Outcome of the last of the changes of a part of a page, and whether one is under way. */
export function useOutcome() {
  const { t } = useWords(words)
  const problem = ref<string | null>(null)
  const done = ref<string | null>(null)
  const loadings = shallowReactive<Readonly<Ref<boolean>>[]>([])
  const busy = computed(() => loadings.some((loading) => loading.value))

  /** Nothing is said any more of what was asked before. */
  const hush = () => void (done.value = problem.value = null)

  /** Waits for an answer; null where there is none or it is a refusal, and the page then says why. */
  async function settle<Data extends object>(
    asked: () => Promise<{ readonly data?: Data | null } | null>,
    well: string | null,
  ): Promise<Answered<Data> | null> {
    hush()
    try {
      const data = (await asked())?.data
      if (!data) throw new TypeError('No data in the answer')
      const refused = refusedIn(data)
      if (refused) problem.value = translateRefusal(refused)
      else done.value = well
      return refused ? null : (Object.values(data)[0] as Answered<Data>)
    } catch (reason) {
      const told = refusalOf(reason as ApolloError)
      problem.value = told ? translateRefusal(told) : t('answer.none')
      return null
    }
  }
  return { busy, problem, done, hush, settle, loadings }
}

export type Outcome = ReturnType<typeof useOutcome>

/** Particulars of how a change is asked for, and of what else it changes. */
export interface ChangeOptions {
  /** Outcome of several changes that is said in one place. */
  readonly outcome?: Outcome
  /** Questions whose answers are not true any more after it. Those that its own answer brings up to date need no mention. */
  readonly stale?: readonly Extract<ApiField, `Query.${string}`>[]
  /** The question that its own answer answers, where the cache cannot know by its type. */
  readonly answers?: { readonly document: string; variables(): OperationVariables }
  /** True where its answer is kept nowhere: a secret, a session, or what is under somebody's hands. */
  readonly unkept?: boolean
}

const activeOf = (client: Client): readonly ObservableQuery[] => [...client.getObservableQueries('active').values()]

/** Questions that are on their way. */
const underWay = (client: Client) =>
  activeOf(client).filter((query) => query.getCurrentResult(false).networkStatus < NetworkStatus.ready)

/**
 * Asks again what a change has made untrue, and what was asked before it and was still on its way: that may know less. Of an
 * answer that nobody looks at nothing is kept.
 */
function renew(client: Client, stale: readonly string[], before: readonly ObservableQuery[]): void {
  const fields = stale.map((coordinate) => coordinate.replace('Query.', ''))
  const untrue = activeOf(client).filter(({ options }) => fields.includes(fieldOf(options.query)))
  const seen = new Set(untrue.map(({ options }) => fieldOf(options.query)))
  for (const fieldName of fields) if (!seen.has(fieldName)) client.cache.evict({ fieldName })
  // Where it fails, whoever shows the answer says so.
  for (const query of new Set([...untrue, ...before])) void query.refetch().catch(() => undefined)
}

/**
 * A change that a page asks for, by a document with one mutation. It resolves to the answer; to null where it was refused or
 * nobody answered, and the outcome then says why.
 * @example const { change, busy, problem, done } = useChange(PersonSaveDocument)
 * if (await change({ code, title }, t('staff.saved'))) code.value = ''
 */
export function useChange<Data extends object, Variables extends OperationVariables>(
  document: TypedDocument<Data, Variables>,
  { outcome = useOutcome(), stale = [], answers, unkept = false }: ChangeOptions = {},
) {
  const client = useClient().value
  const { mutate, loading } = provideApolloClient(client)(() =>
    useMutation<Data, Variables>(documentNode(document), { fetchPolicy: unkept ? 'no-cache' : 'network-only' }),
  )
  outcome.loadings.push(loading)
  async function change(variables: Variables, well: string | null = null): Promise<Answered<Data> | null> {
    let before: readonly ObservableQuery[] = []
    const answer = await outcome.settle<Data>(
      () =>
        mutate(variables, {
          update(cache, { data }) {
            before = underWay(client)
            if (!answers || !data || refusedIn(data)) return
            const query = documentNode(answers.document)
            const [reply] = Object.values(data)
            cache.writeQuery({ query, variables: answers.variables(), data: { [fieldOf(query)]: reply } })
          },
        }),
      well,
    )
    if (answer) renew(client, stale, before)
    return answer
  }
  return { change, ...outcome }
}

/**
 * Something that a page takes from the server and hands on, such as a file, by a document with one query: it lies in no cache,
 * and resolves as a change does.
 */
export function useTaking<Data extends object, Variables extends OperationVariables>(
  document: TypedDocument<Data, Variables>,
  outcome: Outcome = useOutcome(),
) {
  const client = useClient().value
  const loading = ref(false)
  outcome.loadings.push(loading)
  async function take(variables: Variables): Promise<Answered<Data> | null> {
    loading.value = true
    const query = documentNode(document)
    const answer = await outcome.settle<Data>(() => client.query({ query, variables, fetchPolicy: 'no-cache' }), null)
    loading.value = false
    return answer
  }
  return { take, ...outcome }
}
