import type { SignedInContext } from '../../context'
import type { Em } from '../../db/orm'
import { actorOf } from '../../record/actor'
import { telling } from '../../record/telling'
import { AccountEntity } from '../account.entity'

/** The account of who is signed in. */
export const ownAccount = ({ em, viewer }: SignedInContext): Promise<AccountEntity> =>
  em.fork().findOneOrFail(AccountEntity, { username: viewer.username })

/** Changes the own account and tells of it. */
export async function changeOwn(
  context: SignedInContext,
  action: string,
  work: (tx: Em, username: string) => Promise<unknown>,
): Promise<void> {
  const { em, viewer } = context
  await telling(em, actorOf(context), async (tx) => {
    await work(tx, viewer.username)
    return { action, about: [`people/${viewer.person}`] }
  })
}
