// Made from plan-file.graphql and the schema of the server: `npm run api` writes it.
import type { TypedDocument } from '../../api/typed-document'

type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type PlanExportQueryVariables = Exact<{
  body: string;
  year: number;
}>;

export type PlanExportQuery = { readonly planExport:
    | { readonly __typename: 'PlanExport', readonly fileName: string, readonly text: string }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type PlanImportMutationVariables = Exact<{
  text: string;
}>;

export type PlanImportMutation = { readonly planImport:
    | { readonly __typename: 'PlanFaults', readonly faults: ReadonlyArray<{ readonly __typename: 'PlanFault', readonly line: number, readonly column: number, readonly path: string, readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }> }
    | { readonly __typename: 'PlanImported', readonly body: string, readonly title: string, readonly doubts: ReadonlyArray<{ readonly __typename: 'PlanDoubt', readonly about: string, readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }> }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type PlanFaultFragment = { readonly __typename: 'PlanFault', readonly line: number, readonly column: number, readonly path: string, readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string };

export const PlanExportDocument = "query PlanExport($body:String!$year:Int!){planExport(body:$body year:$year){__typename ...on PlanExport{__typename fileName text}...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<PlanExportQuery, PlanExportQueryVariables>

export const PlanImportDocument = "mutation PlanImport($text:String!){planImport(text:$text){__typename ...on PlanImported{__typename body title doubts{__typename about code params message}}...on PlanFaults{__typename faults{__typename ...PlanFault}}...Refusal}}fragment PlanFault on PlanFault{__typename line column path code params message}fragment Refusal on Refusal{code params message}" as TypedDocument<PlanImportMutation, PlanImportMutationVariables>
