import type { Role } from '@traguardo/shared/model'
import { ask, either } from '../modules/ask'

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

/** A position with its roles and account. */
export interface StaffPerson {
  readonly code: string
  readonly title: string
  readonly grants: readonly Grant[]
  readonly account: {
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
  } | null
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

/** An account waits for its password. */
export interface Invitation {
  readonly username: string
  readonly mailed: boolean
  readonly link: string | null
}

const STAFF = either(
  'Staff',
  `people { code title grants { id role unit from to deputy byPlan }
    account { username email totp isReady invitedUntil actsElsewhere disabledAt lastSeen } } units { code name from to }`,
)
const PEOPLE = `query People($body: String!) { people(body: $body) { ${STAFF} } }`
const PERSON = `mutation PersonSave($code: String!, $title: String!) { personSave(code: $code, title: $title) { ${STAFF} } }`
const GIVE = `mutation GrantGive($input: GrantInput!) { grantGive(input: $input) { ${STAFF} } }`
const END = `mutation GrantEnd($id: String!, $lastDay: String!) { grantEnd(id: $id, lastDay: $lastDay) { ${STAFF} } }`
const SWITCH = `mutation AccountSwitch($username: String!, $on: Boolean!) { accountSwitch(username: $username, on: $on) { ${STAFF} } }`
const INVITE = `mutation AccountInvite($person: String!, $username: String!, $email: String!) {
  accountInvite(person: $person, username: $username, email: $email) { ${either('Invitation', 'username mailed link')} } }`

const UNLINK = `mutation AccountUnlink($person: String!) { accountUnlink(person: $person) { ${STAFF} } }`
const FACTOR = `mutation FactorEnd($username: String!, $reason: String!) { factorEnd(username: $username, reason: $reason) { ${STAFF} } }`

/** Takes its account away from a position. */
export const accountUnlink = (person: string) => ask<Staff>(UNLINK, { person })

/** Switches off a second factor that its person lost. */
export const factorEnd = (username: string, reason: string) => ask<Staff>(FACTOR, { username, reason })

export const fetchStaff = (body: string) => ask<Staff>(PEOPLE, { body })
export const personSave = (code: string, title: string) => ask<Staff>(PERSON, { code, title })
export const grantGive = (input: NewGrant) => ask<Staff>(GIVE, { input })
export const grantEnd = (id: string, lastDay: string) => ask<Staff>(END, { id, lastDay })
export const accountSwitch = (username: string, on: boolean) => ask<Staff>(SWITCH, { username, on })
export const invitePerson = (person: string, username: string, email: string) =>
  ask<Invitation>(INVITE, { person, username, email })
