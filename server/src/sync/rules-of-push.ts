import { romeDay } from '@traguardo/shared/calendar'
import { judgeOperation, type ReceivePorts } from '@traguardo/shared/sync'
import type { SignedInContext } from '../context'
import { noPlan } from '../plans/no-plan'
import { type SeenPlan, seenBy } from '../plans/seen-by'

/** The rules by which a push of this person is judged now: every year by the plan in force, as the person may see it. */
export async function rulesOfPush({ app, em, viewer }: SignedInContext): Promise<ReceivePorts> {
  const now = app.clock.now(viewer.body)
  const today = romeDay(now)
  const plans = await app.plans.all(em, viewer.body)
  const seenIn = (year: number): SeenPlan | null => {
    const inForce = plans.find(({ plan }) => plan.firstYear <= year && year <= plan.lastYear)
    return inForce ? seenBy(inForce.plan, viewer) : null
  }
  return {
    person: viewer.person,
    now,
    judge(operation) {
      const seen = seenIn(operation.key.year)
      return seen ? judgeOperation(operation, { plan: seen.plan, viewer, today }) : noPlan(operation.key.year)
    },
    visible: ({ year, measure }) => seenIn(year)?.measures.has(measure) ?? false,
  }
}
