import type { IsoInstant, Refusal } from '@traguardo/shared/model'
import { err, ok, refusal, refuse, type Result } from '@traguardo/shared/result'
import type { Em } from '../db/orm'
import { orRollBack } from '../db/or-roll-back'
import { append, type Event } from '../record/append'
import { telling } from '../record/telling'
import { AccountEntity } from './account.entity'
import { makeLink } from './links'
import { hashPassword } from './hashing'
import { NO_PASSWORD, refusePassword } from './passwords'
import { PersonEntity } from '../people/person.entity'
import { SessionEntity } from '../people/session.entity'

/** Letters, digits and `. _ -`, 64 at most. */
export const isPlainName = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text)

export const badName = (what: string): Refusal => ({
  code: 'BAD_NAME',
  message: `${what}: usi lettere non accentate, cifre, punto, trattino e trattino basso, al massimo 64.`,
})

const unknownPerson = (body: string, person: string): Refusal =>
  refusal('UNKNOWN_PERSON', `«${person}» non è tra le persone dell'ente «${body}»: importi il piano che la nomina.`)

/** Something before an `@` and a domain after it: whether somebody reads it, the mail that is sent will say. */
const isEmail = (text: string): boolean => text.length <= 254 && /^[^\s@]{1,64}@[^\s@]+\.[^\s@]{2,}$/.test(text)

/** The account of a position: the one it has, one of that name that another position of the same person uses, or a new one. */
async function accountFor(
  em: Em,
  { body, person, username }: { readonly body: string; readonly person: string; readonly username: string },
): Promise<Result<{ readonly account: AccountEntity; readonly who: PersonEntity }, Refusal>> {
  if (!isPlainName(username)) return err(badName('Il nome utente non va bene'))
  const who = await em.findOne(PersonEntity, { body, code: person }, { populate: ['body'] })
  if (!who) return err(unknownPerson(body, person))
  const taken = await em.findOne(AccountEntity, { username }, { populate: ['person'] })
  if (taken && taken.person.id !== who.id && who.account !== username)
    return refuse('USERNAME_TAKEN', `Il nome utente «${username}» è già di un'altra persona.`)
  const account = taken ?? em.create(AccountEntity, { username, hash: NO_PASSWORD, person: who })
  who.account = username
  return ok({ account, who })
}

/** Gives a person an account, or a new password to the account that is there: from the command line. */
export async function giveAccount(
  em: Em,
  given: { readonly body: string; readonly person: string; readonly username: string; readonly password: string },
  at: IsoInstant,
): Promise<Result<AccountEntity, Refusal>> {
  const { body, username, password } = given
  const refusal = await refusePassword(password, [username])
  if (refusal) return err(refusal)
  const hash = await hashPassword(password)
  return orRollBack(em, async (tx) => {
    const found = await accountFor(tx, given)
    if (!found.ok) return found
    found.value.account.hash = hash
    // A new password ends what was opened with the old one.
    await tx.nativeDelete(SessionEntity, { account: username })
    await tx.flush()
    const event = {
      body,
      at,
      person: '',
      action: 'account.give',
      about: [`people/${given.person}`],
      detail: { username },
    }
    await append(tx, [event])
    return ok(found.value.account)
  })
}

/**
 * Gives an account that is there a position in another body, beside those it has: its person then acts in both with one
 * password. Only from the command line: no body decides about the people of another.
 */
export const linkAccount = (
  em: Em,
  { body, person, username }: { readonly body: string; readonly person: string; readonly username: string },
  at: IsoInstant,
): Promise<Refusal | null> =>
  telling(em, { body, person: '', at }, async (tx) => {
    const who = await tx.findOne(PersonEntity, { body, code: person })
    if (!who) return unknownPerson(body, person)
    if (who.account !== null && who.account !== username)
      return refusal('PERSON_HAS_ACCOUNT', `«${person}» ha già un utente: «${who.account}».`)
    if ((await tx.count(AccountEntity, { username })) === 0)
      return refusal('UNKNOWN_ACCOUNT', `L’utente «${username}» non c’è: lo crei con «account».`)
    who.account = username
    return { action: 'account.link', about: [`people/${person}`], detail: { username } }
  })

/** An account that waits for its password, and the token with which it is chosen. */
export interface Invited {
  readonly account: AccountEntity
  readonly who: PersonEntity
  readonly token: string
}

/** Invites a person: an account without a password, and a link to choose one. Invited again, an earlier link ends. */
export async function invite(
  em: Em,
  asked: { readonly person: string; readonly username: string; readonly email: string },
  actor: Pick<Event, 'body' | 'person' | 'at'>,
): Promise<Result<Invited, Refusal>> {
  const email = asked.email.trim().toLowerCase()
  if (!isEmail(email))
    return refuse('BAD_EMAIL', 'L’indirizzo di posta non va bene: lo scriva per intero, come nome@ente.it.')
  return orRollBack(em, async (tx) => {
    const found = await accountFor(tx, { ...asked, body: actor.body })
    if (!found.ok) return found
    const { account, who } = found.value
    if (account.person.body.code !== actor.body)
      return refuse('ACCOUNT_OF_OTHER_BODY', 'Questo utente è di un altro ente: l’invito lo manda quell’ente.')
    const other = await tx.findOne(AccountEntity, { email, username: { $ne: account.username } })
    if (other) return refuse('EMAIL_TAKEN', `L’indirizzo «${email}» è già di un altro utente.`)
    account.email = email
    await tx.flush()
    const token = await makeLink(tx, account, 'invite', actor.at)
    const about = [`people/${asked.person}`]
    await append(tx, [{ ...actor, action: 'account.invite', about, detail: { username: account.username, email } }])
    return ok({ account, who, token })
  })
}
