import { request } from '../api/request'
import {
  AccountInviteDocument,
  type AccountInviteMutationVariables,
  AccountSwitchDocument,
  AccountUnlinkDocument,
  FactorEndDocument,
  GrantEndDocument,
  GrantGiveDocument,
  type GrantInput,
  HolderAddDocument,
  HolderBeginDocument,
  HolderEndDocument,
  HolderEraseDocument,
  type HolderInput,
  HolderNameDocument,
  HolderRemoveDocument,
  PeopleDocument,
  PersonSaveDocument,
} from './staff.generated'

export const holderAdd = (input: HolderInput) => request(HolderAddDocument, { input })
export const holderBegin = (id: string, firstDay: string | null) => request(HolderBeginDocument, { id, firstDay })
export const holderEnd = (id: string, lastDay: string | null) => request(HolderEndDocument, { id, lastDay })
export const holderName = (id: string, name: string) => request(HolderNameDocument, { id, name })
/** Takes a holder away; `reopen` gives the days back to whoever ended the day before. */
export const holderRemove = (id: string, reopen: boolean) => request(HolderRemoveDocument, { id, reopen })
export const holderErase = (id: string, reason: string) => request(HolderEraseDocument, { id, reason })

/** Takes its account away from a position. */
export const accountUnlink = (person: string) => request(AccountUnlinkDocument, { person })

/** Switches off a second factor that its person lost. */
export const factorEnd = (username: string, reason: string) => request(FactorEndDocument, { username, reason })

export const fetchStaff = (body: string) => request(PeopleDocument, { body })
export const personSave = (code: string, title: string) => request(PersonSaveDocument, { code, title })
export const grantGive = (input: GrantInput) => request(GrantGiveDocument, { input })
export const grantEnd = (id: string, lastDay: string) => request(GrantEndDocument, { id, lastDay })
export const accountSwitch = (username: string, on: boolean) => request(AccountSwitchDocument, { username, on })
/** Invites whoever is meant by `holder`; null for whoever holds the position today. */
export const invitePerson = (input: AccountInviteMutationVariables) => request(AccountInviteDocument, input)
