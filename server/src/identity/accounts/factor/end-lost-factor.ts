import { type IsoInstant, itemAddress } from '@traguardo/shared/model'
import { type Refusal, refusal, refuse } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import type { EntityManager } from '../../../kernel/db/orm'
import { transactionalResult } from '../../../kernel/db/transactional-result'
import { heldBy, personsIn } from '../../organisation/positions'
import type { Actor } from '../../../kernel/audit/append'
import { appendEntry } from '../../../kernel/audit/append'
import { AccountEntity } from '../account.entity'
import { actsElsewhere, ofOtherBody } from '../link/acts-elsewhere'
import { NO_FACTOR } from './no-factor'
import { RecoveryCodeEntity } from './recovery-code.entity'

const LONGEST_REASON = 500

/** A factor that its person lost, and why somebody else switches it off. */
export interface LostFactor {
  readonly username: string
  readonly reason: string
}

/** A reason as it goes into the record; `REASON_MISSING` where there is none, or too much of one. */
export function reasonIn(text: string): Result<string, Refusal> {
  const reason = text.trim()
  if (reason === '' || reason.length > LONGEST_REASON)
    return refuse('REASON_MISSING', { kind: 'record', limit: LONGEST_REASON })
  return ok(reason)
}

/** Switches it off and writes down why, in the record of every body in which the account acts. */
export async function endFactor(
  tx: EntityManager,
  { username, reason }: LostFactor,
  by: { readonly person: string; readonly at: IsoInstant },
): Promise<Result<AccountEntity, Refusal>> {
  const why = reasonIn(reason)
  if (!why.ok) return why
  const account = await tx.findOne(AccountEntity, { username })
  if (!account) return refuse('UNKNOWN_ACCOUNT', { kind: 'none', username })
  const off = await tx.nativeUpdate(AccountEntity, { username, totp: { $ne: null } }, NO_FACTOR)
  if (off === 0) return refuse('TOTP_NOT_ON', { kind: 'user', username })
  await tx.nativeDelete(RecoveryCodeEntity, { account: username })
  const persons = personsIn(await heldBy(tx, username))
  const events = persons.map(({ body, code }) => ({
    ...{ body: body.code, ...by, action: 'totp.lost' as const },
    ...{ about: [itemAddress('people', code)], detail: { username, reason: why.value } },
  }))
  await appendEntry(tx, events)
  return ok(account)
}

/** By the controller of the one body in which the account acts; never one's own [RI25]. */
export const endLostFactor = (
  em: EntityManager,
  actor: Actor,
  lost: LostFactor,
): Promise<Result<AccountEntity, Refusal>> =>
  transactionalResult(em, async (tx) => {
    const { body, person, at } = actor
    const persons = personsIn(await heldBy(tx, lost.username))
    if (!persons.some((one) => one.body.code === body))
      return err(refusal('UNKNOWN_ACCOUNT', { kind: 'here', username: lost.username }))
    if (persons.some((one) => one.code === person && one.body.code === body))
      return err(refusal('OWN_ACCOUNT', { kind: 'factor' }))
    if (await actsElsewhere(tx, lost.username, body)) return err(ofOtherBody(lost.username))
    return endFactor(tx, lost, { person, at })
  })

/** From the command line, by whoever runs the server. */
export const endLostFactorHere = (
  em: EntityManager,
  lost: LostFactor,
  at: IsoInstant,
): Promise<Result<AccountEntity, Refusal>> => transactionalResult(em, (tx) => endFactor(tx, lost, { person: '', at }))
