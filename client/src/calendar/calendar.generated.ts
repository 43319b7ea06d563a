// Made from calendar.graphql and the schema of the server: `npm run api` writes it.
import type { TypedDocument } from '../api/typed-document'

type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type ActInput = {
  readonly date: string;
  readonly number: string;
  readonly organ: string;
};

export type CalendarExceptionInput = {
  readonly deadline: string;
  readonly period: number;
  readonly reason: string;
  readonly unit: string;
};

/** How a year is divided, and until when values are entered. */
export type CalendarInput = {
  /** `quadrimestri`, `semestri` or `trimestri`. */
  readonly division: string;
  readonly entryDays: number;
  readonly exceptions: ReadonlyArray<CalendarExceptionInput>;
  readonly reminderDays: ReadonlyArray<number>;
  readonly spans: ReadonlyArray<EntrySpanInput>;
  readonly workingDays: boolean;
};

export type EntrySpanInput = {
  readonly deadline: string;
  readonly opens: string;
  readonly period: number;
};

export type CalendarSaveMutationVariables = Exact<{
  year: number;
  seen: CalendarInput;
  input: CalendarInput;
}>;

export type CalendarSaveMutation = { readonly calendarSave:
    | { readonly __typename: 'Done' }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type YearCloseMutationVariables = Exact<{
  year: number;
}>;

export type YearCloseMutation = { readonly yearClose:
    | { readonly __typename: 'Done' }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type YearValidateMutationVariables = Exact<{
  year: number;
}>;

export type YearValidateMutation = { readonly yearValidate:
    | { readonly __typename: 'Done' }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type NeutraliseMutationVariables = Exact<{
  year: number;
  about: string;
  periods: ReadonlyArray<number> | number;
  from: string;
  act: ActInput;
  reason: string;
}>;

export type NeutraliseMutation = { readonly neutralise:
    | { readonly __typename: 'Done' }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type NeutralisationRevokeMutationVariables = Exact<{
  year: number;
  id: string;
}>;

export type NeutralisationRevokeMutation = { readonly neutralisationRevoke:
    | { readonly __typename: 'Done' }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type ReminderSendMutationVariables = Exact<{
  year: number;
  period: number;
  unit: string;
}>;

export type ReminderSendMutation = { readonly reminderSend:
    | { readonly __typename: 'Done' }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export type ReportSendMutationVariables = Exact<{
  year: number;
  period: number;
}>;

export type ReportSendMutation = { readonly reportSend:
    | { readonly __typename: 'Done' }
    | { readonly __typename: 'Refusal', readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string }
   };

export const CalendarSaveDocument = "mutation CalendarSave($year:Int!$seen:CalendarInput!$input:CalendarInput!){calendarSave(year:$year seen:$seen input:$input){__typename ...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<CalendarSaveMutation, CalendarSaveMutationVariables>

export const YearCloseDocument = "mutation YearClose($year:Int!){yearClose(year:$year){__typename ...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<YearCloseMutation, YearCloseMutationVariables>

export const YearValidateDocument = "mutation YearValidate($year:Int!){yearValidate(year:$year){__typename ...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<YearValidateMutation, YearValidateMutationVariables>

export const NeutraliseDocument = "mutation Neutralise($year:Int!$about:String!$periods:[Int!]!$from:String!$act:ActInput!$reason:String!){neutralise(year:$year about:$about periods:$periods from:$from act:$act reason:$reason){__typename ...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<NeutraliseMutation, NeutraliseMutationVariables>

export const NeutralisationRevokeDocument = "mutation NeutralisationRevoke($year:Int!$id:String!){neutralisationRevoke(year:$year id:$id){__typename ...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<NeutralisationRevokeMutation, NeutralisationRevokeMutationVariables>

export const ReminderSendDocument = "mutation ReminderSend($year:Int!$period:Int!$unit:String!){reminderSend(year:$year period:$period unit:$unit){__typename ...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<ReminderSendMutation, ReminderSendMutationVariables>

export const ReportSendDocument = "mutation ReportSend($year:Int!$period:Int!){reportSend(year:$year period:$period){__typename ...Refusal}}fragment Refusal on Refusal{code params message}" as TypedDocument<ReportSendMutation, ReportSendMutationVariables>
