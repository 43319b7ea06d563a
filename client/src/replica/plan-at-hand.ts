import { currentYear, USUAL_CALENDAR } from '@traguardo/shared/calendar'
import type { IsoDate, Plan } from '@traguardo/shared/model'
import type { Refusal } from '@traguardo/shared/refusals'
import type { Result } from '@traguardo/shared/result'
import { computed, ref, type Ref, shallowRef } from 'vue'
import { createLatest } from '../modules/latest'
import type { OpenReplica } from '../offline/open-replica'
import { forgetPlans, keepPlan, type KnownPlan, readPlan } from '../offline/working-set'

/** Source of a plan, and the year at work. */
export interface PlanPorts {
  readonly today: Readonly<Ref<IsoDate>>
  /** The plan as the server has it; null where nobody answered. */
  fetchPlan(body: string, year: number): Promise<Result<KnownPlan, Refusal> | null>
}

/** The plan of the year that is looked at, as far as this device has it. */
export function createPlanAtHand(desk: Readonly<Ref<OpenReplica | null>>, { today, fetchPlan }: PlanPorts) {
  const plan = shallowRef<Plan | null>(null)
  const planRefusal = shallowRef<Refusal | null>(null)
  /** A year that the person wants to look at, other than the one at work. */
  const chosenYear = ref<number | null>(null)
  const year = computed(() => chosenYear.value ?? currentYear(plan.value ?? USUAL_CALENDAR, today.value))
  let hash = ''
  const begin = createLatest()

  async function readIt({ db }: OpenReplica): Promise<void> {
    const known = await readPlan(db, year.value)
    plan.value = known?.document ?? null
    hash = known?.hash ?? ''
  }

  /**
   * Forgets the plan: a person whose roles have ended sees nothing of the body any more; what has not gone out stays,
   * and goes [RI9].
   */
  async function forgetIt({ db }: OpenReplica): Promise<void> {
    plan.value = null
    hash = ''
    await forgetPlans(db)
  }

  /**
   * Asks the server for the plan; without an answer the one on the device stays, and what was asked before is not listened to
   * any more: it may know less.
   */
  async function updatePlan(): Promise<void> {
    const at = desk.value
    if (!at) return
    const isLatest = begin()
    const found = await fetchPlan(at.ports.body, year.value)
    if (found === null || desk.value !== at || !isLatest()) return
    if (!found.ok) {
      planRefusal.value = found.error
      if (found.error.code === 'NO_ROLE') await forgetIt(at)
      return
    }
    planRefusal.value = null
    if (found.value.hash === hash) return
    hash = found.value.hash
    plan.value = found.value.document
    await keepPlan(at.db, found.value)
  }

  /** Looks at another year, as far as the device has it; its plan is asked for where it has not. */
  async function chooseYear(wanted: number | null): Promise<void> {
    if (!desk.value) return
    chosenYear.value = wanted
    await readIt(desk.value)
    await updatePlan()
  }

  async function takeOut(opened: OpenReplica): Promise<void> {
    planRefusal.value = null
    await readIt(opened)
  }

  function putAway(): void {
    chosenYear.value = null
    plan.value = null
    planRefusal.value = null
    hash = ''
  }
  return { plan, planRefusal, year, chosenYear, chooseYear, updatePlan, takeOut, putAway }
}
