import {
  ApolloCache,
  ApolloClient,
  ApolloLink,
  type Cache,
  type DocumentNode,
  type FetchResult,
  gql,
  Observable,
  type OperationVariables,
  type Reference,
  type TypedDocumentNode,
} from '@apollo/client/core'
import { provideApolloClient, useMutation } from '@vue/apollo-composable'
import { post } from './send'
import type { TypedDocument } from './typed-document'

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

/** The text of a document as it stands in its module, whatever a cache added to it: the server knows it by that. */
function textOf({ loc }: DocumentNode): string {
  if (!loc) throw new Error('A document that is no typed one')
  return loc.source.body
}

/** Apollo sends as everything else does. */
const line = () =>
  new ApolloLink(
    ({ query, variables }) =>
      new Observable((observer) => {
        post<FetchResult['data'], object>(textOf(query), variables).then(
          (answer) => {
            observer.next(answer as FetchResult)
            observer.complete()
          },
          (reason: unknown) => observer.error(reason),
        )
      }),
  )

/**
 * GraphQL over the page's own origin. Nothing is cached here: what has to outlive the page is in IndexedDB, in a form
 * that the pages understand offline.
 */
const newClient = () =>
  new ApolloClient({
    link: line(),
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

/** A document as Apollo reads it; `gql` makes each once. */
const nodeOf = <Answer, Variables>(document: TypedDocument<Answer, Variables>) =>
  gql(document) as TypedDocumentNode<Answer, Variables>

/** A change that a page asks for by a document with one mutation. */
export const useChange = <Answer, Variables extends OperationVariables>(document: TypedDocument<Answer, Variables>) =>
  provideApolloClient(apolloClient())(() => useMutation(nodeOf(document), { fetchPolicy: 'no-cache' }))
