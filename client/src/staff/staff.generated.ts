// Made from staff.graphql and the schema of the server: `npm run api` writes it.
import type { TypedDocument } from '../api/typed-document'

type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type GrantInput = {
  readonly deputy: boolean;
  readonly from?: string | null | undefined;
  readonly person: string;
  readonly role: string;
  readonly to?: string | null | undefined;
  readonly unit: string;
};

export type HolderInput = {
  readonly from?: string | null | undefined;
  /** Does whoever holds it on the first day end the day before? */
  readonly handOver: boolean;
  readonly name?: string | null | undefined;
  readonly person: string;
  readonly to?: string | null | undefined;
  /** An account that holds or held a position of this body; others are invited. */
  readonly username?: string | null | undefined;
};

export type PeopleQueryVariables = Exact<{
  body: string;
}>;

export type PeopleQuery = { readonly people:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'Staff', readonly people: ReadonlyArray<{ readonly __typename: 'StaffPerson', readonly code: string, readonly title: string, readonly grants: ReadonlyArray<{ readonly __typename: 'Grant', readonly id: string, readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean, readonly byPlan: boolean }>, readonly holders: ReadonlyArray<{ readonly __typename: 'Holder', readonly id: string, readonly name: string | null, readonly username: string | null, readonly from: string | null, readonly to: string | null, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly units: ReadonlyArray<{ readonly __typename: 'StaffUnit', readonly code: string, readonly name: string, readonly from: string | null, readonly to: string | null }> }
   };

export type PersonSaveMutationVariables = Exact<{
  code: string;
  title: string;
}>;

export type PersonSaveMutation = { readonly personSave:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'Staff', readonly people: ReadonlyArray<{ readonly __typename: 'StaffPerson', readonly code: string, readonly title: string, readonly grants: ReadonlyArray<{ readonly __typename: 'Grant', readonly id: string, readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean, readonly byPlan: boolean }>, readonly holders: ReadonlyArray<{ readonly __typename: 'Holder', readonly id: string, readonly name: string | null, readonly username: string | null, readonly from: string | null, readonly to: string | null, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly units: ReadonlyArray<{ readonly __typename: 'StaffUnit', readonly code: string, readonly name: string, readonly from: string | null, readonly to: string | null }> }
   };

export type GrantGiveMutationVariables = Exact<{
  input: GrantInput;
}>;

export type GrantGiveMutation = { readonly grantGive:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'Staff', readonly people: ReadonlyArray<{ readonly __typename: 'StaffPerson', readonly code: string, readonly title: string, readonly grants: ReadonlyArray<{ readonly __typename: 'Grant', readonly id: string, readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean, readonly byPlan: boolean }>, readonly holders: ReadonlyArray<{ readonly __typename: 'Holder', readonly id: string, readonly name: string | null, readonly username: string | null, readonly from: string | null, readonly to: string | null, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly units: ReadonlyArray<{ readonly __typename: 'StaffUnit', readonly code: string, readonly name: string, readonly from: string | null, readonly to: string | null }> }
   };

export type GrantEndMutationVariables = Exact<{
  id: string;
  lastDay: string;
}>;

export type GrantEndMutation = { readonly grantEnd:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'Staff', readonly people: ReadonlyArray<{ readonly __typename: 'StaffPerson', readonly code: string, readonly title: string, readonly grants: ReadonlyArray<{ readonly __typename: 'Grant', readonly id: string, readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean, readonly byPlan: boolean }>, readonly holders: ReadonlyArray<{ readonly __typename: 'Holder', readonly id: string, readonly name: string | null, readonly username: string | null, readonly from: string | null, readonly to: string | null, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly units: ReadonlyArray<{ readonly __typename: 'StaffUnit', readonly code: string, readonly name: string, readonly from: string | null, readonly to: string | null }> }
   };

export type AccountSwitchMutationVariables = Exact<{
  username: string;
  on: boolean;
}>;

export type AccountSwitchMutation = { readonly accountSwitch:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'Staff', readonly people: ReadonlyArray<{ readonly __typename: 'StaffPerson', readonly code: string, readonly title: string, readonly grants: ReadonlyArray<{ readonly __typename: 'Grant', readonly id: string, readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean, readonly byPlan: boolean }>, readonly holders: ReadonlyArray<{ readonly __typename: 'Holder', readonly id: string, readonly name: string | null, readonly username: string | null, readonly from: string | null, readonly to: string | null, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly units: ReadonlyArray<{ readonly __typename: 'StaffUnit', readonly code: string, readonly name: string, readonly from: string | null, readonly to: string | null }> }
   };

export type AccountUnlinkMutationVariables = Exact<{
  person: string;
}>;

export type AccountUnlinkMutation = { readonly accountUnlink:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'Staff', readonly people: ReadonlyArray<{ readonly __typename: 'StaffPerson', readonly code: string, readonly title: string, readonly grants: ReadonlyArray<{ readonly __typename: 'Grant', readonly id: string, readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean, readonly byPlan: boolean }>, readonly holders: ReadonlyArray<{ readonly __typename: 'Holder', readonly id: string, readonly name: string | null, readonly username: string | null, readonly from: string | null, readonly to: string | null, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly units: ReadonlyArray<{ readonly __typename: 'StaffUnit', readonly code: string, readonly name: string, readonly from: string | null, readonly to: string | null }> }
   };

export type FactorEndMutationVariables = Exact<{
  username: string;
  reason: string;
}>;

export type FactorEndMutation = { readonly factorEnd:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'Staff', readonly people: ReadonlyArray<{ readonly __typename: 'StaffPerson', readonly code: string, readonly title: string, readonly grants: ReadonlyArray<{ readonly __typename: 'Grant', readonly id: string, readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean, readonly byPlan: boolean }>, readonly holders: ReadonlyArray<{ readonly __typename: 'Holder', readonly id: string, readonly name: string | null, readonly username: string | null, readonly from: string | null, readonly to: string | null, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly units: ReadonlyArray<{ readonly __typename: 'StaffUnit', readonly code: string, readonly name: string, readonly from: string | null, readonly to: string | null }> }
   };

export type AccountInviteMutationVariables = Exact<{
  person: string;
  username: string;
  email: string;
  holder?: string | null | undefined;
}>;

export type AccountInviteMutation = { readonly accountInvite:
    | { readonly __typename: 'Invitation', readonly username: string, readonly mailed: boolean, readonly link: string | null }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type HolderAddMutationVariables = Exact<{
  input: HolderInput;
}>;

export type HolderAddMutation = { readonly holderAdd:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'Staff', readonly people: ReadonlyArray<{ readonly __typename: 'StaffPerson', readonly code: string, readonly title: string, readonly grants: ReadonlyArray<{ readonly __typename: 'Grant', readonly id: string, readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean, readonly byPlan: boolean }>, readonly holders: ReadonlyArray<{ readonly __typename: 'Holder', readonly id: string, readonly name: string | null, readonly username: string | null, readonly from: string | null, readonly to: string | null, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly units: ReadonlyArray<{ readonly __typename: 'StaffUnit', readonly code: string, readonly name: string, readonly from: string | null, readonly to: string | null }> }
   };

export type HolderBeginMutationVariables = Exact<{
  id: string;
  firstDay?: string | null | undefined;
}>;

export type HolderBeginMutation = { readonly holderBegin:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'Staff', readonly people: ReadonlyArray<{ readonly __typename: 'StaffPerson', readonly code: string, readonly title: string, readonly grants: ReadonlyArray<{ readonly __typename: 'Grant', readonly id: string, readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean, readonly byPlan: boolean }>, readonly holders: ReadonlyArray<{ readonly __typename: 'Holder', readonly id: string, readonly name: string | null, readonly username: string | null, readonly from: string | null, readonly to: string | null, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly units: ReadonlyArray<{ readonly __typename: 'StaffUnit', readonly code: string, readonly name: string, readonly from: string | null, readonly to: string | null }> }
   };

export type HolderEndMutationVariables = Exact<{
  id: string;
  lastDay?: string | null | undefined;
}>;

export type HolderEndMutation = { readonly holderEnd:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'Staff', readonly people: ReadonlyArray<{ readonly __typename: 'StaffPerson', readonly code: string, readonly title: string, readonly grants: ReadonlyArray<{ readonly __typename: 'Grant', readonly id: string, readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean, readonly byPlan: boolean }>, readonly holders: ReadonlyArray<{ readonly __typename: 'Holder', readonly id: string, readonly name: string | null, readonly username: string | null, readonly from: string | null, readonly to: string | null, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly units: ReadonlyArray<{ readonly __typename: 'StaffUnit', readonly code: string, readonly name: string, readonly from: string | null, readonly to: string | null }> }
   };

export type HolderNameMutationVariables = Exact<{
  id: string;
  name: string;
}>;

export type HolderNameMutation = { readonly holderName:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'Staff', readonly people: ReadonlyArray<{ readonly __typename: 'StaffPerson', readonly code: string, readonly title: string, readonly grants: ReadonlyArray<{ readonly __typename: 'Grant', readonly id: string, readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean, readonly byPlan: boolean }>, readonly holders: ReadonlyArray<{ readonly __typename: 'Holder', readonly id: string, readonly name: string | null, readonly username: string | null, readonly from: string | null, readonly to: string | null, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly units: ReadonlyArray<{ readonly __typename: 'StaffUnit', readonly code: string, readonly name: string, readonly from: string | null, readonly to: string | null }> }
   };

export type HolderRemoveMutationVariables = Exact<{
  id: string;
  reopen: boolean;
}>;

export type HolderRemoveMutation = { readonly holderRemove:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'Staff', readonly people: ReadonlyArray<{ readonly __typename: 'StaffPerson', readonly code: string, readonly title: string, readonly grants: ReadonlyArray<{ readonly __typename: 'Grant', readonly id: string, readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean, readonly byPlan: boolean }>, readonly holders: ReadonlyArray<{ readonly __typename: 'Holder', readonly id: string, readonly name: string | null, readonly username: string | null, readonly from: string | null, readonly to: string | null, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly units: ReadonlyArray<{ readonly __typename: 'StaffUnit', readonly code: string, readonly name: string, readonly from: string | null, readonly to: string | null }> }
   };

export type HolderEraseMutationVariables = Exact<{
  id: string;
  reason: string;
}>;

export type HolderEraseMutation = { readonly holderErase:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'Staff', readonly people: ReadonlyArray<{ readonly __typename: 'StaffPerson', readonly code: string, readonly title: string, readonly grants: ReadonlyArray<{ readonly __typename: 'Grant', readonly id: string, readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean, readonly byPlan: boolean }>, readonly holders: ReadonlyArray<{ readonly __typename: 'Holder', readonly id: string, readonly name: string | null, readonly username: string | null, readonly from: string | null, readonly to: string | null, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly units: ReadonlyArray<{ readonly __typename: 'StaffUnit', readonly code: string, readonly name: string, readonly from: string | null, readonly to: string | null }> }
   };

export type StaffFragment = { readonly __typename: 'Staff', readonly people: ReadonlyArray<{ readonly __typename: 'StaffPerson', readonly code: string, readonly title: string, readonly grants: ReadonlyArray<{ readonly __typename: 'Grant', readonly id: string, readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean, readonly byPlan: boolean }>, readonly holders: ReadonlyArray<{ readonly __typename: 'Holder', readonly id: string, readonly name: string | null, readonly username: string | null, readonly from: string | null, readonly to: string | null, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly units: ReadonlyArray<{ readonly __typename: 'StaffUnit', readonly code: string, readonly name: string, readonly from: string | null, readonly to: string | null }> };

export type StaffPersonFragment = { readonly __typename: 'StaffPerson', readonly code: string, readonly title: string, readonly grants: ReadonlyArray<{ readonly __typename: 'Grant', readonly id: string, readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean, readonly byPlan: boolean }>, readonly holders: ReadonlyArray<{ readonly __typename: 'Holder', readonly id: string, readonly name: string | null, readonly username: string | null, readonly from: string | null, readonly to: string | null, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null }>, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null };

export type GrantFragment = { readonly __typename: 'Grant', readonly id: string, readonly role: import('@traguardo/shared/model').Role, readonly unit: string, readonly from: string | null, readonly to: string | null, readonly deputy: boolean, readonly byPlan: boolean };

export type HolderFragment = { readonly __typename: 'Holder', readonly id: string, readonly name: string | null, readonly username: string | null, readonly from: string | null, readonly to: string | null, readonly account: { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null } | null };

export type StaffAccountFragment = { readonly __typename: 'StaffAccount', readonly username: string, readonly email: string | null, readonly totp: boolean, readonly isReady: boolean, readonly invitedUntil: string | null, readonly actsElsewhere: boolean, readonly disabledAt: string | null, readonly lastSeen: string | null };

export type InvitationFragment = { readonly __typename: 'Invitation', readonly username: string, readonly mailed: boolean, readonly link: string | null };

export const PeopleDocument = "query People($body:String!){people(body:$body){__typename ...Staff ...Refusal}}fragment Staff on Staff{__typename people{__typename ...StaffPerson}units{__typename code name from to}}fragment StaffPerson on StaffPerson{__typename code title grants{__typename ...Grant}holders{__typename ...Holder}account{__typename ...StaffAccount}}fragment Grant on Grant{__typename id role unit from to deputy byPlan}fragment Holder on Holder{__typename id name username from to account{__typename ...StaffAccount}}fragment StaffAccount on StaffAccount{__typename username email totp isReady invitedUntil actsElsewhere disabledAt lastSeen}fragment Refusal on Refusal{code params message}" as TypedDocument<PeopleQuery, PeopleQueryVariables>

export const PersonSaveDocument = "mutation PersonSave($code:String!$title:String!){personSave(code:$code title:$title){__typename ...Staff ...Refusal}}fragment Staff on Staff{__typename people{__typename ...StaffPerson}units{__typename code name from to}}fragment StaffPerson on StaffPerson{__typename code title grants{__typename ...Grant}holders{__typename ...Holder}account{__typename ...StaffAccount}}fragment Grant on Grant{__typename id role unit from to deputy byPlan}fragment Holder on Holder{__typename id name username from to account{__typename ...StaffAccount}}fragment StaffAccount on StaffAccount{__typename username email totp isReady invitedUntil actsElsewhere disabledAt lastSeen}fragment Refusal on Refusal{code params message}" as TypedDocument<PersonSaveMutation, PersonSaveMutationVariables>

export const GrantGiveDocument = "mutation GrantGive($input:GrantInput!){grantGive(input:$input){__typename ...Staff ...Refusal}}fragment Staff on Staff{__typename people{__typename ...StaffPerson}units{__typename code name from to}}fragment StaffPerson on StaffPerson{__typename code title grants{__typename ...Grant}holders{__typename ...Holder}account{__typename ...StaffAccount}}fragment Grant on Grant{__typename id role unit from to deputy byPlan}fragment Holder on Holder{__typename id name username from to account{__typename ...StaffAccount}}fragment StaffAccount on StaffAccount{__typename username email totp isReady invitedUntil actsElsewhere disabledAt lastSeen}fragment Refusal on Refusal{code params message}" as TypedDocument<GrantGiveMutation, GrantGiveMutationVariables>

export const GrantEndDocument = "mutation GrantEnd($id:String!$lastDay:String!){grantEnd(id:$id lastDay:$lastDay){__typename ...Staff ...Refusal}}fragment Staff on Staff{__typename people{__typename ...StaffPerson}units{__typename code name from to}}fragment StaffPerson on StaffPerson{__typename code title grants{__typename ...Grant}holders{__typename ...Holder}account{__typename ...StaffAccount}}fragment Grant on Grant{__typename id role unit from to deputy byPlan}fragment Holder on Holder{__typename id name username from to account{__typename ...StaffAccount}}fragment StaffAccount on StaffAccount{__typename username email totp isReady invitedUntil actsElsewhere disabledAt lastSeen}fragment Refusal on Refusal{code params message}" as TypedDocument<GrantEndMutation, GrantEndMutationVariables>

export const AccountSwitchDocument = "mutation AccountSwitch($username:String!$on:Boolean!){accountSwitch(username:$username on:$on){__typename ...Staff ...Refusal}}fragment Staff on Staff{__typename people{__typename ...StaffPerson}units{__typename code name from to}}fragment StaffPerson on StaffPerson{__typename code title grants{__typename ...Grant}holders{__typename ...Holder}account{__typename ...StaffAccount}}fragment Grant on Grant{__typename id role unit from to deputy byPlan}fragment Holder on Holder{__typename id name username from to account{__typename ...StaffAccount}}fragment StaffAccount on StaffAccount{__typename username email totp isReady invitedUntil actsElsewhere disabledAt lastSeen}fragment Refusal on Refusal{code params message}" as TypedDocument<AccountSwitchMutation, AccountSwitchMutationVariables>

export const AccountUnlinkDocument = "mutation AccountUnlink($person:String!){accountUnlink(person:$person){__typename ...Staff ...Refusal}}fragment Staff on Staff{__typename people{__typename ...StaffPerson}units{__typename code name from to}}fragment StaffPerson on StaffPerson{__typename code title grants{__typename ...Grant}holders{__typename ...Holder}account{__typename ...StaffAccount}}fragment Grant on Grant{__typename id role unit from to deputy byPlan}fragment Holder on Holder{__typename id name username from to account{__typename ...StaffAccount}}fragment StaffAccount on StaffAccount{__typename username email totp isReady invitedUntil actsElsewhere disabledAt lastSeen}fragment Refusal on Refusal{code params message}" as TypedDocument<AccountUnlinkMutation, AccountUnlinkMutationVariables>

export const FactorEndDocument = "mutation FactorEnd($username:String!$reason:String!){factorEnd(username:$username reason:$reason){__typename ...Staff ...Refusal}}fragment Staff on Staff{__typename people{__typename ...StaffPerson}units{__typename code name from to}}fragment StaffPerson on StaffPerson{__typename code title grants{__typename ...Grant}holders{__typename ...Holder}account{__typename ...StaffAccount}}fragment Grant on Grant{__typename id role unit from to deputy byPlan}fragment Holder on Holder{__typename id name username from to account{__typename ...StaffAccount}}fragment StaffAccount on StaffAccount{__typename username email totp isReady invitedUntil actsElsewhere disabledAt lastSeen}fragment Refusal on Refusal{code params message}" as TypedDocument<FactorEndMutation, FactorEndMutationVariables>

export const AccountInviteDocument = "mutation AccountInvite($person:String!$username:String!$email:String!$holder:ID){accountInvite(person:$person username:$username email:$email holder:$holder){__typename ...Invitation ...Refusal}}fragment Invitation on Invitation{__typename username mailed link}fragment Refusal on Refusal{code params message}" as TypedDocument<AccountInviteMutation, AccountInviteMutationVariables>

export const HolderAddDocument = "mutation HolderAdd($input:HolderInput!){holderAdd(input:$input){__typename ...Staff ...Refusal}}fragment Staff on Staff{__typename people{__typename ...StaffPerson}units{__typename code name from to}}fragment StaffPerson on StaffPerson{__typename code title grants{__typename ...Grant}holders{__typename ...Holder}account{__typename ...StaffAccount}}fragment Grant on Grant{__typename id role unit from to deputy byPlan}fragment Holder on Holder{__typename id name username from to account{__typename ...StaffAccount}}fragment StaffAccount on StaffAccount{__typename username email totp isReady invitedUntil actsElsewhere disabledAt lastSeen}fragment Refusal on Refusal{code params message}" as TypedDocument<HolderAddMutation, HolderAddMutationVariables>

export const HolderBeginDocument = "mutation HolderBegin($id:ID!$firstDay:String){holderBegin(id:$id firstDay:$firstDay){__typename ...Staff ...Refusal}}fragment Staff on Staff{__typename people{__typename ...StaffPerson}units{__typename code name from to}}fragment StaffPerson on StaffPerson{__typename code title grants{__typename ...Grant}holders{__typename ...Holder}account{__typename ...StaffAccount}}fragment Grant on Grant{__typename id role unit from to deputy byPlan}fragment Holder on Holder{__typename id name username from to account{__typename ...StaffAccount}}fragment StaffAccount on StaffAccount{__typename username email totp isReady invitedUntil actsElsewhere disabledAt lastSeen}fragment Refusal on Refusal{code params message}" as TypedDocument<HolderBeginMutation, HolderBeginMutationVariables>

export const HolderEndDocument = "mutation HolderEnd($id:ID!$lastDay:String){holderEnd(id:$id lastDay:$lastDay){__typename ...Staff ...Refusal}}fragment Staff on Staff{__typename people{__typename ...StaffPerson}units{__typename code name from to}}fragment StaffPerson on StaffPerson{__typename code title grants{__typename ...Grant}holders{__typename ...Holder}account{__typename ...StaffAccount}}fragment Grant on Grant{__typename id role unit from to deputy byPlan}fragment Holder on Holder{__typename id name username from to account{__typename ...StaffAccount}}fragment StaffAccount on StaffAccount{__typename username email totp isReady invitedUntil actsElsewhere disabledAt lastSeen}fragment Refusal on Refusal{code params message}" as TypedDocument<HolderEndMutation, HolderEndMutationVariables>

export const HolderNameDocument = "mutation HolderName($id:ID!$name:String!){holderName(id:$id name:$name){__typename ...Staff ...Refusal}}fragment Staff on Staff{__typename people{__typename ...StaffPerson}units{__typename code name from to}}fragment StaffPerson on StaffPerson{__typename code title grants{__typename ...Grant}holders{__typename ...Holder}account{__typename ...StaffAccount}}fragment Grant on Grant{__typename id role unit from to deputy byPlan}fragment Holder on Holder{__typename id name username from to account{__typename ...StaffAccount}}fragment StaffAccount on StaffAccount{__typename username email totp isReady invitedUntil actsElsewhere disabledAt lastSeen}fragment Refusal on Refusal{code params message}" as TypedDocument<HolderNameMutation, HolderNameMutationVariables>

export const HolderRemoveDocument = "mutation HolderRemove($id:ID!$reopen:Boolean!){holderRemove(id:$id reopen:$reopen){__typename ...Staff ...Refusal}}fragment Staff on Staff{__typename people{__typename ...StaffPerson}units{__typename code name from to}}fragment StaffPerson on StaffPerson{__typename code title grants{__typename ...Grant}holders{__typename ...Holder}account{__typename ...StaffAccount}}fragment Grant on Grant{__typename id role unit from to deputy byPlan}fragment Holder on Holder{__typename id name username from to account{__typename ...StaffAccount}}fragment StaffAccount on StaffAccount{__typename username email totp isReady invitedUntil actsElsewhere disabledAt lastSeen}fragment Refusal on Refusal{code params message}" as TypedDocument<HolderRemoveMutation, HolderRemoveMutationVariables>

export const HolderEraseDocument = "mutation HolderErase($id:ID!$reason:String!){holderErase(id:$id reason:$reason){__typename ...Staff ...Refusal}}fragment Staff on Staff{__typename people{__typename ...StaffPerson}units{__typename code name from to}}fragment StaffPerson on StaffPerson{__typename code title grants{__typename ...Grant}holders{__typename ...Holder}account{__typename ...StaffAccount}}fragment Grant on Grant{__typename id role unit from to deputy byPlan}fragment Holder on Holder{__typename id name username from to account{__typename ...StaffAccount}}fragment StaffAccount on StaffAccount{__typename username email totp isReady invitedUntil actsElsewhere disabledAt lastSeen}fragment Refusal on Refusal{code params message}" as TypedDocument<HolderEraseMutation, HolderEraseMutationVariables>
