// Made from sign-in.graphql and the schema of the server: `npm run api` writes it.
import type { TypedDocument } from '../api/typed-document'

type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type SetupInput = {
  readonly bodyCode: string;
  readonly bodyName: string;
  readonly password: string;
  /** How the controller is called: "Controllo di gestione". */
  readonly title: string;
  readonly username: string;
};

export type SignInMutationVariables = Exact<{
  username: string;
  password: string;
  code?: string | null | undefined;
}>;

export type SignInMutation = { readonly signIn:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'Session', readonly person: string, readonly username: string, readonly title: string, readonly body: string, readonly bodyName: string, readonly now: string, readonly deviceKey: string, readonly roles: ReadonlyArray<{ readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean | null }>, readonly positions: ReadonlyArray<{ readonly person: string, readonly title: string, readonly body: string, readonly bodyName: string }> }
   };

export type SignInConfirmMutationVariables = Exact<{
  code: string;
}>;

export type SignInConfirmMutation = { readonly signInConfirm:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'Session', readonly person: string, readonly username: string, readonly title: string, readonly body: string, readonly bodyName: string, readonly now: string, readonly deviceKey: string, readonly roles: ReadonlyArray<{ readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean | null }>, readonly positions: ReadonlyArray<{ readonly person: string, readonly title: string, readonly body: string, readonly bodyName: string }> }
   };

export type SetupMutationVariables = Exact<{
  input: SetupInput;
}>;

export type SetupMutation = { readonly setup:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'Session', readonly person: string, readonly username: string, readonly title: string, readonly body: string, readonly bodyName: string, readonly now: string, readonly deviceKey: string, readonly roles: ReadonlyArray<{ readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean | null }>, readonly positions: ReadonlyArray<{ readonly person: string, readonly title: string, readonly body: string, readonly bodyName: string }> }
   };

export type BodySwitchMutationVariables = Exact<{
  to: string;
}>;

export type BodySwitchMutation = { readonly bodySwitch:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'Session', readonly person: string, readonly username: string, readonly title: string, readonly body: string, readonly bodyName: string, readonly now: string, readonly deviceKey: string, readonly roles: ReadonlyArray<{ readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean | null }>, readonly positions: ReadonlyArray<{ readonly person: string, readonly title: string, readonly body: string, readonly bodyName: string }> }
   };

type SignedIn_Refusal_Fragment = { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string };

type SignedIn_Session_Fragment = { readonly __typename: 'Session', readonly person: string, readonly username: string, readonly title: string, readonly body: string, readonly bodyName: string, readonly now: string, readonly deviceKey: string, readonly roles: ReadonlyArray<{ readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean | null }>, readonly positions: ReadonlyArray<{ readonly person: string, readonly title: string, readonly body: string, readonly bodyName: string }> };

export type SignedInFragment =
  | SignedIn_Refusal_Fragment
  | SignedIn_Session_Fragment
;

export const SignInDocument = "mutation SignIn($username:String!$password:String!$code:String){signIn(username:$username password:$password code:$code){__typename ...SignedIn}}fragment SignedIn on SignInResult{__typename ...Session ...Refusal}fragment Session on Session{person username title body bodyName now roles{role unit from to deputy}positions{person title body bodyName}deviceKey}fragment Refusal on Refusal{code params message}" as TypedDocument<SignInMutation, SignInMutationVariables>

export const SignInConfirmDocument = "mutation SignInConfirm($code:String!){signInConfirm(code:$code){__typename ...SignedIn}}fragment SignedIn on SignInResult{__typename ...Session ...Refusal}fragment Session on Session{person username title body bodyName now roles{role unit from to deputy}positions{person title body bodyName}deviceKey}fragment Refusal on Refusal{code params message}" as TypedDocument<SignInConfirmMutation, SignInConfirmMutationVariables>

export const SetupDocument = "mutation Setup($input:SetupInput!){setup(input:$input){__typename ...SignedIn}}fragment SignedIn on SignInResult{__typename ...Session ...Refusal}fragment Session on Session{person username title body bodyName now roles{role unit from to deputy}positions{person title body bodyName}deviceKey}fragment Refusal on Refusal{code params message}" as TypedDocument<SetupMutation, SetupMutationVariables>

export const BodySwitchDocument = "mutation BodySwitch($to:String!){bodySwitch(to:$to){__typename ...SignedIn}}fragment SignedIn on SignInResult{__typename ...Session ...Refusal}fragment Session on Session{person username title body bodyName now roles{role unit from to deputy}positions{person title body bodyName}deviceKey}fragment Refusal on Refusal{code params message}" as TypedDocument<BodySwitchMutation, BodySwitchMutationVariables>
