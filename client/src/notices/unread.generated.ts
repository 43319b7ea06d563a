// Made from unread.graphql and the schema of the server: `npm run api` writes it.
import type { TypedDocument } from '../api/typed-document'

type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type UnreadQueryVariables = Exact<{ [key: string]: never; }>;

export type UnreadQuery = { readonly notices:
    | { readonly __typename: 'Notices', readonly unread: number }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export const UnreadDocument = "query Unread{notices{__typename ...on Notices{__typename unread}...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<UnreadQuery, UnreadQueryVariables>
