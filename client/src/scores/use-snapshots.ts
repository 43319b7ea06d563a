import { overTime, type Snapshot } from '@traguardo/shared/scoring'
import { computed } from 'vue'
import { oneOf } from '../modules/given'
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
