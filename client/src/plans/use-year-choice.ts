import { currentYear, USUAL_CALENDAR, yearsOf } from '@traguardo/shared/calendar'
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useReplica } from '../replica/replica'
import { useSession } from '../replica/session'

/** Years that can be looked at, and the way to another one: it holds on every page. */
export function useYearChoice() {
  const route = useRoute()
  const router = useRouter()
  const { today } = useSession()
  const { plan, year, chooseYear } = useReplica()
  /** The years of the plan in sight, one before and one after: other plans begin there. */
  const years = computed(() => {
    const { firstYear, lastYear } = plan.value ?? { firstYear: year.value, lastYear: year.value }
    return yearsOf({ firstYear: firstYear - 1, lastYear: lastYear + 1 })
  })

  async function choose(wanted: number): Promise<void> {
    const isAtWork = wanted === currentYear(plan.value ?? USUAL_CALENDAR, today.value)
    void chooseYear(isAtWork ? null : wanted)
    await router.replace({ query: { ...route.query, anno: undefined }, hash: route.hash })
  }
  return { years, year, choose }
}
