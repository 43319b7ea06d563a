import type { EntityManager } from '../kernel/db/orm'
import { SettingEntity } from '../kernel/db/setting.entity'

declare module '../kernel/context' {
  interface AppPorts {
    /** Plans were changed: what belongs to other scopes now is put there. Called after the commit. */
    plansChanged(em: EntityManager): Promise<void>
  }
}

/** Settings of this name say that the registers of a body may belong to other scopes now. */
export const RESCOPE_MARK = 'rescope/'

/** Says, in the transaction that changes the plans of a body, that its registers may belong to other scopes now. */
export const markForRescope = (em: EntityManager, body: string): Promise<unknown> =>
  em.upsert(SettingEntity, { name: `${RESCOPE_MARK}${body}`, value: 'due' })
