import type { RegisterState } from '@traguardo/shared/sync'
import type { Em } from '../db/orm'
import { registerOf } from '../sync/rows'
import { RegisterEntity } from './register.entity'

/** Everything that was entered for a body and year. One statement. */
export async function registersOfYear(em: Em, body: string, year: number): Promise<readonly RegisterState[]> {
  const rows = await em.find(RegisterEntity, { body, year }, { disableIdentityMap: true })
  return rows.map(registerOf)
}
