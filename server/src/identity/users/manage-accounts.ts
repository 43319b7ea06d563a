import { romeDay } from '@traguardo/shared/calendar'
import { itemAddress } from '@traguardo/shared/model'
import { type Refusal, refusal, refuse } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import { AccountEntity } from '../accounts/account.entity'
import { type Displaced, endSessionsOf } from '../accounts/accounts'
import { actsElsewhere, ofOtherBody } from '../accounts/link/acts-elsewhere'
import { NO_FEED } from '../accounts/feed-secret'
import type { EntityManager } from '../../kernel/db/orm'
import { transactionalResult } from '../../kernel/db/transactional-result'
import { heldBy, holdersOn, personsIn } from '../organisation/positions'
import { SessionEntity } from '../accounts/devices/session.entity'
import type { Actor } from '../../kernel/audit/append'
import { appendEntry } from '../../kernel/audit/append'
import { withAudit } from '../../kernel/audit/with-audit'

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
