// Made from account.graphql and the schema of the server: `npm run api` writes it.
import type { TypedDocument } from '../api/typed-document'

type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** A browser that wants to be told (Web Push). */
export type PushSubscriptionInput = {
  readonly auth: string;
  readonly endpoint: string;
  readonly p256dh: string;
};

export type MySettingsQueryVariables = Exact<{ [key: string]: never; }>;

export type MySettingsQuery = { readonly mySettings:
    | { readonly __typename: 'OwnSettings', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly hasPassword: boolean, readonly recoveryLeft: number, readonly mail: 'each' | 'daily' | 'none', readonly feed: string | null, readonly pushKey: string | null, readonly sessions: ReadonlyArray<{ readonly __typename: 'OpenSession', readonly id: string, readonly agent: string, readonly since: string, readonly lastSeen: string, readonly isThis: boolean }>, readonly devices: ReadonlyArray<{ readonly __typename: 'OwnDevice', readonly id: string, readonly name: string, readonly lastSeen: string, readonly revokedAt: string | null }> }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type MySettingsSaveMutationVariables = Exact<{
  mail: string;
}>;

export type MySettingsSaveMutation = { readonly mySettingsSave:
    | { readonly __typename: 'OwnSettings', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly hasPassword: boolean, readonly recoveryLeft: number, readonly mail: 'each' | 'daily' | 'none', readonly feed: string | null, readonly pushKey: string | null, readonly sessions: ReadonlyArray<{ readonly __typename: 'OpenSession', readonly id: string, readonly agent: string, readonly since: string, readonly lastSeen: string, readonly isThis: boolean }>, readonly devices: ReadonlyArray<{ readonly __typename: 'OwnDevice', readonly id: string, readonly name: string, readonly lastSeen: string, readonly revokedAt: string | null }> }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type PasswordChangeMutationVariables = Exact<{
  current: string;
  password: string;
}>;

export type PasswordChangeMutation = { readonly passwordChange:
    | { readonly __typename: 'Done' }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type PasswordForgottenMutationVariables = Exact<{
  username: string;
}>;

export type PasswordForgottenMutation = { readonly passwordForgotten:
    | { readonly __typename: 'Done' }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type PasswordSetMutationVariables = Exact<{
  token: string;
  password: string;
}>;

export type PasswordSetMutation = { readonly passwordSet:
    | { readonly __typename: 'Done' }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type TotpBeginMutationVariables = Exact<{
  password?: string | null | undefined;
}>;

export type TotpBeginMutation = { readonly totpBegin:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'TotpOffer', readonly secret: string, readonly uri: string, readonly qr: string }
   };

export type TotpConfirmMutationVariables = Exact<{
  code: string;
}>;

export type TotpConfirmMutation = { readonly totpConfirm:
    | { readonly __typename: 'RecoveryCodes', readonly codes: ReadonlyArray<string> }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type TotpEndMutationVariables = Exact<{
  password: string;
}>;

export type TotpEndMutation = { readonly totpEnd:
    | { readonly __typename: 'Done' }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type RecoveryRenewMutationVariables = Exact<{
  password: string;
}>;

export type RecoveryRenewMutation = { readonly recoveryRenew:
    | { readonly __typename: 'RecoveryCodes', readonly codes: ReadonlyArray<string> }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type SessionConfirmMutationVariables = Exact<{
  password?: string | null | undefined;
  code?: string | null | undefined;
}>;

export type SessionConfirmMutation = { readonly sessionConfirm:
    | { readonly __typename: 'Done' }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type SessionRevokeMutationVariables = Exact<{
  id: string;
}>;

export type SessionRevokeMutation = { readonly sessionRevoke:
    | { readonly __typename: 'Done' }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type DeviceRevokeMutationVariables = Exact<{
  id: string;
}>;

export type DeviceRevokeMutation = { readonly deviceRevoke:
    | { readonly __typename: 'Done' }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type FeedRenewMutationVariables = Exact<{ [key: string]: never; }>;

export type FeedRenewMutation = { readonly feedRenew:
    | { readonly __typename: 'OwnSettings', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly hasPassword: boolean, readonly recoveryLeft: number, readonly mail: 'each' | 'daily' | 'none', readonly feed: string | null, readonly pushKey: string | null, readonly sessions: ReadonlyArray<{ readonly __typename: 'OpenSession', readonly id: string, readonly agent: string, readonly since: string, readonly lastSeen: string, readonly isThis: boolean }>, readonly devices: ReadonlyArray<{ readonly __typename: 'OwnDevice', readonly id: string, readonly name: string, readonly lastSeen: string, readonly revokedAt: string | null }> }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type PushSubscribeMutationVariables = Exact<{
  input: PushSubscriptionInput;
}>;

export type PushSubscribeMutation = { readonly pushSubscribe:
    | { readonly __typename: 'Done' }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type OwnSettingsFragment = { readonly __typename: 'OwnSettings', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly hasPassword: boolean, readonly recoveryLeft: number, readonly mail: 'each' | 'daily' | 'none', readonly feed: string | null, readonly pushKey: string | null, readonly sessions: ReadonlyArray<{ readonly __typename: 'OpenSession', readonly id: string, readonly agent: string, readonly since: string, readonly lastSeen: string, readonly isThis: boolean }>, readonly devices: ReadonlyArray<{ readonly __typename: 'OwnDevice', readonly id: string, readonly name: string, readonly lastSeen: string, readonly revokedAt: string | null }> };

export type RecoveryCodesFragment = { readonly __typename: 'RecoveryCodes', readonly codes: ReadonlyArray<string> };

export type TotpOfferFragment = { readonly __typename: 'TotpOffer', readonly secret: string, readonly uri: string, readonly qr: string };

export const MySettingsDocument = "query MySettings{mySettings{__typename ...OwnSettings ...Refusal}}fragment OwnSettings on OwnSettings{__typename username email totp hasPassword recoveryLeft mail feed pushKey sessions{__typename id agent since lastSeen isThis}devices{__typename id name lastSeen revokedAt}}fragment Refusal on Refusal{code params message}" as TypedDocument<MySettingsQuery, MySettingsQueryVariables>

export const MySettingsSaveDocument = "mutation MySettingsSave($mail:String!){mySettingsSave(input:{mail:$mail}){__typename ...OwnSettings ...Refusal}}fragment OwnSettings on OwnSettings{__typename username email totp hasPassword recoveryLeft mail feed pushKey sessions{__typename id agent since lastSeen isThis}devices{__typename id name lastSeen revokedAt}}fragment Refusal on Refusal{code params message}" as TypedDocument<MySettingsSaveMutation, MySettingsSaveMutationVariables>

export const PasswordChangeDocument = "mutation PasswordChange($current:String!$password:String!){passwordChange(current:$current password:$password){__typename ...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<PasswordChangeMutation, PasswordChangeMutationVariables>

export const PasswordForgottenDocument = "mutation PasswordForgotten($username:String!){passwordForgotten(username:$username){__typename ...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<PasswordForgottenMutation, PasswordForgottenMutationVariables>

export const PasswordSetDocument = "mutation PasswordSet($token:String!$password:String!){passwordSet(token:$token password:$password){__typename ...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<PasswordSetMutation, PasswordSetMutationVariables>

export const TotpBeginDocument = "mutation TotpBegin($password:String){totpBegin(password:$password){__typename ...TotpOffer ...Refusal}}fragment TotpOffer on TotpOffer{__typename secret uri qr}fragment Refusal on Refusal{code params message}" as TypedDocument<TotpBeginMutation, TotpBeginMutationVariables>

export const TotpConfirmDocument = "mutation TotpConfirm($code:String!){totpConfirm(code:$code){__typename ...RecoveryCodes ...Refusal}}fragment RecoveryCodes on RecoveryCodes{__typename codes}fragment Refusal on Refusal{code params message}" as TypedDocument<TotpConfirmMutation, TotpConfirmMutationVariables>

export const TotpEndDocument = "mutation TotpEnd($password:String!){totpEnd(password:$password){__typename ...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<TotpEndMutation, TotpEndMutationVariables>

export const RecoveryRenewDocument = "mutation RecoveryRenew($password:String!){recoveryRenew(password:$password){__typename ...RecoveryCodes ...Refusal}}fragment RecoveryCodes on RecoveryCodes{__typename codes}fragment Refusal on Refusal{code params message}" as TypedDocument<RecoveryRenewMutation, RecoveryRenewMutationVariables>

export const SessionConfirmDocument = "mutation SessionConfirm($password:String$code:String){sessionConfirm(password:$password code:$code){__typename ...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<SessionConfirmMutation, SessionConfirmMutationVariables>

export const SessionRevokeDocument = "mutation SessionRevoke($id:String!){sessionRevoke(id:$id){__typename ...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<SessionRevokeMutation, SessionRevokeMutationVariables>

export const DeviceRevokeDocument = "mutation DeviceRevoke($id:String!){deviceRevoke(id:$id){__typename ...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<DeviceRevokeMutation, DeviceRevokeMutationVariables>

export const FeedRenewDocument = "mutation FeedRenew{feedRenew{__typename ...OwnSettings ...Refusal}}fragment OwnSettings on OwnSettings{__typename username email totp hasPassword recoveryLeft mail feed pushKey sessions{__typename id agent since lastSeen isThis}devices{__typename id name lastSeen revokedAt}}fragment Refusal on Refusal{code params message}" as TypedDocument<FeedRenewMutation, FeedRenewMutationVariables>

export const PushSubscribeDocument = "mutation PushSubscribe($input:PushSubscriptionInput!){pushSubscribe(input:$input){__typename ...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<PushSubscribeMutation, PushSubscribeMutationVariables>
