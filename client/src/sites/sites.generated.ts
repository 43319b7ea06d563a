// Made from sites.graphql and the schema of the server: `npm run api` writes it.
import type { TypedDocument } from '../api/typed-document'

type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type SitesQueryVariables = Exact<{
  body: string;
}>;

export type SitesQuery = { readonly sites:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'SiteList', readonly evidence: { readonly __typename: 'WaitingEvidence', readonly files: number, readonly oldest: string | null }, readonly sites: ReadonlyArray<{ readonly __typename: 'Site', readonly id: string, readonly name: string, readonly units: ReadonlyArray<string>, readonly createdAt: string, readonly revokedAt: string | null, readonly lastSeen: string | null, readonly waiting: number, readonly files: number | null, readonly refused: number, readonly trouble: { readonly __typename: 'SiteTrouble', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string, readonly since: string } | null }> }
   };

export type SiteCreateMutationVariables = Exact<{
  body: string;
  name: string;
  units: ReadonlyArray<string> | string;
  head: string;
}>;

export type SiteCreateMutation = { readonly siteCreate:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'SiteCredential', readonly fileName: string, readonly text: string }
   };

export type SiteChangeMutationVariables = Exact<{
  body: string;
  id: string;
  name: string;
  units: ReadonlyArray<string> | string;
}>;

export type SiteChangeMutation = { readonly siteChange:
    | { readonly __typename: 'Done' }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type SiteRevokeMutationVariables = Exact<{
  body: string;
  id: string;
}>;

export type SiteRevokeMutation = { readonly siteRevoke:
    | { readonly __typename: 'Done' }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type SiteExchangeMutationVariables = Exact<{
  envelope: string;
}>;

export type SiteExchangeMutation = { readonly siteExchange:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'SiteEnvelope', readonly envelope: string }
   };

export type SiteRequestQueryVariables = Exact<{ [key: string]: never; }>;

export type SiteRequestQuery = { readonly siteRequest:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'SiteEnvelope', readonly envelope: string }
   };

export type SiteStatusQueryVariables = Exact<{ [key: string]: never; }>;

export type SiteStatusQuery = { readonly siteStatus:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'SiteStatus', readonly name: string, readonly head: string, readonly lastSync: string | null, readonly lastTry: string | null, readonly error: string | null, readonly errorCode: string | null, readonly errorParams: import('@traguardo/shared/refusals').RefusalParams | null, readonly waiting: number, readonly files: number, readonly refused: number }
   };

export type SiteSyncMutationVariables = Exact<{ [key: string]: never; }>;

export type SiteSyncMutation = { readonly siteSync:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'SiteStatus', readonly name: string, readonly head: string, readonly lastSync: string | null, readonly lastTry: string | null, readonly error: string | null, readonly errorCode: string | null, readonly errorParams: import('@traguardo/shared/refusals').RefusalParams | null, readonly waiting: number, readonly files: number, readonly refused: number }
   };

export type SiteTakeMutationVariables = Exact<{
  envelope: string;
}>;

export type SiteTakeMutation = { readonly siteTake:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'SiteStatus', readonly name: string, readonly head: string, readonly lastSync: string | null, readonly lastTry: string | null, readonly error: string | null, readonly errorCode: string | null, readonly errorParams: import('@traguardo/shared/refusals').RefusalParams | null, readonly waiting: number, readonly files: number, readonly refused: number }
   };

export type WaitingEvidenceFragment = { readonly __typename: 'WaitingEvidence', readonly files: number, readonly oldest: string | null };

export type SiteFragment = { readonly __typename: 'Site', readonly id: string, readonly name: string, readonly units: ReadonlyArray<string>, readonly createdAt: string, readonly revokedAt: string | null, readonly lastSeen: string | null, readonly waiting: number, readonly files: number | null, readonly refused: number, readonly trouble: { readonly __typename: 'SiteTrouble', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string, readonly since: string } | null };

export type SiteStatusFragment = { readonly __typename: 'SiteStatus', readonly name: string, readonly head: string, readonly lastSync: string | null, readonly lastTry: string | null, readonly error: string | null, readonly errorCode: string | null, readonly errorParams: import('@traguardo/shared/refusals').RefusalParams | null, readonly waiting: number, readonly files: number, readonly refused: number };

export type SiteEnvelopeFragment = { readonly __typename: 'SiteEnvelope', readonly envelope: string };

export const SitesDocument = "query Sites($body:String!){sites(body:$body){__typename ...on SiteList{__typename evidence{__typename ...WaitingEvidence}sites{__typename ...Site}}...Refusal}}fragment WaitingEvidence on WaitingEvidence{__typename files oldest}fragment Site on Site{__typename id name units createdAt revokedAt lastSeen waiting files refused trouble{__typename code params message since}}fragment Refusal on Refusal{code params message}" as TypedDocument<SitesQuery, SitesQueryVariables>

export const SiteCreateDocument = "mutation SiteCreate($body:String!$name:String!$units:[String!]!$head:String!){siteCreate(body:$body name:$name units:$units head:$head){__typename ...on SiteCredential{__typename fileName text}...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<SiteCreateMutation, SiteCreateMutationVariables>

export const SiteChangeDocument = "mutation SiteChange($body:String!$id:ID!$name:String!$units:[String!]!){siteChange(body:$body id:$id name:$name units:$units){__typename ...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<SiteChangeMutation, SiteChangeMutationVariables>

export const SiteRevokeDocument = "mutation SiteRevoke($body:String!$id:ID!){siteRevoke(body:$body id:$id){__typename ...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<SiteRevokeMutation, SiteRevokeMutationVariables>

export const SiteExchangeDocument = "mutation SiteExchange($envelope:String!){siteExchange(envelope:$envelope){__typename ...SiteEnvelope ...Refusal}}fragment SiteEnvelope on SiteEnvelope{__typename envelope}fragment Refusal on Refusal{code params message}" as TypedDocument<SiteExchangeMutation, SiteExchangeMutationVariables>

export const SiteRequestDocument = "query SiteRequest{siteRequest{__typename ...SiteEnvelope ...Refusal}}fragment SiteEnvelope on SiteEnvelope{__typename envelope}fragment Refusal on Refusal{code params message}" as TypedDocument<SiteRequestQuery, SiteRequestQueryVariables>

export const SiteStatusDocument = "query SiteStatus{siteStatus{__typename ...SiteStatus ...Refusal}}fragment SiteStatus on SiteStatus{__typename name head lastSync lastTry error errorCode errorParams waiting files refused}fragment Refusal on Refusal{code params message}" as TypedDocument<SiteStatusQuery, SiteStatusQueryVariables>

export const SiteSyncDocument = "mutation SiteSync{siteSync{__typename ...SiteStatus ...Refusal}}fragment SiteStatus on SiteStatus{__typename name head lastSync lastTry error errorCode errorParams waiting files refused}fragment Refusal on Refusal{code params message}" as TypedDocument<SiteSyncMutation, SiteSyncMutationVariables>

export const SiteTakeDocument = "mutation SiteTake($envelope:String!){siteTake(envelope:$envelope){__typename ...SiteStatus ...Refusal}}fragment SiteStatus on SiteStatus{__typename name head lastSync lastTry error errorCode errorParams waiting files refused}fragment Refusal on Refusal{code params message}" as TypedDocument<SiteTakeMutation, SiteTakeMutationVariables>
