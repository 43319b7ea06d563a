import type { Refusal } from '@traguardo/shared/model'
import { err, ok, type Result } from '@traguardo/shared/result'
import type { Em } from '../db/orm'
import { AccountEntity } from './account.entity'
import { hashPassword, refusePassword } from './passwords'
import { PersonEntity } from './person.entity'
import { SessionEntity } from './session.entity'

/** Letters, digits and `. _ -`, 64 at most. */
export const isPlainName = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text)

export const badName = (what: string): Refusal => ({
  code: 'BAD_NAME',
  message: `${what}: usi lettere non accentate, cifre, punto, trattino e trattino basso, al massimo 64.`,
})

/** Gives a person an account, or a new password to the account that is there. */
export async function giveAccount(
  em: Em,
  { body, person, username, password }: { body: string; person: string; username: string; password: string },
): Promise<Result<AccountEntity, Refusal>> {
  const refusal = isPlainName(username) ? refusePassword(password) : badName('Il nome utente non va bene')
  if (refusal) return err(refusal)
  const who = await em.findOne(PersonEntity, { body, code: person })
  if (!who)
    return err({
      code: 'UNKNOWN_PERSON',
      message: `«${person}» non è tra le persone dell'ente «${body}»: importi il piano che la nomina.`,
    })
  const taken = await em.findOne(AccountEntity, { username })
  if (taken && taken.person.id !== who.id)
    return err({ code: 'USERNAME_TAKEN', message: `Il nome utente «${username}» è già di un'altra persona.` })
  const hash = await hashPassword(password)
  const account = taken ?? em.create(AccountEntity, { username, hash, person: who })
  account.hash = hash
  // A new password ends what was opened with the old one.
  await em.nativeDelete(SessionEntity, { account: username })
  await em.flush()
  return ok(account)
}
