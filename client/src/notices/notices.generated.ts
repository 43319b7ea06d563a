// Made from notices.graphql and the schema of the server: `npm run api` writes it.
import type { TypedDocument } from '../api/typed-document'

type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type NoticesQueryVariables = Exact<{ [key: string]: never; }>;

export type NoticesQuery = { readonly notices:
    | { readonly __typename: 'Notices', readonly unread: number, readonly notices: ReadonlyArray<{ readonly __typename: 'Notice', readonly id: string, readonly kind: string, readonly subject: string, readonly text: string, readonly link: string, readonly at: string, readonly readAt: string | null }> }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type NoticesReadMutationVariables = Exact<{
  ids: ReadonlyArray<string> | string;
}>;

export type NoticesReadMutation = { readonly noticesRead:
    | { readonly __typename: 'Notices', readonly unread: number, readonly notices: ReadonlyArray<{ readonly __typename: 'Notice', readonly id: string, readonly kind: string, readonly subject: string, readonly text: string, readonly link: string, readonly at: string, readonly readAt: string | null }> }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type NoticesFragment = { readonly __typename: 'Notices', readonly unread: number, readonly notices: ReadonlyArray<{ readonly __typename: 'Notice', readonly id: string, readonly kind: string, readonly subject: string, readonly text: string, readonly link: string, readonly at: string, readonly readAt: string | null }> };

export type NoticeFragment = { readonly __typename: 'Notice', readonly id: string, readonly kind: string, readonly subject: string, readonly text: string, readonly link: string, readonly at: string, readonly readAt: string | null };

export const NoticesDocument = "query Notices{notices{__typename ...Notices ...Refusal}}fragment Notices on Notices{__typename unread notices{__typename ...Notice}}fragment Notice on Notice{__typename id kind subject text link at readAt}fragment Refusal on Refusal{code params message}" as TypedDocument<NoticesQuery, NoticesQueryVariables>

export const NoticesReadDocument = "mutation NoticesRead($ids:[String!]!){noticesRead(ids:$ids){__typename ...Notices ...Refusal}}fragment Notices on Notices{__typename unread notices{__typename ...Notice}}fragment Notice on Notice{__typename id kind subject text link at readAt}fragment Refusal on Refusal{code params message}" as TypedDocument<NoticesReadMutation, NoticesReadMutationVariables>
