import type { Role } from '@traguardo/shared/model'
import { request, selectOrRefusal } from '../modules/request'

/** A role held in a unit. */
export interface Grant {
  readonly id: string
  readonly role: Role
  readonly unit: string
  readonly from: string | null
  readonly to: string | null
  readonly deputy: boolean
  readonly byPlan: boolean
}

/** An account that acts, or will act, in a position: what is known of it. */
export interface StaffAccount {
  readonly username: string
  readonly email: string | null
  readonly totp: boolean
  readonly isReady: boolean
  /** Until when an invitation waits to be used. */
  readonly invitedUntil: string | null
  /** In another body too: then no body alone decides about it. */
  readonly actsElsewhere: boolean
  readonly disabledAt: string | null
  readonly lastSeen: string | null
}

/** Somebody who holds, held or will hold a position. */
export interface Holder {
  readonly id: string
  readonly name: string | null
  readonly username: string | null
  readonly from: string | null
  readonly to: string | null
  /** Null of whoever held it before, and where there is none. */
  readonly account: StaffAccount | null
}

/** A position with its roles and those who hold it. */
export interface StaffPerson {
  readonly code: string
  readonly title: string
  readonly grants: readonly Grant[]
  /** In the order of their days. */
  readonly holders: readonly Holder[]
  /** The one of whoever holds it today. */
  readonly account: StaffAccount | null
}

/** Everybody of a body. */
export interface Staff {
  readonly people: readonly StaffPerson[]
  readonly units: readonly {
    readonly code: string
    readonly name: string
    readonly from: string | null
    readonly to: string | null
  }[]
}

/** A role to give. */
export interface NewGrant {
  readonly person: string
  readonly role: string
  readonly unit: string
  readonly from: string | null
  readonly to: string | null
  readonly deputy: boolean
}

/** Somebody to hold a position, from a day to a day. */
export interface HolderToAdd {
  readonly person: string
  readonly name: string | null
  /** An account that is there; others are invited once they are added. */
  readonly username: string | null
  readonly from: string | null
  readonly to: string | null
  /** Does whoever holds it on the first day end the day before? */
  readonly handOver: boolean
}

/** An account waits for its password. */
export interface Invitation {
  readonly username: string
  readonly mailed: boolean
  readonly link: string | null
}

const ACCOUNT = 'account { username email totp isReady invitedUntil actsElsewhere disabledAt lastSeen }'
const STAFF = selectOrRefusal(
  'Staff',
  `people { code title grants { id role unit from to deputy byPlan } holders { id name username from to ${ACCOUNT} }
    ${ACCOUNT} } units { code name from to }`,
)
const PEOPLE = `query People($body: String!) { people(body: $body) { ${STAFF} } }`
const PERSON = `mutation PersonSave($code: String!, $title: String!) { personSave(code: $code, title: $title) { ${STAFF} } }`
const GIVE = `mutation GrantGive($input: GrantInput!) { grantGive(input: $input) { ${STAFF} } }`
const END = `mutation GrantEnd($id: String!, $lastDay: String!) { grantEnd(id: $id, lastDay: $lastDay) { ${STAFF} } }`
const SWITCH = `mutation AccountSwitch($username: String!, $on: Boolean!) { accountSwitch(username: $username, on: $on) { ${STAFF} } }`
const INVITE = `mutation AccountInvite($person: String!, $username: String!, $email: String!, $holder: ID) {
  accountInvite(person: $person, username: $username, email: $email, holder: $holder) { ${selectOrRefusal('Invitation', 'username mailed link')} } }`

const UNLINK = `mutation AccountUnlink($person: String!) { accountUnlink(person: $person) { ${STAFF} } }`
const FACTOR = `mutation FactorEnd($username: String!, $reason: String!) { factorEnd(username: $username, reason: $reason) { ${STAFF} } }`

const ADD = `mutation HolderAdd($input: HolderInput!) { holderAdd(input: $input) { ${STAFF} } }`
const BEGIN_DAY = `mutation HolderBegin($id: ID!, $firstDay: String) { holderBegin(id: $id, firstDay: $firstDay) { ${STAFF} } }`
const LAST_DAY = `mutation HolderEnd($id: ID!, $lastDay: String) { holderEnd(id: $id, lastDay: $lastDay) { ${STAFF} } }`
const NAME = `mutation HolderName($id: ID!, $name: String!) { holderName(id: $id, name: $name) { ${STAFF} } }`
const REMOVE = `mutation HolderRemove($id: ID!, $reopen: Boolean!) { holderRemove(id: $id, reopen: $reopen) { ${STAFF} } }`
const ERASE = `mutation HolderErase($id: ID!, $reason: String!) { holderErase(id: $id, reason: $reason) { ${STAFF} } }`

export const holderAdd = (input: HolderToAdd) => request<Staff>(ADD, { input })
export const holderBegin = (id: string, firstDay: string | null) => request<Staff>(BEGIN_DAY, { id, firstDay })
export const holderEnd = (id: string, lastDay: string | null) => request<Staff>(LAST_DAY, { id, lastDay })
export const holderName = (id: string, name: string) => request<Staff>(NAME, { id, name })
/** Takes a holder away; `reopen` gives the days back to whoever ended the day before. */
export const holderRemove = (id: string, reopen: boolean) => request<Staff>(REMOVE, { id, reopen })
export const holderErase = (id: string, reason: string) => request<Staff>(ERASE, { id, reason })

/** Takes its account away from a position. */
export const accountUnlink = (person: string) => request<Staff>(UNLINK, { person })

/** Switches off a second factor that its person lost. */
export const factorEnd = (username: string, reason: string) => request<Staff>(FACTOR, { username, reason })

export const fetchStaff = (body: string) => request<Staff>(PEOPLE, { body })
export const personSave = (code: string, title: string) => request<Staff>(PERSON, { code, title })
export const grantGive = (input: NewGrant) => request<Staff>(GIVE, { input })
export const grantEnd = (id: string, lastDay: string) => request<Staff>(END, { id, lastDay })
export const accountSwitch = (username: string, on: boolean) => request<Staff>(SWITCH, { username, on })
export const invitePerson = (input: {
  readonly person: string
  readonly username: string
  readonly email: string
  /** Id of who is invited; null for whoever holds the position today. */
  readonly holder: string | null
}) => request<Invitation>(INVITE, input)
