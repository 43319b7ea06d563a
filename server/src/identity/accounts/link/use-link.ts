import type { IsoInstant } from '@traguardo/shared/model'
import { LETTER_DELAYS, typedName } from '@traguardo/shared/people'
import { type Refusal, refusal } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import { sha256 } from '../../../kernel/db/rows'
import { type Keyring, SEALED } from '../../../kernel/secrets/keyring'
import { AccountEntity } from '../account.entity'
import type { Context } from '../../../kernel/context'
import { inviteLetter, resetLetter } from '../../../kernel/mail/letters'
import type { Mailer } from '../../../kernel/mail/mailer'
import { firstOf, personsOf } from '../../organisation/positions'
import { accountOf } from '../account-of'
import { admitTry } from '../guesses/tries'
import { NO_PASSWORD, refusePassword } from '../passwords'
import { transactionalResult } from '../../../kernel/db/transactional-result'
import { SessionEntity } from '../devices/session.entity'
import { addressedFrom } from '../guesses/from'
import { deviceText, rememberDevice } from '../guesses/known-device'
import { AccountLinkEntity } from '../account-link.entity'
import { NO_FEED } from '../feed-secret'
import { hashPassword } from '../hashing'
import { tellAccount } from '../tell-account'
import { hashOfToken } from '../devices/cookie'

const PURPOSE = 'reset'
const LASTS = 3_600_000

/** Contents of a link for a new password. It is kept nowhere: asking for one writes the same for everybody [RI22]. */
interface ResetLink {
  readonly username: string
  /** Milliseconds. */
  readonly until: number
  /** Of the password and the address that it was made for: with another one it opens nothing. */
  readonly mark: string
}

type Marked = Pick<AccountEntity, 'username' | 'hash' | 'email'>

const markOf = ({ hash, email }: Marked): string => sha256(JSON.stringify([hash, email]))

/** The token of a link for a new password, which lasts an hour. */
function makeResetLink(keyring: Keyring, account: Marked, now: IsoInstant): string {
  const link: ResetLink = { username: account.username, until: Date.parse(now) + LASTS, mark: markOf(account) }
  // A link has letters, digits, `-` and `_` only.
  return keyring.seal(PURPOSE, JSON.stringify(link)).slice(SEALED.length)
}

/** Opens the token of a link; null where it is none of ours, or none any more. */
function openResetLink(keyring: Keyring, token: string, now: IsoInstant): ResetLink | null {
  try {
    const link = JSON.parse(keyring.open(PURPOSE, SEALED + token)) as ResetLink
    const left = link.until - Date.parse(now)
    return left > 0 && left <= LASTS ? link : null
  } catch {
    return null
  }
}

/** Was it made for the account as it is now? */
const isFor = ({ mark }: ResetLink, account: Marked): boolean => mark === markOf(account)

/**
 * Sends the link for a new password to whoever has an account of that name, and reads and writes as much where nobody has
 * [RI22]. Who never chose a password is invited once more.
 */
export async function sendReset({ app, em }: Context, mail: Mailer, typed: string): Promise<void> {
  const now = app.clock.now()
  const account = await accountOf(em, typed)
  const person = firstOf(await personsOf(em, account?.username ?? '', app.clock), account?.lastPerson ?? null)
  const key = app.keyring.mac('attempt', `reset/${account?.username ?? typedName(typed)}`)
  const admitted = await admitTry(em, { key, policy: LETTER_DELAYS }, Date.parse(now))
  if (!account?.email || account.disabledAt || !person || !('after' in admitted)) return
  const sender = { bodyName: person.body.name, address: app.address }
  const token = makeResetLink(app.keyring, account, now)
  const { username, email: to, hash } = account
  const letter =
    hash === NO_PASSWORD
      ? inviteLetter(sender, { title: person.title, username, from: null }, token, 'un’ora')
      : resetLetter(sender, username, token)
  // The work that waits behind this does not wait for the letter.
  void mail.send({ to, ...letter }).catch((error: unknown) => app.log(error, { job: 'letter' }))
}

const useless: Refusal = refusal('LINK_EXPIRED')

interface Opened {
  readonly account: AccountEntity
  /** The row of a link that is kept. */
  readonly kept: string | null
}

/** The account that a link opens now, or null. */
async function open({ app, em }: Context, token: string, now: IsoInstant): Promise<Opened | null> {
  const sealed = openResetLink(app.keyring, token, now)
  if (sealed) {
    const account = await em.findOne(AccountEntity, { username: sealed.username, disabledAt: null })
    return account && isFor(sealed, account) ? { account, kept: null } : null
  }
  const link = await em.findOne(
    AccountLinkEntity,
    { token: hashOfToken(token), usedAt: null, expiresAt: { $gte: now } },
    { populate: ['account'], strategy: 'joined' },
  )
  return link && !link.account.disabledAt ? { account: link.account, kept: link.token } : null
}

/**
 * Chooses a password by a link: once. Whatever was open with the old one is closed, and no other link opens anything. The
 * device is known from now on.
 */
export async function useLink(context: Context, token: string, password: string): Promise<Result<null, Refusal>> {
  const { app, em, request } = context
  const now = app.clock.now()
  const opened = await open(context, token, now)
  if (!opened) return err(useless)
  const { account, kept } = opened
  const { username, hash: old } = account
  const persons = await personsOf(em, username, app.clock)
  const titles = persons.flatMap(({ title, body }) => [title, body.name])
  const weak = await refusePassword(password, [username, ...titles])
  if (weak) return err(weak)
  const hash = await hashPassword(password)
  const isFirst = old === NO_PASSWORD
  const done = await transactionalResult(em, async (tx) => {
    const detail = { by: isFirst ? 'invite' : 'reset', ...addressedFrom(request) } as const
    const news = isFirst ? {} : { news: { kind: 'password' } as const }
    await tellAccount(tx, app.clock, username, [{ action: 'password.set', detail, ...news }])
    // Of two who hold the link at once one uses it; and nobody who was switched off meanwhile.
    const where = { username, hash: old, disabledAt: null }
    if ((await tx.nativeUpdate(AccountEntity, where, { hash, ...NO_FEED })) === 0) return err(useless)
    if (kept) await tx.nativeUpdate(AccountLinkEntity, { token: kept, usedAt: null }, { usedAt: now })
    await tx.nativeDelete(AccountLinkEntity, { account: username, usedAt: null })
    await tx.nativeDelete(SessionEntity, { account: username })
    return ok(null)
  })
  if (done.ok) rememberDevice(app.keyring, deviceText(request), context, { username, hash })
  return done
}
