import { itemAddress } from '@traguardo/shared/model'
import { periodsOf } from '@traguardo/shared/calendar'
import { bodyStatus, anomaliesOf, type CellStatus, type UnitStatus } from '@traguardo/shared/collection'
import { holdsRole, unitsValidatedBy } from '@traguardo/shared/people'
import type { Review } from '@traguardo/shared/sync'
import { computed } from 'vue'
import { oneOf } from '../modules/given'
import { useEvidence } from '../replica/evidence'
import { useSync } from '../replica/sync'
import { useSession } from '../replica/session'
import { useReplica } from '../replica/replica'
import { useScores } from '../scores/scores'

function createCollection() {
  const { session, today } = useSession()
  const { plan, find, year, editAll } = useReplica()
  const { nodeAt } = useScores()
  const { evidenceOf } = useEvidence()
  const { syncSoon, noteError } = useSync()

  const periods = computed(() => (plan.value ? periodsOf(plan.value, year.value) : []))
  /** The one to look at first: that which is being collected, or was last. */
  const current = computed(
    () => periods.value.findLast(({ opens }) => opens <= today.value)?.number ?? periods.value[0]?.number ?? 1,
  )
  const validated = computed(() => (plan.value && session.value ? unitsValidatedBy(session.value, plan.value) : []))
  const seesAll = computed(() => session.value !== null && holdsRole(session.value, 'controller', 'evaluator'))

  function unitsIn(period: number): readonly UnitStatus[] {
    const found = periods.value.find(({ number }) => number === period)
    if (!plan.value || !found) return []
    const shown = new Set(validated.value)
    return bodyStatus(plan.value, found, find, today.value).filter(({ unit }) => seesAll.value || shown.has(unit))
  }
  const misses = (code: string): boolean => {
    const achievement = nodeAt(itemAddress('indicators', code))?.achievement ?? null
    return achievement !== null && achievement < 1
  }
  const hasEvidence = ({ due }: CellStatus): boolean => evidenceOf(due.cell).length > 0
  const oddOf = (cell: CellStatus) => (plan.value ? anomaliesOf(plan.value, cell, { find, hasEvidence, misses }) : [])

  const seenIn = ({ due }: CellStatus) => find({ ...due.cell, field: 'value' })?.head ?? null
  /** Says of cells what their manager thinks; it goes out like any value, and waits where there is no line. */
  async function review(cells: readonly CellStatus[], state: Review['state'], reason = ''): Promise<void> {
    const said = cells.map((cell) => ({
      key: { ...cell.due.cell, field: 'review' as const },
      content: { type: 'review' as const, state, of: seenIn(cell), reason },
    }))
    try {
      await editAll(said)
      syncSoon()
    } catch (error) {
      noteError(error)
    }
  }

  return { plan, year, periods, current, validated, seesAll, find, unitsIn, oddOf, review }
}

/** Returns the standing of units in a period, computed on this device from what it holds: once, whoever looks at it. */
export const useCollection = () => oneOf(createCollection)
