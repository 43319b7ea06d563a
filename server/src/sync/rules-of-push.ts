import { romeDay } from '@traguardo/shared/calendar'
import { judgeOperation, type ReceivePorts } from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import type { SignedInContext } from '../context'
import { arrivedAmong, hashesIn } from '../evidence/complete-evidence'
import { noPlan } from '../plans/no-plan'
import { seenBy } from '../plans/seen-by'
import { inForce, scopeOf, viewFor } from './scopes'

/** The rules by which a push of this person is judged now: every year by the plan in force, as the person may see it. */
export async function rulesOfPush(
  { app, em, viewer }: SignedInContext,
  operations: readonly { readonly content?: unknown }[],
): Promise<ReceivePorts> {
  const now = app.clock.now(viewer.body)
  const today = romeDay(now)
  const plans = await app.plans.all(em, viewer.body)
  return {
    now,
    provisional: app.site !== null,
    view: viewFor(plans, viewer),
    persons: [viewer.person],
    mayBring: (operation) => operation.person === viewer.person,
    judge(operation) {
      const plan = inForce(plans, operation.key.year)
      return plan
        ? judgeOperation(operation, { plan: seenBy(plan, viewer).plan, viewer, today })
        : noPlan(operation.key.year)
    },
    scopeOf: (key) => scopeOf(plans, key),
    arrived: await arrivedAmong(em, hashesIn(operations)),
    newId: v7,
  }
}
