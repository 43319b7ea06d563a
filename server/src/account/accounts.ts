import type { IsoInstant, Refusal } from '@traguardo/shared/model'
import { err, ok, type Result } from '@traguardo/shared/result'
import type { Em } from '../db/orm'
import { append, type Event } from '../record/append'
import { AccountEntity } from './account.entity'
import { makeLink } from './links'
import { hashPassword, NO_PASSWORD, refusePassword } from './passwords'
import { PersonEntity } from '../people/person.entity'
import { SessionEntity } from '../people/session.entity'

/** Letters, digits and `. _ -`, 64 at most. */
export const isPlainName = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text)

export const badName = (what: string): Refusal => ({
  code: 'BAD_NAME',
  message: `${what}: usi lettere non accentate, cifre, punto, trattino e trattino basso, al massimo 64.`,
})

const refuse = (code: string, message: string): Result<never, Refusal> => err({ code, message })

/** Something before an `@` and a domain after it: whether somebody reads it, the mail that is sent will say. */
const isEmail = (text: string): boolean => /^[^\s@]{1,64}@[^\s@]+\.[^\s@]{2,}$/.test(text) && text.length <= 254

/** The account of a position: the one it has, one of that name that another position of the same person uses, or a new one. */
async function accountFor(
  em: Em,
  { body, person, username }: { readonly body: string; readonly person: string; readonly username: string },
): Promise<Result<{ readonly account: AccountEntity; readonly who: PersonEntity }, Refusal>> {
  if (!isPlainName(username)) return err(badName('Il nome utente non va bene'))
  const who = await em.findOne(PersonEntity, { body, code: person }, { populate: ['body'] })
  if (!who)
    return refuse(
      'UNKNOWN_PERSON',
      `«${person}» non è tra le persone dell'ente «${body}»: importi il piano che la nomina.`,
    )
  const taken = await em.findOne(AccountEntity, { username })
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
  const refusal = refusePassword(password, [username])
  if (refusal) return err(refusal)
  const hash = await hashPassword(password)
  return em.fork().transactional(async (tx) => {
    const found = await accountFor(tx as Em, given)
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
    await append(tx as Em, [event])
    return ok(found.value.account)
  })
}

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
  return em.fork().transactional(async (tx) => {
    const found = await accountFor(tx as Em, { ...asked, body: actor.body })
    if (!found.ok) return found
    const { account, who } = found.value
    const other = await tx.findOne(AccountEntity, { email, username: { $ne: account.username } })
    if (other) return refuse('EMAIL_TAKEN', `L’indirizzo «${email}» è già di un altro utente.`)
    account.email = email
    await tx.flush()
    const token = await makeLink(tx as Em, account, 'invite', actor.at)
    const about = [`people/${asked.person}`]
    await append(tx as Em, [
      { ...actor, action: 'account.invite', about, detail: { username: account.username, email } },
    ])
    return ok({ account, who, token })
  })
}
