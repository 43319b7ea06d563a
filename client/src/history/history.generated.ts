// Made from history.graphql and the schema of the server: `npm run api` writes it.
import type { TypedDocument } from '../api/typed-document'

type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type HistoryQueryVariables = Exact<{
  body: string;
  measure: string;
  unit: string;
  year: number;
  period: number;
}>;

export type HistoryQuery = { readonly history:
    | { readonly __typename: 'History', readonly entries: ReadonlyArray<{ readonly __typename: 'HistoryEntry', readonly personTitle: string, readonly device: string | null, readonly record: { readonly __typename: 'OperationRecord', readonly sent: boolean, readonly receivedAt: string | null, readonly stamp: number, readonly scope: string, readonly relayed: boolean, readonly operation: { readonly id: string, readonly node: string, readonly seq: number, readonly person: string, readonly deviceTime: string, readonly protocol: number, readonly kind: string, readonly register: string, readonly base: string | null, readonly content: import('@traguardo/shared/sync').Content | null, readonly about: string | null, readonly key: { readonly body: string, readonly measure: string, readonly unit: string | null, readonly year: number, readonly period: number, readonly field: string }, readonly decision: { readonly reason: string, readonly inTime: boolean } | null }, readonly verdict: { readonly operation: string, readonly stamp: number, readonly provisional: boolean, readonly keptAs: string | null, readonly type: string, readonly scope: string | null, readonly current: { readonly id: string, readonly scope: string, readonly head: string, readonly content: import('@traguardo/shared/sync').Content | null, readonly person: string, readonly at: string, readonly stamp: number, readonly excused: boolean, readonly brought: boolean | null, readonly complete: boolean, readonly key: { readonly body: string, readonly measure: string, readonly unit: string | null, readonly year: number, readonly period: number, readonly field: string } } | null, readonly refusal: { readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string } | null } | null, readonly settlement: { readonly by: string, readonly kind: string, readonly person: string, readonly at: string, readonly reason: string | null } | null } }> }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export const HistoryDocument = "query History($body:String!$measure:String!$unit:String!$year:Int!$period:Int!){history(body:$body measure:$measure unit:$unit year:$year period:$period){__typename ...on History{__typename entries{__typename personTitle device record{__typename ...OperationRecord}}}...Refusal}}fragment OperationRecord on OperationRecord{operation{id node seq person deviceTime protocol kind register key{...RegisterKey}base content about decision{reason inTime}}sent verdict{...Verdict}receivedAt stamp scope relayed settlement{by kind person at reason}}fragment RegisterKey on RegisterKey{body measure unit year period field}fragment Verdict on Verdict{operation stamp provisional keptAs type scope current{...Register}refusal{...Refusal}}fragment Register on Register{id key{...RegisterKey}scope head content person at stamp excused brought complete}fragment Refusal on Refusal{code params message}" as TypedDocument<HistoryQuery, HistoryQueryVariables>
