import { request, DONE_OR_NOT, selectOrRefusal } from '../modules/request'

/** Settings of the own account. */
export interface OwnSettings {
  readonly username: string
  readonly email: string | null
  readonly totp: boolean
  /** Was a password ever chosen? */
  readonly hasPassword: boolean
  /** Codes left that stand in for a lost second factor. */
  readonly recoveryLeft: number
  readonly mail: 'each' | 'daily' | 'none'
  readonly feed: string | null
  readonly pushKey: string | null
  readonly sessions: readonly {
    readonly id: string
    readonly agent: string
    readonly since: string
    readonly lastSeen: string
    readonly isThis: boolean
  }[]
  readonly devices: readonly {
    readonly id: string
    readonly name: string
    readonly lastSeen: string
    readonly revokedAt: string | null
  }[]
}

interface Codes {
  readonly codes: readonly string[]
}

/** A secret for an authenticator app. */
export interface TotpOffer {
  readonly secret: string
  readonly uri: string
  readonly qr: string
}

const SETTINGS = selectOrRefusal(
  'OwnSettings',
  'username email totp hasPassword recoveryLeft mail feed pushKey sessions { id agent since lastSeen isThis } devices { id name lastSeen revokedAt }',
)
const MINE = `query MySettings { mySettings { ${SETTINGS} } }`
const SAVE = `mutation MySettingsSave($mail: String!) { mySettingsSave(input: { mail: $mail }) { ${SETTINGS} } }`
const CHANGE = `mutation PasswordChange($current: String!, $password: String!) {
  passwordChange(current: $current, password: $password) { ${DONE_OR_NOT} } }`
const FORGOTTEN = `mutation PasswordForgotten($username: String!) { passwordForgotten(username: $username) { ${DONE_OR_NOT} } }`
const SET = `mutation PasswordSet($token: String!, $password: String!) {
  passwordSet(token: $token, password: $password) { ${DONE_OR_NOT} } }`
const CODES = selectOrRefusal('RecoveryCodes', 'codes')
const TOTP_BEGIN = `mutation TotpBegin($password: String) { totpBegin(password: $password) { ${selectOrRefusal('TotpOffer', 'secret uri qr')} } }`
const TOTP_CONFIRM = `mutation TotpConfirm($code: String!) { totpConfirm(code: $code) { ${CODES} } }`
const RECOVERY = `mutation RecoveryRenew($password: String!) { recoveryRenew(password: $password) { ${CODES} } }`
const CONFIRM = `mutation SessionConfirm($password: String, $code: String) {
  sessionConfirm(password: $password, code: $code) { ${DONE_OR_NOT} } }`
const FEED = `mutation FeedRenew { feedRenew { ${SETTINGS} } }`
const TOTP_END = `mutation TotpEnd($password: String!) { totpEnd(password: $password) { ${DONE_OR_NOT} } }`
const REVOKE = `mutation SessionRevoke($id: String!) { sessionRevoke(id: $id) { ${DONE_OR_NOT} } }`
const DEVICE = `mutation DeviceRevoke($id: String!) { deviceRevoke(id: $id) { ${DONE_OR_NOT} } }`
const SUBSCRIBE = `mutation PushSubscribe($input: PushSubscriptionInput!) { pushSubscribe(input: $input) { ${DONE_OR_NOT} } }`

export const fetchSettings = () => request<OwnSettings>(MINE)
export const saveMail = (mail: OwnSettings['mail']) => request<OwnSettings>(SAVE, { mail })
export const changePassword = (current: string, password: string) => request<object>(CHANGE, { current, password })
export const forgetPassword = (username: string) => request<object>(FORGOTTEN, { username })
export const setPassword = (token: string, password: string) => request<object>(SET, { token, password })
export const beginTotp = (password: string) => request<TotpOffer>(TOTP_BEGIN, { password })
export const confirmTotp = (code: string) => request<Codes>(TOTP_CONFIRM, { code })
export const renewRecovery = (password: string) => request<Codes>(RECOVERY, { password })

/** Shows once more who it is, by the password or by a code. */
export const confirmSession = (password: string | null, code: string | null) =>
  request<object>(CONFIRM, { password, code })

/** Another address for the calendar; the one until now is gone. */
export const renewFeed = () => request<OwnSettings>(FEED)
export const endTotp = (password: string) => request<object>(TOTP_END, { password })
export const revokeSession = (id: string) => request<object>(REVOKE, { id })

/** Takes its access away from a device that was lost. */
export const revokeDevice = (id: string) => request<object>(DEVICE, { id })

/** Tells the server how this browser wants to be told. */
export const subscribePush = (endpoint: string, p256dh: string, auth: string) =>
  request<object>(SUBSCRIBE, { input: { endpoint, p256dh, auth } })
