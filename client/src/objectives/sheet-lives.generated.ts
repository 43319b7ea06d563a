// Made from sheet-lives.graphql and the schema of the server: `npm run api` writes it.
import type { TypedDocument } from '../api/typed-document'

type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type SheetLivesQueryVariables = Exact<{
  body: string;
  year: number;
}>;

export type SheetLivesQuery = { readonly sheetLives:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'SheetLives', readonly events: ReadonlyArray<{ readonly __typename: 'SheetEvent', readonly sheet: string, readonly holder: string | null, readonly step: import('@traguardo/shared/sheets').SheetStep, readonly person: string, readonly at: string, readonly remarks: string }>, readonly holders: ReadonlyArray<{ readonly __typename: 'SheetHolder', readonly sheet: string, readonly holder: string, readonly from: string | null, readonly to: string | null, readonly isNow: boolean, readonly isOver: boolean, readonly part: { readonly __typename: 'YearPart', readonly held: number, readonly of: number } | null }>, readonly judgements: ReadonlyArray<{ readonly __typename: 'Judgement', readonly id: string, readonly holder: string | null, readonly year: number, readonly about: string, readonly score: number, readonly reason: string, readonly askedBy: string, readonly decidedBy: string | null, readonly decision: 'approved' | 'refused' | null, readonly answer: string | null }> }
   };

export type SheetStepMutationVariables = Exact<{
  year: number;
  sheet: string;
  step: string;
  remarks: string;
  holder?: string | null | undefined;
}>;

export type SheetStepMutation = { readonly sheetStep:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'SheetLives', readonly events: ReadonlyArray<{ readonly __typename: 'SheetEvent', readonly sheet: string, readonly holder: string | null, readonly step: import('@traguardo/shared/sheets').SheetStep, readonly person: string, readonly at: string, readonly remarks: string }>, readonly holders: ReadonlyArray<{ readonly __typename: 'SheetHolder', readonly sheet: string, readonly holder: string, readonly from: string | null, readonly to: string | null, readonly isNow: boolean, readonly isOver: boolean, readonly part: { readonly __typename: 'YearPart', readonly held: number, readonly of: number } | null }>, readonly judgements: ReadonlyArray<{ readonly __typename: 'Judgement', readonly id: string, readonly holder: string | null, readonly year: number, readonly about: string, readonly score: number, readonly reason: string, readonly askedBy: string, readonly decidedBy: string | null, readonly decision: 'approved' | 'refused' | null, readonly answer: string | null }> }
   };

export type JudgementAskMutationVariables = Exact<{
  year: number;
  about: string;
  score: number;
  reason: string;
  holder?: string | null | undefined;
}>;

export type JudgementAskMutation = { readonly judgementAsk:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'SheetLives', readonly events: ReadonlyArray<{ readonly __typename: 'SheetEvent', readonly sheet: string, readonly holder: string | null, readonly step: import('@traguardo/shared/sheets').SheetStep, readonly person: string, readonly at: string, readonly remarks: string }>, readonly holders: ReadonlyArray<{ readonly __typename: 'SheetHolder', readonly sheet: string, readonly holder: string, readonly from: string | null, readonly to: string | null, readonly isNow: boolean, readonly isOver: boolean, readonly part: { readonly __typename: 'YearPart', readonly held: number, readonly of: number } | null }>, readonly judgements: ReadonlyArray<{ readonly __typename: 'Judgement', readonly id: string, readonly holder: string | null, readonly year: number, readonly about: string, readonly score: number, readonly reason: string, readonly askedBy: string, readonly decidedBy: string | null, readonly decision: 'approved' | 'refused' | null, readonly answer: string | null }> }
   };

export type JudgementDecideMutationVariables = Exact<{
  id: string;
  approve: boolean;
  answer: string;
}>;

export type JudgementDecideMutation = { readonly judgementDecide:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'SheetLives', readonly events: ReadonlyArray<{ readonly __typename: 'SheetEvent', readonly sheet: string, readonly holder: string | null, readonly step: import('@traguardo/shared/sheets').SheetStep, readonly person: string, readonly at: string, readonly remarks: string }>, readonly holders: ReadonlyArray<{ readonly __typename: 'SheetHolder', readonly sheet: string, readonly holder: string, readonly from: string | null, readonly to: string | null, readonly isNow: boolean, readonly isOver: boolean, readonly part: { readonly __typename: 'YearPart', readonly held: number, readonly of: number } | null }>, readonly judgements: ReadonlyArray<{ readonly __typename: 'Judgement', readonly id: string, readonly holder: string | null, readonly year: number, readonly about: string, readonly score: number, readonly reason: string, readonly askedBy: string, readonly decidedBy: string | null, readonly decision: 'approved' | 'refused' | null, readonly answer: string | null }> }
   };

