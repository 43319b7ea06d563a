import { LETTER_DELAYS, typedName } from '@traguardo/shared/people'
import type { Context } from '../../../kernel/context'
import { inviteLetter, resetLetter } from '../../../kernel/mail/letters'
import type { Mailer } from '../../../kernel/mail/mailer'
import { firstOf, personsOf } from '../../organisation/positions'
import { accountOf } from '../account-of'
import { admit } from '../guesses/tries'
import { NO_PASSWORD } from '../passwords'
import { makeResetLink } from './reset-link'

/**
 * Sends the link for a new password to whoever has an account of that name, and reads and writes as much where nobody has
 * [RI22]. Who never chose a password is invited once more.
 */
export async function sendReset({ app, em: shared }: Context, mail: Mailer, typed: string): Promise<void> {
  const em = shared.fork()
  const now = app.clock.now()
  const account = await accountOf(em, typed)
  const person = firstOf(await personsOf(em, account?.username ?? '', app.clock), account?.lastPerson ?? null)
  const key = app.keyring.mac('attempt', `reset/${account?.username ?? typedName(typed)}`)
  const admitted = await admit(em, { key, policy: LETTER_DELAYS }, Date.parse(now))
  if (!account?.email || account.disabledAt || !person || !('after' in admitted)) return
  const sender = { bodyName: person.body.name, address: app.address }
  const token = makeResetLink(app.keyring, account, now)
  const { username, email: to, hash } = account
  const letter =
    hash === NO_PASSWORD
      ? inviteLetter(sender, { title: person.title, username, from: null }, token, 'un’ora')
      : resetLetter(sender, username, token)
  // What waits behind this does not wait for the letter.
  void mail.send({ to, ...letter }).catch((error: unknown) => app.log(error, { job: 'letter' }))
}
