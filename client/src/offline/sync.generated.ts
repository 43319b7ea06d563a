// Made from sync.graphql and the schema of the server: `npm run api` writes it.
import type { TypedDocument } from '../api/typed-document'

type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type BehindCursorInput = {
  readonly scopes: ReadonlyArray<string>;
  readonly stamp: number;
};

export type CursorInput = {
  readonly behind?: BehindCursorInput | null | undefined;
  readonly stamp: number;
  readonly tray: number;
  readonly view?: string | null | undefined;
};

export type DecisionInput = {
  readonly inTime: boolean;
  readonly reason: string;
};

/** Fields that the first protocol did not know may be left out. */
export type OperationInput = {
  readonly about?: string | null | undefined;
  readonly base?: string | null | undefined;
  readonly content?: import('@traguardo/shared/sync').Content | null | undefined;
  readonly decision?: DecisionInput | null | undefined;
  readonly deviceTime: string;
  readonly id: string;
  readonly key: RegisterKeyInput;
  readonly kind?: string | null | undefined;
  readonly node: string;
  readonly person: string;
  readonly protocol: number;
  /** Made from the key where it is left out. */
  readonly register?: string | null | undefined;
  readonly seq: number;
};

export type PushInput = {
  readonly at?: CursorInput | null | undefined;
  readonly body: string;
  /** Of the first protocol, instead of `at`. */
  readonly cursor?: number | null | undefined;
  /** What the device calls itself: "Chrome su Android". */
  readonly device?: string | null | undefined;
  /** Those of the operations that were refused and that their author has dealt with: they are never applied. */
  readonly ended?: ReadonlyArray<string> | null | undefined;
  readonly epoch?: string | null | undefined;
  /** Of older apps: it proves nothing, and is not looked at. */
  readonly lastDecided?: string | null | undefined;
  readonly lastSeq?: number | null | undefined;
  readonly node: string;
  readonly operations: ReadonlyArray<OperationInput>;
  /** Whose work it is: the push of somebody else is refused whole. */
  readonly person?: string | null | undefined;
  readonly protocol: number;
  /** As the last answer gave it. */
  readonly receipt?: string | null | undefined;
  readonly verify?: boolean | null | undefined;
};

export type RegisterKeyInput = {
  readonly body: string;
  readonly field: string;
  readonly measure: string;
  readonly period: number;
  readonly unit?: string | null | undefined;
  readonly year: number;
};

export type SyncMutationVariables = Exact<{
  push: PushInput;
}>;

export type SyncMutation = { readonly sync:
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
    | { readonly __typename: 'SyncAnswer', readonly notice: string, readonly epoch: string, readonly receipt: string | null, readonly more: boolean, readonly checksum: string | null, readonly safe: number, readonly serverTime: string, readonly verdicts: ReadonlyArray<{ readonly operation: string, readonly stamp: number, readonly provisional: boolean, readonly keptAs: string | null, readonly type: string, readonly scope: string | null, readonly current: { readonly id: string, readonly scope: string, readonly head: string, readonly content: import('@traguardo/shared/sync').Content | null, readonly person: string, readonly at: string, readonly stamp: number, readonly excused: boolean, readonly brought: boolean | null, readonly complete: boolean, readonly key: { readonly body: string, readonly measure: string, readonly unit: string | null, readonly year: number, readonly period: number, readonly field: string } } | null, readonly refusal: { readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string } | null }>, readonly registers: ReadonlyArray<{ readonly id: string, readonly scope: string, readonly head: string, readonly content: import('@traguardo/shared/sync').Content | null, readonly person: string, readonly at: string, readonly stamp: number, readonly excused: boolean, readonly brought: boolean | null, readonly complete: boolean, readonly key: { readonly body: string, readonly measure: string, readonly unit: string | null, readonly year: number, readonly period: number, readonly field: string } }>, readonly tray: ReadonlyArray<{ readonly sent: boolean, readonly receivedAt: string | null, readonly stamp: number, readonly scope: string, readonly relayed: boolean, readonly operation: { readonly id: string, readonly node: string, readonly seq: number, readonly person: string, readonly deviceTime: string, readonly protocol: number, readonly kind: string, readonly register: string, readonly base: string | null, readonly content: import('@traguardo/shared/sync').Content | null, readonly about: string | null, readonly key: { readonly body: string, readonly measure: string, readonly unit: string | null, readonly year: number, readonly period: number, readonly field: string }, readonly decision: { readonly reason: string, readonly inTime: boolean } | null }, readonly verdict: { readonly operation: string, readonly stamp: number, readonly provisional: boolean, readonly keptAs: string | null, readonly type: string, readonly scope: string | null, readonly current: { readonly id: string, readonly scope: string, readonly head: string, readonly content: import('@traguardo/shared/sync').Content | null, readonly person: string, readonly at: string, readonly stamp: number, readonly excused: boolean, readonly brought: boolean | null, readonly complete: boolean, readonly key: { readonly body: string, readonly measure: string, readonly unit: string | null, readonly year: number, readonly period: number, readonly field: string } } | null, readonly refusal: { readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string } | null } | null, readonly settlement: { readonly by: string, readonly kind: string, readonly person: string, readonly at: string, readonly reason: string | null } | null }>, readonly at: { readonly view: string | null, readonly stamp: number, readonly tray: number, readonly behind: { readonly scopes: ReadonlyArray<string>, readonly stamp: number } | null }, readonly view: { readonly token: string, readonly scopes: ReadonlyArray<string>, readonly manages: ReadonlyArray<string> } | null, readonly sums: ReadonlyArray<{ readonly scope: string, readonly sum: string }> | null }
   };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;

