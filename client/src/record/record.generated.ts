// Made from record.graphql and the schema of the server: `npm run api` writes it.
import type { TypedDocument } from '../api/typed-document'

type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type RecordQueryVariables = Exact<{
  body: string;
  person?: string | null | undefined;
  about?: string | null | undefined;
  outcome?: string | null | undefined;
  before?: number | null | undefined;
}>;

export type RecordQuery = { readonly record:
    | { readonly __typename: 'RecordPage', readonly next: number | null, readonly entries: ReadonlyArray<{ readonly __typename: 'RecordEntry', readonly seq: number, readonly at: string, readonly person: string, readonly personTitle: string, readonly action: string, readonly outcome: import('@traguardo/shared/record').AuditEntry['outcome'], readonly about: ReadonlyArray<string>, readonly detail: unknown, readonly hash: string }> }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type RecordEntryFragment = { readonly __typename: 'RecordEntry', readonly seq: number, readonly at: string, readonly person: string, readonly personTitle: string, readonly action: string, readonly outcome: import('@traguardo/shared/record').AuditEntry['outcome'], readonly about: ReadonlyArray<string>, readonly detail: unknown, readonly hash: string };

export const RecordDocument = "query Record($body:String!$person:String$about:String$outcome:String$before:Int){record(body:$body person:$person about:$about outcome:$outcome before:$before){__typename ...on RecordPage{__typename next entries{__typename ...RecordEntry}}...Refusal}}fragment RecordEntry on RecordEntry{__typename seq at person personTitle action outcome about detail hash}fragment Refusal on Refusal{code params message}" as TypedDocument<RecordQuery, RecordQueryVariables>
