import type { RegisterState } from '@traguardo/shared/sync'
import type { Em } from '../db/orm'
import { registerOf } from '../sync/store/rows'
import { RegisterEntity } from './register.entity'

/** Everything that was entered for a body in the years of a span. One statement. */
export async function registersOfYears(
  em: Em,
  body: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly RegisterState[]> {
  const rows = await em.find(RegisterEntity, { body, year: { $gte: from, $lte: to } }, { disableIdentityMap: true })
  return rows.map(registerOf)
}
