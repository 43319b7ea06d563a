import { itemAddress } from '@traguardo/shared/model'
import type { SignedInContext } from '../../organisation/signed-in'
import type { Em } from '../../../kernel/db/orm'
import { actorOf } from '../../organisation/signed-in'
import { telling } from '../../../kernel/audit/telling'
import { from } from '../guesses/from'
import { AccountEntity } from '../account.entity'
import type { AccountNews } from '../account-news'
import { tellAccount } from '../tell-account'

/** The account of who is signed in. */
export const ownAccount = ({ em, viewer }: SignedInContext): Promise<AccountEntity> =>
  em.fork().findOneOrFail(AccountEntity, { username: viewer.username })

/** Changes the own account and tells of it: here, or where it is news for its person in every body in which it acts. */
export async function changeOwn(
  context: SignedInContext,
  action: string,
  work: (tx: Em, username: string) => Promise<unknown>,
  news?: AccountNews,
): Promise<void> {
  const { app, em, request, viewer } = context
  const { username } = viewer
  if (news)
    return em.fork().transactional(async (tx) => {
      await tellAccount(tx as Em, app.clock, username, [{ action, detail: from(request), news }])
      await work(tx as Em, username)
    })
  await telling(em, actorOf(context), async (tx) => {
    await work(tx, username)
    return { action, about: [itemAddress('people', viewer.person)] }
  })
}
