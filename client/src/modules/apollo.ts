import { ApolloCache, type Cache, type Reference, ApolloClient, gql, HttpLink } from '@apollo/client/core'
import { provideApolloClient, useMutation } from '@vue/apollo-composable'

/**
 * A cache that keeps nothing. Answers are used once and kept in IndexedDB in a form of our own, so the normalising cache,
 * a sixth of the first visit's JavaScript, would only be carried along.
 */
export class NoCache extends ApolloCache<null> {
  override read<T>(): T | null {
    return null
  }
  override write(): Reference | undefined {
    return undefined
  }
  override diff<T>(): Cache.DiffResult<T> {
    return { result: null, complete: false } as Cache.DiffResult<T>
  }
  override watch(): () => void {
    return () => {}
  }
  override reset(): Promise<void> {
    return Promise.resolve()
  }
  override evict(): boolean {
    return false
  }
  override restore(): this {
    return this
  }
  override extract(): null {
    return null
  }
  override removeOptimistic(): void {}
  override performTransaction(transaction: (cache: ApolloCache<null>) => void): void {
    transaction(this)
  }
}

/** A line that accepts a request and never answers counts as no line after this many milliseconds. */
const PATIENCE = 30_000

/** Only JSON is an answer: the page of a captive portal is none, whatever its status says. */
const fetchAnswer: typeof fetch = async (input, init) => {
  const patience = AbortSignal.timeout(PATIENCE)
  const signal = init?.signal && 'any' in AbortSignal ? AbortSignal.any([init.signal, patience]) : patience
  const response = await fetch(input, { ...init, signal })
  if (!/json/.test(response.headers.get('content-type') ?? '')) throw new TypeError('No answer of the server')
  return response
}

/**
 * GraphQL over the page's own origin. Nothing is cached here: what has to outlive the page is in IndexedDB, in a form
 * that the pages understand offline.
 */
const newClient = () =>
  new ApolloClient({
    link: new HttpLink({
      uri: '/graphql',
      credentials: 'same-origin',
      headers: { 'apollo-require-preflight': '1' },
      fetch: fetchAnswer,
    }),
    cache: new NoCache(),
    // A question put after a change must not be answered by the same question that was put before it and is still on its way.
    queryDeduplication: false,
    defaultOptions: {
      query: { fetchPolicy: 'no-cache' },
      mutate: { fetchPolicy: 'no-cache' },
      watchQuery: { fetchPolicy: 'no-cache' },
    },
  })

let made: ReturnType<typeof newClient> | undefined

/** The way to the server, made by whoever asks first. */
const apolloClient = () => (made ??= newClient())

/** A change that a page asks for by a document with one mutation. */
export const useChange = <T>(document: string) =>
  provideApolloClient(apolloClient())(() => useMutation<T>(gql(document), { fetchPolicy: 'no-cache' }))

/** Sends a document with one operation. Rejects where nobody answered. */
export async function sendDocument<T>(document: string, variables: object = {}): Promise<T | null | undefined> {
  const parsed = gql(document)
  const isQuery = parsed.definitions.some((one) => 'operation' in one && one.operation === 'query')
  const { data } = isQuery
    ? await apolloClient().query<T>({ query: parsed, variables })
    : await apolloClient().mutate<T>({ mutation: parsed, variables })
  return data
}
