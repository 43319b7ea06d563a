import { counterOf, type RegisterState, type SyncTransaction, sumOf } from '@traguardo/shared/sync'
import { romeDay } from '@traguardo/shared/calendar'
import type { IsoDate } from '@traguardo/shared/model'
import { type Clock, realClock } from '../kernel/runtime/clock'
import type { EntityManager } from '../kernel/db/orm'
import { inForceOn, NEWEST_FIRST } from '../plans/plan-shelf'
import { PlanEntity } from '../plans/plan.entity'
import { RESCOPE_MARK } from '../plans/mark-for-rescope'
import { ormStore } from './store/orm-store'
import { scopeOf } from './scopes'
import { SettingEntity } from '../kernel/db/setting.entity'

const ALL = Number.MAX_SAFE_INTEGER

/** Checksums of all scopes, those that are empty now included. */
async function writeSums(tx: SyncTransaction, body: string, states: readonly RegisterState[]): Promise<void> {
  const groups = new Map<string, RegisterState[]>((await tx.scopeSums(body)).map(({ scope }) => [scope, []]))
  for (const state of states) {
    const group = groups.get(state.scope) ?? []
    groups.set(state.scope, group)
    group.push(state)
  }
  await tx.putScopeSums(
    body,
    [...groups].map(([scope, group]) => ({ scope, sum: sumOf(group) })),
  )
}

/**
 * Puts every register of a body into the scope that the plans give it now [SY19]. What moved gets a new stamp, so that
 * whoever may see it now receives it; whoever may not any more finds out by the checksum.
 */
async function rescopeBody(em: EntityManager, body: string, today: IsoDate): Promise<void> {
  const rows = await em.find(PlanEntity, { body }, { ...NEWEST_FIRST, populate: ['document'] })
  const plans = inForceOn(rows, today).map(({ document }) => ({ plan: document }))
  await ormStore(em).transaction(async (tx) => {
    const counter = counterOf(body)
    const from = await tx.count(counter, 0)
    const states = await tx.registersSince(body, -1, null, ALL)
    let stamp = from
    const placed = states.map((state) => {
      const scope = scopeOf(plans, state.key)
      return scope === state.scope ? state : { ...state, scope, stamp: ++stamp }
    })
    const moved = placed.filter((state, at) => state !== states[at])
    await tx.putRegisters(moved)
    if (stamp > from) await tx.count(counter, stamp - from)
    await writeSums(tx, body, placed)
  })
  await em.nativeDelete(SettingEntity, { name: `${RESCOPE_MARK}${body}` })
}

/** Does what is due for every body: after an import, after a migration, after an import that was cut off. */
export async function rescopeWhereDue(orm: EntityManager, clock: Clock = realClock): Promise<void> {
  const em = orm.fork()
  const marks = await em.find(SettingEntity, { name: { $like: `${RESCOPE_MARK}%` } })
  const due = marks.map(({ name }) => name.slice(RESCOPE_MARK.length))
  for (const body of due) await rescopeBody(em, body, romeDay(clock.now(body)))
}