export type SheetLivesFragment = { readonly __typename: 'SheetLives', readonly events: ReadonlyArray<{ readonly __typename: 'SheetEvent', readonly sheet: string, readonly holder: string | null, readonly step: import('@traguardo/shared/sheets').SheetStep, readonly person: string, readonly at: string, readonly remarks: string }>, readonly holders: ReadonlyArray<{ readonly __typename: 'SheetHolder', readonly sheet: string, readonly holder: string, readonly from: string | null, readonly to: string | null, readonly isNow: boolean, readonly isOver: boolean, readonly part: { readonly __typename: 'YearPart', readonly held: number, readonly of: number } | null }>, readonly judgements: ReadonlyArray<{ readonly __typename: 'Judgement', readonly id: string, readonly holder: string | null, readonly year: number, readonly about: string, readonly score: number, readonly reason: string, readonly askedBy: string, readonly decidedBy: string | null, readonly decision: 'approved' | 'refused' | null, readonly answer: string | null }> };

export type SheetHolderFragment = { readonly __typename: 'SheetHolder', readonly sheet: string, readonly holder: string, readonly from: string | null, readonly to: string | null, readonly isNow: boolean, readonly isOver: boolean, readonly part: { readonly __typename: 'YearPart', readonly held: number, readonly of: number } | null };

export type JudgementFragment = { readonly __typename: 'Judgement', readonly id: string, readonly holder: string | null, readonly year: number, readonly about: string, readonly score: number, readonly reason: string, readonly askedBy: string, readonly decidedBy: string | null, readonly decision: 'approved' | 'refused' | null, readonly answer: string | null };

export const SheetLivesDocument = "query SheetLives($body:String!$year:Int!){sheetLives(body:$body year:$year){__typename ...SheetLives ...Refusal}}fragment SheetLives on SheetLives{__typename events{__typename sheet holder step person at remarks}holders{__typename ...SheetHolder}judgements{__typename ...Judgement}}fragment SheetHolder on SheetHolder{__typename sheet holder from to isNow isOver part{__typename held of}}fragment Judgement on Judgement{__typename id holder year about score reason askedBy decidedBy decision answer}fragment Refusal on Refusal{code params message}" as TypedDocument<SheetLivesQuery, SheetLivesQueryVariables>

export const SheetStepDocument = "mutation SheetStep($year:Int!$sheet:String!$step:String!$remarks:String!$holder:String){sheetStep(year:$year sheet:$sheet step:$step remarks:$remarks holder:$holder){__typename ...SheetLives ...Refusal}}fragment SheetLives on SheetLives{__typename events{__typename sheet holder step person at remarks}holders{__typename ...SheetHolder}judgements{__typename ...Judgement}}fragment SheetHolder on SheetHolder{__typename sheet holder from to isNow isOver part{__typename held of}}fragment Judgement on Judgement{__typename id holder year about score reason askedBy decidedBy decision answer}fragment Refusal on Refusal{code params message}" as TypedDocument<SheetStepMutation, SheetStepMutationVariables>

export const JudgementAskDocument = "mutation JudgementAsk($year:Int!$about:String!$score:Float!$reason:String!$holder:String){judgementAsk(year:$year about:$about score:$score reason:$reason holder:$holder){__typename ...SheetLives ...Refusal}}fragment SheetLives on SheetLives{__typename events{__typename sheet holder step person at remarks}holders{__typename ...SheetHolder}judgements{__typename ...Judgement}}fragment SheetHolder on SheetHolder{__typename sheet holder from to isNow isOver part{__typename held of}}fragment Judgement on Judgement{__typename id holder year about score reason askedBy decidedBy decision answer}fragment Refusal on Refusal{code params message}" as TypedDocument<JudgementAskMutation, JudgementAskMutationVariables>

export const JudgementDecideDocument = "mutation JudgementDecide($id:String!$approve:Boolean!$answer:String!){judgementDecide(id:$id approve:$approve answer:$answer){__typename ...SheetLives ...Refusal}}fragment SheetLives on SheetLives{__typename events{__typename sheet holder step person at remarks}holders{__typename ...SheetHolder}judgements{__typename ...Judgement}}fragment SheetHolder on SheetHolder{__typename sheet holder from to isNow isOver part{__typename held of}}fragment Judgement on Judgement{__typename id holder year about score reason askedBy decidedBy decision answer}fragment Refusal on Refusal{code params message}" as TypedDocument<JudgementDecideMutation, JudgementDecideMutationVariables>
