import {
  ApolloClient,
  ApolloLink,
  type DocumentNode,
  type FetchResult,
  gql,
  type NormalizedCacheObject,
  Observable,
  type OperationVariables,
  type TypedDocumentNode,
} from '@apollo/client/core'
import { shallowRef } from 'vue'
import { refusedIn } from '../api/request'
import { AnswerError, send } from '../api/send'
import type { TypedDocument } from '../api/typed-document'
import { confirmIdentity } from '../modules/confirm-identity'
import { oneOf } from '../modules/given'
import { useReplica } from '../replica/replica'
import { newCache } from './cache'

type Data = Record<string, unknown>
export type Client = ApolloClient<NormalizedCacheObject>

/** The text of a document as it stands in its module: the server knows it by that. */
function textOf({ loc }: DocumentNode): string {
  if (!loc) throw new Error('A document that is no typed one')
  return loc.source.body
}

/** A document as Apollo reads it; `gql` makes each once. */
export const documentNode = <Answer, Variables>(document: TypedDocument<Answer, Variables>) =>
  gql(document) as TypedDocumentNode<Answer, Variables>

/** The name of the first field for which a document asks. */
export function fieldOf({ definitions }: DocumentNode): string {
  const [selection] = definitions.flatMap((one) => ('selectionSet' in one ? one.selectionSet.selections : []))
  return selection?.kind === 'Field' ? selection.name.value : ''
}

/**
 * The answer to a document. Where the server wants to know once more who asks, the person is asked, and then it goes on by
 * itself. A session that has ended says nothing of what was asked for: it rejects, so that what is known stays.
 */
async function answerOf(text: string, variables: OperationVariables): Promise<Data> {
  const data = await send<Data, OperationVariables>(text, variables)
  const refused = refusedIn(data)
  if (refused?.code === 'NOT_SIGNED_IN')
    throw new AnswerError({
      message: refused.message ?? '',
      extensions: { code: refused.code, params: refused.params ?? {} },
    })
  const mustConfirm = refused?.code === 'CONFIRM_NEEDED'
  return mustConfirm && (await confirmIdentity()) ? send<Data, OperationVariables>(text, variables) : data
}

/** Apollo sends as everything else does. */
const line = () =>
  new ApolloLink(
    ({ query, variables }) =>
      new Observable<FetchResult>((observer) => {
        answerOf(textOf(query), variables).then(
          (data) => {
            observer.next({ data })
            observer.complete()
          },
          (reason: unknown) => observer.error(reason),
        )
      }),
  )

const newClient = (): Client =>
  new ApolloClient({
    link: line(),
    cache: newCache(),
    // A question put after a change must not be answered by the same question that was put before it and is still on its way.
    queryDeduplication: false,
    // What is known is shown at once, and asked for again: somebody else may have changed it.
    defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network' } },
  })

function createClient() {
  const client = shallowRef(newClient())
  // Another one, not this one emptied: an answer that is still on its way goes where nobody looks any more.
  useReplica().onClosed(() => {
    const left = client.value
    client.value = newClient()
    left.stop()
    void left.clearStore()
  })
  return client
}

/** Returns the client of Apollo of whoever is here; with its person it goes, and all that it knows. */
export const useClient = () => oneOf(createClient)
