import { periodsOf, USUAL_CALENDAR } from '@traguardo/shared/calendar'
import { computed } from 'vue'
import { oneOf } from '../modules/given'
import { useReplica } from '../replica/replica'

function createNames() {
  const { plan } = useReplica()
  const units = computed(() => new Map(plan.value?.units.map(({ code, name }) => [code, name])))
  const people = computed(() => new Map(plan.value?.people.map(({ code, title }) => [code, title])))

  /** Returns the plan's name of a unit; its code where the plan has no such unit, nothing for the whole body. */
  const unitName = (code: string | null): string => units.value.get(code ?? '') ?? code ?? ''
  /** Returns the plan's title of a position; its code where the plan has no such person. */
  const personTitle = (code: string): string => people.value.get(code) ?? code
  /** "II quadrimestre 2021", as the year is divided in the plan. */
  const periodName = (year: number, period: number): string =>
    periodsOf(plan.value ?? USUAL_CALENDAR, year).find(({ number }) => number === period)?.name ?? String(year)

  return { unitName, personTitle, periodName }
}

/** Names of what the plan in sight knows by codes. */
export const useNames = () => oneOf(createNames)
