import { madeOnce } from '../../db/made-once'
import type { Em } from '../../db/orm'
import { newKeys } from '../envelope'

/** The keys of this head office. */
export const officeKeys = (em: Em): ReturnType<typeof newKeys> => madeOnce(em, 'office-keys', newKeys)
