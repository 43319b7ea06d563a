import { addDays, isDay, romeDay } from '@traguardo/shared/calendar'
import { itemAddress } from '@traguardo/shared/model'
import { ROLES, shareADay } from '@traguardo/shared/people'
import { type Refusal, refusal, refuse } from '@traguardo/shared/refusals'
import { v7 } from 'uuid'
import { err, ok, type Result } from '@traguardo/shared/result'
import { type SignedInContext, heldBy, holdersOn, personsIn } from '../organisation/positions'
import type { Letter } from '../../kernel/mail/mailer'
import { closing, type Sender } from '../../kernel/mail/letters'
import { BodyEntity } from '../organisation/body.entity'
import { UnitEntity } from '../organisation/unit.entity'
import type { EntityManager } from '../../kernel/db/orm'
import { badName, isPlainName, type Displaced, endSessionsOf } from '../accounts/accounts'
import { PersonEntity } from '../organisation/person.entity'
import { RoleGrantEntity } from '../organisation/role-grant.entity'
import { type Actor, appendEntry } from '../../kernel/audit/append'
import { withAudit } from '../../kernel/audit/with-audit'
import { badSpan } from './bad-span'
import type { GrantInput } from './staff.types'
import { AccountEntity } from '../accounts/account.entity'
import { actsElsewhere, ofOtherBody } from '../accounts/link/acts-elsewhere'
import { NO_FEED } from '../accounts/feed-secret'
import { transactionalResult } from '../../kernel/db/transactional-result'
import { SessionEntity } from '../accounts/devices/session.entity'

/** Writes to the person of an account what was done to it; nothing waits for the letter. Without mail the record has it. */
export function tellByLetter({ app, viewer }: SignedInContext, to: string | null, word: AccountWord): void {
  if (!to || !app.mail) return
  const sender = { bodyName: viewer.bodyName, address: app.address }
  void app.mail
    .send({ to, ...accountLetter(sender, word) })
    .catch((error: unknown) => app.log(error, { job: 'letter' }))
}

/**
 * Change by somebody else to an account, of which its person has to hear at an address that notices may not reach any
 * more.
 */
type AccountWord =
  | { readonly what: 'address'; readonly username: string; readonly email: string }
  | { readonly what: 'taken'; readonly username: string; readonly person: string }
  | { readonly what: 'factor'; readonly username: string; readonly reason: string }

const NOT_KNOWN = 'Se non ne sa nulla, avvisi subito il controllo di gestione.'

function wordsOf(word: AccountWord): readonly [subject: string, text: string] {
  const { username } = word
  switch (word.what) {
    case 'address':
      return [
        'Indirizzo di posta cambiato',
        `la posta di Traguardo per l’utente ${username} non arriva più qui: il controllo di gestione ha scritto l’indirizzo ${word.email}.`,
      ]
    case 'taken':
      return [
        'Accesso tolto',
        `il controllo di gestione ha tolto all’utente ${username} l’incarico «${word.person}»: quello che vi era aperto è stato chiuso.`,
      ]
    case 'factor':
      return [
        'Secondo fattore disattivato',
        `per l’utente ${username} il secondo fattore è stato disattivato da chi ne ha il compito: per entrare basta la password. Il motivo scritto nel registro: ${word.reason}\n\nLo attivi di nuovo appena può, dalle sue preferenze.`,
      ]
  }
}

/** The letter that says it. */
function accountLetter(sender: Sender, word: AccountWord): Omit<Letter, 'to'> {
  const [subject, text] = wordsOf(word)
  return { subject: `${subject} (Traguardo)`, text: `Buongiorno,\n\n${text}\n\n${NOT_KNOWN}${closing(sender)}` }
}

const LONGEST_TITLE = 200

/** Makes a position, or gives the one of this code another title. */
export const savePerson = (em: EntityManager, actor: Actor, code: string, title: string): Promise<Refusal | null> =>
  withAudit(em, actor, async (tx) => {
    if (!isPlainName(code)) return badName('person')
    const called = title.trim()
    if (called === '' || called.length > LONGEST_TITLE)
      return refusal('BAD_TEXT', { kind: 'position', limit: LONGEST_TITLE })
    const known = await tx.findOne(PersonEntity, { body: actor.body, code })
    if (known) known.title = called
    else tx.create(PersonEntity, { id: v7(), body: tx.getReference(BodyEntity, actor.body), code, title: called })
    return { action: 'person.save', about: [itemAddress('people', code)], detail: { title: called } }
  })

