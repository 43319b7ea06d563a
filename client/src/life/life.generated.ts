// Made from life.graphql and the schema of the server: `npm run api` writes it.
import type { TypedDocument } from '../api/typed-document'

type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type ActInput = {
  readonly date: string;
  readonly number: string;
  readonly organ: string;
};

export type PlanLifeQueryVariables = Exact<{
  body: string;
}>;

export type PlanLifeQuery = { readonly planLife:
    | { readonly __typename: 'PlanLife', readonly versions: ReadonlyArray<{ readonly __typename: 'PlanVersion', readonly id: string, readonly firstYear: number, readonly lastYear: number, readonly version: number, readonly inForceFrom: string | null, readonly adoptedAt: string | null, readonly isInForce: boolean, readonly act: { readonly __typename: 'Act', readonly organ: string, readonly number: string | null, readonly date: string | null, readonly printed: string } | null }>, readonly drafts: ReadonlyArray<{ readonly __typename: 'PlanDraftInfo', readonly firstYear: number, readonly lastYear: number, readonly hash: string, readonly person: string, readonly changedAt: string, readonly isRevision: boolean }> }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type DraftBeginMutationVariables = Exact<{
  firstYear: number;
  lastYear: number;
  forNextYears: boolean;
}>;

export type DraftBeginMutation = { readonly draftBegin:
    | { readonly __typename: 'PlanDraft', readonly firstYear: number, readonly lastYear: number, readonly hash: string, readonly person: string, readonly changedAt: string, readonly isRevision: boolean, readonly document: import('@traguardo/shared/model').Plan, readonly base: import('@traguardo/shared/model').Plan | null }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type DraftSaveMutationVariables = Exact<{
  document: unknown;
  seen: string;
}>;

export type DraftSaveMutation = { readonly draftSave:
    | { readonly __typename: 'PlanDraft', readonly firstYear: number, readonly lastYear: number, readonly hash: string, readonly person: string, readonly changedAt: string, readonly isRevision: boolean, readonly document: import('@traguardo/shared/model').Plan, readonly base: import('@traguardo/shared/model').Plan | null }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type DraftDiscardMutationVariables = Exact<{
  firstYear: number;
  lastYear: number;
}>;

export type DraftDiscardMutation = { readonly draftDiscard:
    | { readonly __typename: 'Done' }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type PlanAdoptMutationVariables = Exact<{
  firstYear: number;
  lastYear: number;
  seen: string;
  act: ActInput;
}>;

export type PlanAdoptMutation = { readonly planAdopt:
    | { readonly __typename: 'Done' }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type PlanVersionFragment = { readonly __typename: 'PlanVersion', readonly id: string, readonly firstYear: number, readonly lastYear: number, readonly version: number, readonly inForceFrom: string | null, readonly adoptedAt: string | null, readonly isInForce: boolean, readonly act: { readonly __typename: 'Act', readonly organ: string, readonly number: string | null, readonly date: string | null, readonly printed: string } | null };

export type DraftInfoFragment = { readonly __typename: 'PlanDraftInfo', readonly firstYear: number, readonly lastYear: number, readonly hash: string, readonly person: string, readonly changedAt: string, readonly isRevision: boolean };

export type DraftFragment = { readonly __typename: 'PlanDraft', readonly firstYear: number, readonly lastYear: number, readonly hash: string, readonly person: string, readonly changedAt: string, readonly isRevision: boolean, readonly document: import('@traguardo/shared/model').Plan, readonly base: import('@traguardo/shared/model').Plan | null };

export const PlanLifeDocument = "query PlanLife($body:String!){planLife(body:$body){__typename ...on PlanLife{__typename versions{__typename ...PlanVersion}drafts{__typename ...DraftInfo}}...Refusal}}fragment PlanVersion on PlanVersion{__typename id firstYear lastYear version inForceFrom adoptedAt isInForce act{__typename organ number date printed}}fragment DraftInfo on PlanDraftInfo{__typename firstYear lastYear hash person changedAt isRevision}fragment Refusal on Refusal{code params message}" as TypedDocument<PlanLifeQuery, PlanLifeQueryVariables>

export const DraftBeginDocument = "mutation DraftBegin($firstYear:Int!$lastYear:Int!$forNextYears:Boolean!){draftBegin(firstYear:$firstYear lastYear:$lastYear forNextYears:$forNextYears){__typename ...Draft ...Refusal}}fragment Draft on PlanDraft{__typename firstYear lastYear hash person changedAt isRevision document base}fragment Refusal on Refusal{code params message}" as TypedDocument<DraftBeginMutation, DraftBeginMutationVariables>

export const DraftSaveDocument = "mutation DraftSave($document:Json!$seen:String!){draftSave(document:$document seen:$seen){__typename ...Draft ...Refusal}}fragment Draft on PlanDraft{__typename firstYear lastYear hash person changedAt isRevision document base}fragment Refusal on Refusal{code params message}" as TypedDocument<DraftSaveMutation, DraftSaveMutationVariables>

export const DraftDiscardDocument = "mutation DraftDiscard($firstYear:Int!$lastYear:Int!){draftDiscard(firstYear:$firstYear lastYear:$lastYear){__typename ...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<DraftDiscardMutation, DraftDiscardMutationVariables>

export const PlanAdoptDocument = "mutation PlanAdopt($firstYear:Int!$lastYear:Int!$seen:String!$act:ActInput!){planAdopt(firstYear:$firstYear lastYear:$lastYear seen:$seen act:$act){__typename ...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<PlanAdoptMutation, PlanAdoptMutationVariables>
