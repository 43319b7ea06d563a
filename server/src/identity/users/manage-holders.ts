import { addDays, isDay, romeDay, romeInstant } from '@traguardo/shared/calendar'
import { type IsoDate, isPlainText, itemAddress } from '@traguardo/shared/model'
import { type HolderDays, holderOn, shareADay } from '@traguardo/shared/people'
import { type Refusal, refusal, refuse } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import { v7 } from 'uuid'
import type { Actor, AuditedEvent } from '../../kernel/audit/append'
import { RecordEntity } from '../../kernel/audit/record.entity'
import { withAudit } from '../../kernel/audit/with-audit'
import type { EntityManager } from '../../kernel/db/orm'
import { reasonIn } from '../accounts/factor/end-lost-factor'
import { endSessionsOf } from '../accounts/accounts'
import { HolderEntity } from '../organisation/holder.entity'
import { PersonEntity } from '../organisation/person.entity'
import { heldBy } from '../organisation/positions'
import { badSpan } from './bad-span'
import type { HolderInput } from './holder.types'

const LONGEST_NAME = 200
const MIDNIGHT = '00:00:00.000'
const END_OF_TIME = '9999'

/** A name as it is kept; null where none is given. */
function nameIn(text: string | null): Result<string | null, Refusal> {
  const name = (text ?? '').trim()
  if (name.length <= LONGEST_NAME && isPlainText(name)) return ok(name === '' ? null : name)
  return refuse('BAD_TEXT', { kind: 'holder', limit: LONGEST_NAME })
}

/** The holder as the record names them: never by the name, which nobody could take out of it again [RI64]. */
const told = <D extends object>({ id, person }: HolderEntity, detail: D) => ({
  about: [itemAddress('people', person.code)],
  detail: { holder: id, ...detail },
})

/** The moments of these days of Rome. */
const during = ({ from, to }: HolderDays) => ({
  ...(from === null ? {} : { $gte: romeInstant(from, MIDNIGHT) }),
  $lt: to === null ? END_OF_TIME : romeInstant(addDays(to, 1), MIDNIGHT),
})

/** Does the record say that the holder did something on these days? What it tells without a holder goes by the holder's days. */
async function acted(tx: EntityManager, body: string, holder: HolderEntity, days: HolderDays): Promise<boolean> {
  const at = during(days)
  const unnamed = { holder: null, person: holder.person.code, $and: [{ at }, { at: during(holder) }] }
  return (await tx.count(RecordEntity, { body, $or: [{ holder: holder.id, at }, unnamed] })) > 0
}

/** Does the record say so of the days after one? */
const actedAfter = (tx: EntityManager, body: string, holder: HolderEntity, day: IsoDate) =>
  acted(tx, body, holder, { from: addDays(day, 1), to: null })

const holderActed = (day: IsoDate): Refusal => refusal('HOLDER_ACTED', { kind: 'after', day })

const overlaps = refusal('HOLDERS_OVERLAP')

const unknownHolder = refusal('UNKNOWN_HOLDER')

const isFree = (holders: Iterable<HolderEntity>, days: HolderDays, self: HolderEntity | null): boolean =>
  ![...holders].some((one) => one !== self && shareADay(one, days))

/** May this account hold a position of the body on these days? It has one there already, and none on the same days. */
async function refuseAccount(
  tx: EntityManager,
  body: string,
  username: string,
  days: HolderDays,
): Promise<Refusal | null> {
  const here = (await heldBy(tx, username)).filter(({ person }) => person.body.code === body)
  if (here.length === 0) return refusal('UNKNOWN_ACCOUNT', { kind: 'invite', username })
  return here.some((one) => shareADay(one, days)) ? refusal('ACCOUNT_HOLDS_ANOTHER', { username }) : null
}

/** Ends whoever holds the position on a day with the day before it: answers who that is. */
async function handOver(
  tx: EntityManager,
  person: PersonEntity,
  from: IsoDate,
  body: string,
): Promise<Result<HolderEntity, Refusal>> {
  const before = holderOn(person.holders, from)
  const lastDay = addDays(from, -1)
  if (!before || (before.from !== null && lastDay < before.from)) return refuse('NOBODY_BEFORE')
  if (await actedAfter(tx, body, before, lastDay)) return err(holderActed(lastDay))
  before.to = lastDay
  return ok(before)
}

/** Adds a holder from a day to a day, or hands a position over on the first of them: the one before ends the day before [RI63]. */
export const addHolder = (em: EntityManager, actor: Actor, input: HolderInput): Promise<Refusal | null> =>
  withAudit(em, actor, async (tx) => {
    const { body } = actor
    const days = { from: input.from || null, to: input.to || null }
    const username = input.username?.trim() || null
    const bad = badSpan(days)
    if (bad) return bad
    const name = nameIn(input.name)
    if (!name.ok) return name.error
    const person = await tx.findOne(PersonEntity, { body, code: input.person }, { populate: ['holders'] })
    if (!person) return refusal('UNKNOWN_PERSON', { kind: 'position', person: input.person })
    let ended: HolderEntity | null = null
    if (input.handOver) {
      if (days.from === null) return refusal('BAD_DAY', { kind: 'hand-over' })
      const passed = await handOver(tx, person, days.from, body)
      if (!passed.ok) return passed.error
      ended = passed.value
    }
    if (!isFree(person.holders, days, null)) return overlaps
    const barred = username === null ? null : await refuseAccount(tx, body, username, days)
    if (barred) return barred
    const holder = tx.create(HolderEntity, { id: v7(), person, name: name.value, account: username, ...days })
    const before = ended ? { before: ended.id, lastDay: ended.to } : {}
    return { action: ended ? 'holder.handOver' : 'holder.add', ...told(holder, { ...days, username, ...before }) }
  })

