import { addDays, periodsOf, romeDay } from '@traguardo/shared/calendar'
import { bodyStatus, registerIndex } from '@traguardo/shared/collection'
import { itemAddress } from '@traguardo/shared/model'
import { refuseReminder } from '@traguardo/shared/notices'
import { refusal } from '@traguardo/shared/refusals'
import { Arg, Ctx, Int, Mutation, Resolver } from 'type-graphql'
import { actorOf, type SignedInContext } from '../identity/organisation/positions'
import { RecordEntity } from '../kernel/audit/record.entity'
import { withAudit } from '../kernel/audit/with-audit'
import type { EntityManager } from '../kernel/db/orm'
import { DONE, DoneResult } from '../kernel/graphql/refusal.types'
import { noPlan } from '../kernel/no-plan'
import { registersOfYears } from '../sync/store/registers-of-years'

/** Was a unit reminded on this day already? The audit log knows, whoever did it. */
async function wasReminded(tx: EntityManager, body: string, unit: string, today: string): Promise<boolean> {
  const entries = await tx.find(RecordEntity, {
    ...{ body, action: 'reminder.send', outcome: 'done' as const, at: { $gte: addDays(today, -1) } },
    about: { $like: `%|${itemAddress('units', unit)}|%` },
  })
  return entries.some(({ at }) => romeDay(at) === today)
}

@Resolver()
export class RemindResolver {
  /** Whoever validates a unit reminds it of what is missing, once a day; the notice follows from the audit log [NO9]. */
  @Mutation(() => DoneResult)
  async reminderSend(
    @Arg('year', () => Int) year: number,
    @Arg('period', () => Int) period: number,
    @Arg('unit', () => String) unit: string,
    @Ctx() context: SignedInContext,
  ): Promise<typeof DoneResult> {
    const { app, em, viewer } = context
    const { body } = viewer
    const today = romeDay(app.clock.now(body))
    const stored = await app.plans.find(em, body, year)
    if (!stored) return noPlan(year)
    const { plan } = stored
    const found = periodsOf(plan, year).find(({ number }) => number === period)
    if (!found) return refusal('UNKNOWN_PERIOD')
    const refused = await withAudit(em, actorOf(context), async (tx) => {
      const find = registerIndex(await registersOfYears(tx, body, { from: year, to: year }))
      const standing = bodyStatus(plan, found, find, today).find((one) => one.unit === unit) ?? null
      const barred = refuseReminder(viewer, plan, unit, standing, await wasReminded(tx, body, unit, today))
      if (barred || !standing) return barred ?? refusal('NOTHING_MISSING')
      const missing = standing.cells.length - standing.answered
      const { deadline, name } = standing.period
      return {
        action: 'reminder.send',
        about: [itemAddress('units', unit)],
        detail: { year, period, name, missing, deadline },
      }
    })
    return refused ?? DONE
  }
}
