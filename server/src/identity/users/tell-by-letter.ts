import type { SignedInContext } from '../organisation/signed-in'
import { accountLetter, type AccountWord } from '../../kernel/mail/account-letters'

/** Writes to the person of an account what was done to it; nothing waits for the letter. Without mail the record has it. */
export function tellByLetter({ app, viewer }: SignedInContext, to: string | null, word: AccountWord): void {
  if (!to || !app.mail) return
  const sender = { bodyName: viewer.bodyName, address: app.address }
  void app.mail
    .send({ to, ...accountLetter(sender, word) })
    .catch((error: unknown) => app.log(error, { job: 'letter' }))
}
