// Made from plan.graphql and the schema of the server: `npm run api` writes it.
import type { TypedDocument } from '../api/typed-document'

type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type PlanQueryVariables = Exact<{
  body: string;
  year: number;
}>;

export type PlanQuery = { readonly plan:
    | { readonly __typename: 'PlanDocument', readonly body: string, readonly year: number, readonly hash: string, readonly document: import('@traguardo/shared/model').Plan }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export const PlanDocument = "query Plan($body:String!$year:Int!){plan(body:$body year:$year){__typename ...on PlanDocument{body year hash document}...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<PlanQuery, PlanQueryVariables>
