import { yearsOf } from '@traguardo/shared/calendar'
import { compilePlan, overTime, type Snapshot, type YearOverTime } from '@traguardo/shared/scoring'
import { computed } from 'vue'
import { oneOf } from '../modules/given'
import { useReplica } from '../replica/replica'
import { useScores } from './scores'

function createSnapshots() {
  const { compiled, cells, moment } = useScores()
  return computed((): readonly Snapshot[] => {
    if (!compiled.value) return []
    const { today } = moment.value
    const all = overTime(compiled.value, cells.value, moment.value)
    const collected = all.filter(({ period }) => period.opens <= today)
    return collected.length > 0 ? collected : all.slice(0, 1)
  })
}

/** The year at the ends of its periods, up to the one that is being collected, or was last: of a later one nothing can be known yet. */
export const useSnapshots = () => oneOf(createSnapshots)

function createYears() {
  const { plan, year } = useReplica()
  const { compiled, cells, moment } = useScores()
  const snapshots = useSnapshots()
  const earlier = computed(() => {
    const of = plan.value
    if (!of) return []
    return yearsOf(of)
      .filter((one) => one < year.value)
      .map((one) => compilePlan(of, one))
  })
  return computed((): readonly YearOverTime[] => {
    const { today } = moment.value
    const past = earlier.value.map((of) => ({ compiled: of, snapshots: overTime(of, cells.value, { today }) }))
    return compiled.value ? [...past, { compiled: compiled.value, snapshots: snapshots.value }] : past
  })
}

/** The years of the plan up to the one that is looked at, each at the ends of its periods. */
export const useYears = () => oneOf(createYears)