/** Gives a role in a unit, from a day to a day. */
export const giveGrant = (em: EntityManager, actor: Actor, input: GrantInput): Promise<Refusal | null> =>
  withAudit(em, actor, async (tx) => {
    const { body } = actor
    const role = ROLES.find((one) => one === input.role)
    if (!role) return refusal('UNKNOWN_ROLE', { role: input.role })
    const bad = badSpan(input)
    if (bad) return bad
    const person = await tx.findOne(PersonEntity, { body, code: input.person })
    const unit = await tx.findOne(UnitEntity, { body, code: input.unit })
    if (!person) return refusal('UNKNOWN_PERSON', { person: input.person })
    if (!unit) return refusal('UNKNOWN_UNIT', { kind: 'body', unit: input.unit })
    const [from, to] = [input.from || null, input.to || null]
    const others = await tx.find(RoleGrantEntity, { person: person.id, unit: unit.id, role })
    const isHeld = others.some((one) => shareADay(one, { from, to }))
    if (isHeld) return refusal('GRANT_OVERLAPS')
    const { deputy } = input
    tx.create(RoleGrantEntity, { id: v7(), person, unit, role, from, to, deputy, origin: 'hand' })
    return {
      action: 'grant.give',
      about: [itemAddress('people', person.code), itemAddress('units', unit.code)],
      detail: { ...input },
    }
  })

/** Ends a role after a day: what was held before stays known. A role that never began is taken away. */
export const endGrant = (em: EntityManager, actor: Actor, id: string, lastDay: string): Promise<Refusal | null> =>
  withAudit(em, actor, async (tx) => {
    if (!isDay(lastDay)) return refusal('BAD_DAY', { kind: 'last' })
    const { body } = actor
    const grant = await tx.findOne(RoleGrantEntity, { id, person: { body } }, { populate: ['person', 'unit'] })
    if (!grant) return refusal('UNKNOWN_GRANT')
    if (grant.role === 'controller') {
      const later = { $or: [{ to: null }, { to: { $gte: addDays(lastDay, 1) } }] }
      const left = await tx.count(RoleGrantEntity, { person: { body }, role: 'controller', id: { $ne: id }, ...later })
      if (left === 0) return refusal('LAST_CONTROLLER')
    }
    if (grant.from !== null && lastDay < grant.from) tx.remove(grant)
    else Object.assign(grant, { to: lastDay, origin: 'hand' })
    const { person, unit, role } = grant
    const about = [itemAddress('people', person.code), itemAddress('units', unit.code)]
    return { action: 'grant.end', about, detail: { role, unit: unit.code, lastDay } }
  })

/** Switches an account off, and closes whatever it has open; or on again. Not one that acts in another body too [RI24]. */
export const switchAccount = (
  em: EntityManager,
  actor: Actor,
  username: string,
  on: boolean,
): Promise<Refusal | null> =>
  withAudit(em, actor, async (tx) => {
    const { body, person, at } = actor
    const own = personsIn(await heldBy(tx, username)).filter((one) => one.body.code === body)
    const account = own.length === 0 ? null : await tx.findOne(AccountEntity, { username })
    if (!account) return refusal('UNKNOWN_ACCOUNT', { kind: 'here', username })
    if (!on && own.some(({ code }) => code === person)) return refusal('OWN_ACCOUNT', { kind: 'user' })
    if (await actsElsewhere(tx, username, body)) return ofOtherBody(username)
    Object.assign(account, { disabledAt: on ? null : at }, on ? {} : NO_FEED)
    if (!on) await tx.nativeDelete(SessionEntity, { account: username })
    const about = own.map(({ code }) => itemAddress('people', code))
    return { action: on ? 'account.on' : 'account.off', about, detail: { username } }
  })

/** Takes the account away from whoever holds a position today: it acts there no more, from this moment; elsewhere it goes on [RI23]. */
export const unlinkAccount = (em: EntityManager, actor: Actor, person: string): Promise<Result<Displaced, Refusal>> =>
  transactionalResult(em, async (tx) => {
    const { body } = actor
    const holder = (await holdersOn(tx, body, romeDay(actor.at))).get(person)
    const username = holder?.account
    const account = username ? await tx.findOne(AccountEntity, { username }) : null
    if (!holder || !account) return refuse('UNKNOWN_ACCOUNT', { kind: 'position' })
    if (person === actor.person) return err(refusal('OWN_ACCOUNT', { kind: 'access' }))
    holder.account = null
    await endSessionsOf(tx, account.username, holder.person)
    await tx.flush()
    const about = [itemAddress('people', person)]
    await appendEntry(tx, [{ ...actor, action: 'account.unlink', about, detail: { username: account.username } }])
    return ok({ username: account.username, email: account.email })
  })
