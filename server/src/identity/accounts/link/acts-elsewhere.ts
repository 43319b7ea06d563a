import { type Refusal, refusal } from '@traguardo/shared/refusals'
import type { EntityManager } from '../../../kernel/db/orm'
import { HolderEntity } from '../../organisation/holder.entity'

/** Does an account act in another body than this one, did it, or will it? Then no body alone decides about it [RI24]. */
export const actsElsewhere = async (em: EntityManager, username: string, body: string): Promise<boolean> =>
  (await em.count(HolderEntity, { account: username, person: { body: { $ne: body } } })) > 0

/** Refusal of a change from here to an account that acts in another body. */
export const ofOtherBody = (username: string): Refusal => refusal('ACCOUNT_OF_OTHER_BODY', { username })
