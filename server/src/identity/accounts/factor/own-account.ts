import { itemAddress } from '@traguardo/shared/model'
import type { DoneEvent } from '@traguardo/shared/record'
import { type SignedInContext, actorOf } from '../../organisation/positions'
import { inTransaction } from '../../../kernel/db/in-transaction'
import type { EntityManager } from '../../../kernel/db/orm'
import type { AuditedEvent } from '../../../kernel/audit/append'
import { withAudit } from '../../../kernel/audit/with-audit'
import { addressedFrom } from '../guesses/from'
import { AccountEntity } from '../account.entity'
import { tellAccount } from '../tell-account'

/** The account of who is signed in. */
export const ownAccount = ({ em, viewer }: SignedInContext): Promise<AccountEntity> =>
  em.findOneOrFail(AccountEntity, { username: viewer.username }, { refresh: true })

/** Changes of the second factor are news for its person. */
const NEWS = { 'totp.on': { kind: 'totp-on' }, 'totp.off': { kind: 'totp-off' } } as const

/** Changes that somebody makes to the own account. */
type OwnAction =
  keyof typeof NEWS | 'account.mail' | 'device.revoke' | 'feed.renew' | 'recovery.renew' | 'session.revoke'

/** Changes the own account and tells of it: here, or where it is news for its person in every body in which it acts. */
export async function changeOwn(
  context: SignedInContext,
  action: OwnAction,
  work: (tx: EntityManager, username: string) => Promise<unknown>,
): Promise<void> {
  const { app, em, request, viewer } = context
  const { username } = viewer
  if (action === 'totp.on' || action === 'totp.off')
    return inTransaction(em, async (tx) => {
      await tellAccount(tx, app.clock, username, [{ action, detail: addressedFrom(request), news: NEWS[action] }])
      await work(tx, username)
    })
  await withAudit(em, actorOf(context), async (tx) => {
    await work(tx, username)
    const told: DoneEvent<typeof action> & Pick<AuditedEvent, 'about'> = {
      action,
      about: [itemAddress('people', viewer.person)],
    }
    return told
  })
}
