// Made from former-sheets.graphql and the schema of the server: `npm run api` writes it.
import type { TypedDocument } from '../api/typed-document'

type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type FormerSheetsQueryVariables = Exact<{
  year: number;
}>;

export type FormerSheetsQuery = { readonly formerSheets:
    | { readonly __typename: 'FormerSheets', readonly years: ReadonlyArray<number>, readonly sheets: ReadonlyArray<{ readonly __typename: 'FormerSheet', readonly holder: string, readonly title: string, readonly from: string | null, readonly to: string, readonly part: { readonly __typename: 'YearPart', readonly held: number, readonly of: number } | null, readonly sheet: { readonly __typename: 'TreeSheet', readonly code: string, readonly title: string, readonly score: { readonly __typename: 'Score', readonly achievement: number | null }, readonly objectives: ReadonlyArray<{ readonly __typename: 'TreeObjective', readonly code: string, readonly title: string, readonly score: { readonly __typename: 'Score', readonly achievement: number | null } }> }, readonly events: ReadonlyArray<{ readonly __typename: 'SheetEvent', readonly step: import('@traguardo/shared/sheets').SheetStep, readonly at: string, readonly remarks: string }>, readonly judgements: ReadonlyArray<{ readonly __typename: 'Judgement', readonly id: string, readonly score: number, readonly reason: string }> }> }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type FormerSheetFragment = { readonly __typename: 'FormerSheet', readonly holder: string, readonly title: string, readonly from: string | null, readonly to: string, readonly part: { readonly __typename: 'YearPart', readonly held: number, readonly of: number } | null, readonly sheet: { readonly __typename: 'TreeSheet', readonly code: string, readonly title: string, readonly score: { readonly __typename: 'Score', readonly achievement: number | null }, readonly objectives: ReadonlyArray<{ readonly __typename: 'TreeObjective', readonly code: string, readonly title: string, readonly score: { readonly __typename: 'Score', readonly achievement: number | null } }> }, readonly events: ReadonlyArray<{ readonly __typename: 'SheetEvent', readonly step: import('@traguardo/shared/sheets').SheetStep, readonly at: string, readonly remarks: string }>, readonly judgements: ReadonlyArray<{ readonly __typename: 'Judgement', readonly id: string, readonly score: number, readonly reason: string }> };

export const FormerSheetsDocument = "query FormerSheets($year:Int!){formerSheets(year:$year){__typename ...on FormerSheets{__typename years sheets{__typename ...FormerSheet}}...Refusal}}fragment FormerSheet on FormerSheet{__typename holder title from to part{__typename held of}sheet{__typename code title score{__typename achievement}objectives{__typename code title score{__typename achievement}}}events{__typename step at remarks}judgements{__typename id score reason}}fragment Refusal on Refusal{code params message}" as TypedDocument<FormerSheetsQuery, FormerSheetsQueryVariables>
