import { request } from '../api/request'
import {
  DeviceRevokeDocument,
  FeedRenewDocument,
  MySettingsDocument,
  MySettingsSaveDocument,
  type OwnSettingsFragment,
  PasswordChangeDocument,
  PasswordForgottenDocument,
  PasswordSetDocument,
  PushSubscribeDocument,
  RecoveryRenewDocument,
  SessionConfirmDocument,
  SessionRevokeDocument,
  TotpBeginDocument,
  TotpConfirmDocument,
  TotpEndDocument,
} from './account.generated'

export const fetchSettings = () => request(MySettingsDocument)
export const saveMail = (mail: OwnSettingsFragment['mail']) => request(MySettingsSaveDocument, { mail })
export const changePassword = (current: string, password: string) =>
  request(PasswordChangeDocument, { current, password })
export const forgetPassword = (username: string) => request(PasswordForgottenDocument, { username })
export const setPassword = (token: string, password: string) => request(PasswordSetDocument, { token, password })
export const beginTotp = (password: string) => request(TotpBeginDocument, { password })
export const confirmTotp = (code: string) => request(TotpConfirmDocument, { code })
export const renewRecovery = (password: string) => request(RecoveryRenewDocument, { password })

/** Shows once more who it is, by the password or by a code. */
export const confirmSession = (password: string | null, code: string | null) =>
  request(SessionConfirmDocument, { password, code })

/** Another address for the calendar; the one until now is gone. */
export const renewFeed = () => request(FeedRenewDocument)
export const endTotp = (password: string) => request(TotpEndDocument, { password })
export const revokeSession = (id: string) => request(SessionRevokeDocument, { id })

/** Takes its access away from a device that was lost. */
export const revokeDevice = (id: string) => request(DeviceRevokeDocument, { id })

/** Tells the server how this browser wants to be told. */
export const subscribePush = (endpoint: string, p256dh: string, auth: string) =>
  request(PushSubscribeDocument, { input: { endpoint, p256dh, auth } })