/** A change of one holder, of the body of whoever asks. */
const changing = (
  em: EntityManager,
  actor: Actor,
  id: string,
  change: (tx: EntityManager, holder: HolderEntity) => Promise<Refusal | AuditedEvent>,
): Promise<Refusal | null> =>
  withAudit(em, actor, async (tx) => {
    const holder = await tx.findOne(
      HolderEntity,
      { id, person: { body: actor.body } },
      { populate: ['person.holders'] },
    )
    return holder ? change(tx, holder) : unknownHolder
  })

/** Ends a holder's days, or says that no end is known: null. Never one's own, and not before what the holder did [RI63]. */
export const endHolder = (
  em: EntityManager,
  actor: Actor,
  id: string,
  lastDay: string | null,
): Promise<Refusal | null> =>
  changing(em, actor, id, async (tx, holder) => {
    const to = lastDay || null
    if (to !== null && !isDay(to)) return refusal('BAD_DAY', { kind: 'last' })
    if (id === actor.holder) return refusal('OWN_ACCOUNT', { kind: 'days' })
    const { from, person } = holder
    if (to !== null && from !== null && to < from) return refusal('DAYS_REVERSED')
    if (to !== null && (await actedAfter(tx, actor.body, holder, to))) return holderActed(to)
    if (!isFree(person.holders, { from, to }, holder)) return overlaps
    holder.to = to
    return { action: 'holder.end', ...told(holder, { lastDay: to }) }
  })

/** Moves a holder's first day, or says that none is known: null. Never one's own, and not behind what the holder did [RI63]. */
export const beginHolder = (
  em: EntityManager,
  actor: Actor,
  id: string,
  firstDay: string | null,
): Promise<Refusal | null> =>
  changing(em, actor, id, async (tx, holder) => {
    const days = { from: firstDay || null, to: holder.to }
    const bad = badSpan(days)
    if (bad) return bad
    if (id === actor.holder) return refusal('OWN_ACCOUNT', { kind: 'days' })
    const { from: day } = days
    const isLost = day !== null && (await acted(tx, actor.body, holder, { from: holder.from, to: addDays(day, -1) }))
    if (isLost) return refusal('HOLDER_ACTED', { kind: 'before', day })
    if (!isFree(holder.person.holders, days, holder)) return overlaps
    holder.from = day
    return { action: 'holder.begin', ...told(holder, { firstDay: day }) }
  })

/** Corrects a holder's name. */
export const nameHolder = (em: EntityManager, actor: Actor, id: string, text: string): Promise<Refusal | null> =>
  changing(em, actor, id, async (_tx, holder) => {
    const name = nameIn(text)
    if (!name.ok) return name.error
    holder.name = name.value
    return { action: 'holder.name', ...told(holder, {}) }
  })

/**
 * Takes away a holder who was added by mistake and did nothing since the first day; before it there is only the own account
 * to see to [RI62, RI63].
 * @param reopen gives the days back to whoever ended the day before
 */
export const removeHolder = (em: EntityManager, actor: Actor, id: string, reopen: boolean): Promise<Refusal | null> =>
  changing(em, actor, id, async (tx, holder) => {
    const { person, account, from, to } = holder
    if (id === actor.holder) return refusal('OWN_ACCOUNT', { kind: 'holder' })
    if (await acted(tx, actor.body, holder, { from, to: null })) return refusal('HOLDER_DID_ACT')
    const before = from === null ? null : holderOn(person.holders, addDays(from, -1))
    if (reopen && before) before.to = to
    const others = [...person.holders].filter((one) => one !== holder && one.account === account)
    if (account !== null && others.length === 0) await endSessionsOf(tx, account, person)
    tx.remove(holder)
    return { action: 'holder.remove', ...told(holder, { reopened: reopen ? (before?.id ?? null) : null }) }
  })

/** Erases the name of somebody who held a position: the record has its id, and never had the name [RI64]. */
export const eraseHolder = (em: EntityManager, actor: Actor, id: string, text: string): Promise<Refusal | null> =>
  changing(em, actor, id, async (_tx, holder) => {
    const reason = reasonIn(text)
    if (!reason.ok) return reason.error
    if (holder.to === null || holder.to >= romeDay(actor.at)) return refusal('STILL_HOLDER')
    holder.name = null
    return { action: 'holder.erase', ...told(holder, { reason: reason.value }) }
  })