export type SignOutMutation = { readonly signOut: boolean };

export type VerdictFragment = { readonly operation: string, readonly stamp: number, readonly provisional: boolean, readonly keptAs: string | null, readonly type: string, readonly scope: string | null, readonly current: { readonly id: string, readonly scope: string, readonly head: string, readonly content: import('@traguardo/shared/sync').Content | null, readonly person: string, readonly at: string, readonly stamp: number, readonly excused: boolean, readonly brought: boolean | null, readonly complete: boolean, readonly key: { readonly body: string, readonly measure: string, readonly unit: string | null, readonly year: number, readonly period: number, readonly field: string } } | null, readonly refusal: { readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string } | null };

export type RegisterFragment = { readonly id: string, readonly scope: string, readonly head: string, readonly content: import('@traguardo/shared/sync').Content | null, readonly person: string, readonly at: string, readonly stamp: number, readonly excused: boolean, readonly brought: boolean | null, readonly complete: boolean, readonly key: { readonly body: string, readonly measure: string, readonly unit: string | null, readonly year: number, readonly period: number, readonly field: string } };

export type RegisterKeyFragment = { readonly body: string, readonly measure: string, readonly unit: string | null, readonly year: number, readonly period: number, readonly field: string };

export type OperationRecordFragment = { readonly sent: boolean, readonly receivedAt: string | null, readonly stamp: number, readonly scope: string, readonly relayed: boolean, readonly operation: { readonly id: string, readonly node: string, readonly seq: number, readonly person: string, readonly deviceTime: string, readonly protocol: number, readonly kind: string, readonly register: string, readonly base: string | null, readonly content: import('@traguardo/shared/sync').Content | null, readonly about: string | null, readonly key: { readonly body: string, readonly measure: string, readonly unit: string | null, readonly year: number, readonly period: number, readonly field: string }, readonly decision: { readonly reason: string, readonly inTime: boolean } | null }, readonly verdict: { readonly operation: string, readonly stamp: number, readonly provisional: boolean, readonly keptAs: string | null, readonly type: string, readonly scope: string | null, readonly current: { readonly id: string, readonly scope: string, readonly head: string, readonly content: import('@traguardo/shared/sync').Content | null, readonly person: string, readonly at: string, readonly stamp: number, readonly excused: boolean, readonly brought: boolean | null, readonly complete: boolean, readonly key: { readonly body: string, readonly measure: string, readonly unit: string | null, readonly year: number, readonly period: number, readonly field: string } } | null, readonly refusal: { readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string } | null } | null, readonly settlement: { readonly by: string, readonly kind: string, readonly person: string, readonly at: string, readonly reason: string | null } | null };

export const SyncDocument = "mutation Sync($push:PushInput!){sync(push:$push){__typename ...on SyncAnswer{notice epoch receipt verdicts{...Verdict}registers{...Register}tray{...OperationRecord}at{view stamp tray behind{scopes stamp}}view{token scopes manages}more checksum sums{scope sum}safe serverTime}...Refusal}}fragment Verdict on Verdict{operation stamp provisional keptAs type scope current{...Register}refusal{...Refusal}}fragment Register on Register{id key{...RegisterKey}scope head content person at stamp excused brought complete}fragment RegisterKey on RegisterKey{body measure unit year period field}fragment Refusal on Refusal{code params message}fragment OperationRecord on OperationRecord{operation{id node seq person deviceTime protocol kind register key{...RegisterKey}base content about decision{reason inTime}}sent verdict{...Verdict}receivedAt stamp scope relayed settlement{by kind person at reason}}" as TypedDocument<SyncMutation, SyncMutationVariables>

export const SignOutDocument = "mutation SignOut{signOut}" as TypedDocument<SignOutMutation, SignOutMutationVariables>
