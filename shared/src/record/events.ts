import type { Act, IsoDate, YearCalendar } from '../model'
import type { FieldChange, PlanChange } from '../plans'
import type { SheetStep } from '../sheets'
import type { Content, Decision, RegisterField, SettlementKind, Verdict } from '../sync'

/** From where a request came, in words for a person. */
interface Origin {
  readonly address: string
  readonly device: string
}

/** An account, by the name with which it signs in. */
interface OfAccount {
  readonly username: string
}

/** A plan that took its place: its version and hash, from which day it counts, by which act, and what an adopted one changes. */
interface PlanPlaced {
  readonly version: number
  readonly hash: string
  readonly inForceFrom: IsoDate | null
  readonly act: Act | null
  readonly changes?: readonly ChangeTold[]
}

/** Something that an adopted plan changes of the one before it. */
export interface ChangeTold {
  readonly kind: PlanChange['kind']
  readonly about: string
  readonly fields: readonly FieldChange[]
}

/** A role that was given, from a day to a day; `byPlan` where a plan brought it. */
interface GrantTold {
  readonly person: string
  readonly role: string
  readonly unit: string
  readonly from?: IsoDate | null
  readonly to?: IsoDate | null
  readonly deputy?: boolean
  readonly byPlan?: true
}

interface Span {
  readonly from: IsoDate | null
  readonly to: IsoDate | null
}

/** A holder of a position, by id: never by name [RI64]. */
interface HolderTold {
  readonly holder: string
}

/** A new holder, and who was before where the position was handed over: until which day. */
interface HolderAdded extends HolderTold, Span {
  readonly username: string | null
  readonly before?: string
  readonly lastDay?: IsoDate | null
}

/** The account that acted there before. */
interface Displaced {
  readonly before?: string
}

interface StepTold {
  readonly year: number
  /** Holder whose step it is; absent in entries from before holders were named. */
  readonly holder?: string | null
  readonly remarks: string
}

interface DecisionTold {
  readonly id: string
  readonly score: number
  readonly answer: string
}

interface SiteTold {
  readonly name: string
  readonly units: readonly string[]
}

interface CalendarTold {
  readonly before: YearCalendar
  readonly after: YearCalendar
}

/** A unit that was reminded of what was missing of a period, and by when it was asked for. */
interface ReminderTold {
  readonly year: number
  readonly period: number
  readonly name: string
  readonly missing: number
  readonly deadline: IsoDate
}

/** An operation that was decided here. What was refused is its author's, and stands without content [SY38]. */
interface OperationTold {
  readonly operation: string
  readonly base: string | null
  readonly content?: Content
  readonly decision?: Decision | null
  readonly verdict: Verdict['type']
  /** Code of the refusal. */
  readonly code?: string
  /** The operation that it deals with. */
  readonly of?: string
}

/** The field of a register, of evidence without its hash. */
export type FieldName = Exclude<RegisterField, `evidence/${string}`> | 'evidence'

/** `value.edit`, `review.edit`, `evidence.dismiss`, `value.bring`: the field of a register, and what was done to it. */
export type OperationAction = `${FieldName}.${SettlementKind}` | `${'value' | 'note'}.bring`

/** Actions that change the calendar of a year. */
export type CalendarAction =
  'calendar.save' | 'year.close' | 'year.validate' | 'year.neutralise' | 'year.restore' | 'report.send'

/** Detail of an entry, by its action; null where the action says all. */
export interface AuditDetails
  extends Readonly<Record<`sheet.${SheetStep}`, StepTold>>, Readonly<Record<CalendarAction, CalendarTold>> {
  readonly 'reminder.send': ReminderTold
  readonly 'plan.import': PlanPlaced
  readonly 'plan.adopt': PlanPlaced
  readonly 'draft.begin': { readonly hash: string }
  readonly 'draft.save': { readonly hash: string }
  readonly 'draft.discard': { readonly hash: string }
  readonly 'person.save': { readonly title: string }
  readonly 'grant.give': GrantTold
  readonly 'grant.end': { readonly role: string; readonly unit: string; readonly lastDay: IsoDate }
  readonly 'holder.add': HolderAdded
  readonly 'holder.handOver': HolderAdded
  readonly 'holder.begin': HolderTold & { readonly firstDay: IsoDate | null }
  readonly 'holder.end': HolderTold & { readonly lastDay: IsoDate | null }
  readonly 'holder.name': HolderTold
  readonly 'holder.remove': HolderTold & { readonly reopened: string | null }
  readonly 'holder.erase': HolderTold & { readonly reason: string }
  readonly 'account.give': OfAccount & Displaced
  readonly 'account.link': OfAccount
  readonly 'account.unlink': OfAccount
  readonly 'account.invite': OfAccount & Displaced & { readonly email: string; readonly oldEmail?: string }
  readonly 'account.on': OfAccount
  readonly 'account.off': OfAccount
  readonly 'account.mail': null
  readonly setup: OfAccount
  readonly signIn: Origin & { readonly by?: string }
  readonly 'signIn.device': Origin
  readonly 'signIn.delay': Origin
  readonly 'signIn.site': { readonly site: string }
  readonly signOut: Origin
  readonly 'oidc.link': { readonly by: string }
  readonly 'password.change': Origin
  readonly 'password.set': Origin & { readonly by: 'invite' | 'reset' }
  readonly 'totp.on': Origin
  readonly 'totp.off': Origin
  readonly 'totp.lost': OfAccount & { readonly reason: string }
  readonly 'recovery.renew': null
  readonly 'feed.renew': null
  readonly 'device.revoke': null
  readonly 'session.revoke': null
  readonly 'key.lost': { readonly reason: string; readonly factors: number }
  readonly 'judgement.ask': {
    readonly year: number
    readonly holder?: string | null
    readonly score: number
    readonly reason: string
  }
  readonly 'judgement.approved': DecisionTold
  readonly 'judgement.refused': DecisionTold
  readonly 'site.create': SiteTold
  readonly 'site.change': SiteTold & { readonly before: SiteTold }
  readonly 'site.revoke': null
  readonly 'site.trouble': { readonly name: string; readonly code: string | null }
}

/** Name in the audit log of an action other than an operation. */
export type AuditAction = keyof AuditDetails

type Detailed<D> = D extends null ? { readonly detail?: null } : { readonly detail: D }

/** Something that was done, with what it takes to understand it later. */
export type DoneEvent<A extends AuditAction = AuditAction> = {
  readonly [One in A]: { readonly action: One; readonly outcome?: 'done' } & Detailed<AuditDetails[One]>
}[A]

/** An operation of sync, good or refused. */
export interface OperationEvent {
  readonly action: OperationAction
  readonly outcome: 'done' | 'refused'
  readonly detail: OperationTold
}

/** A change that was refused: by the name of its field in the API. */
export interface RefusedEvent {
  readonly action: string
  readonly outcome: 'refused'
  readonly detail: {
    readonly code: string
    readonly username?: string
    /** So many like it before were not told. */
    readonly untold?: number
    readonly count?: number
  } & Partial<Origin>
}

/** Event of the audit log; without an outcome, it was done. */
export type AuditEvent = DoneEvent | OperationEvent | RefusedEvent
