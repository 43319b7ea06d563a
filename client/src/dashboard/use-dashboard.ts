import { itemAddress } from '@traguardo/shared/model'
import { yearsOf } from '@traguardo/shared/calendar'
import { compilePlan, nodeIn, openScoreModel, scoreNodes, type ScoreNode, scoresIn } from '@traguardo/shared/scoring'
import { computed } from 'vue'
import { oneOf } from '../modules/given'
import { useReplica } from '../replica/replica'
import { useScores } from '../scores/scores'
import { useSnapshots } from '../scores/use-snapshots'

/** A score then and now. */
export interface Move {
  readonly node: ScoreNode
  readonly before: number | null
}

function createDashboard() {
  const { plan, year } = useReplica()
  const { cells, moment, nodes, scores } = useScores()
  const snapshots = useSnapshots()

  /** The year as it stood one period ago; null in the first. */
  const before = computed(() => {
    const book = snapshots.value.at(-2)?.book
    return book ? scoreNodes(scoresIn(book)) : null
  })
  /** Indicators whose score is another than one period ago, the largest change first. */
  const moves = computed((): readonly Move[] =>
    [...nodes.value.values()]
      .filter(({ kind }) => kind === 'indicator')
      .map((node) => ({ node, before: before.value?.get(itemAddress('indicators', node.code))?.achievement ?? null }))
      .filter((move) => before.value !== null && move.before !== move.node.achievement)
      .sort((a, b) => sizeOf(b) - sizeOf(a)),
  )
  const sizeOf = ({ node, before: was }: Move): number => Math.abs((node.achievement ?? 0) - (was ?? 0))

  /** The body's score in the years of the plan up to this one; null where nothing was entered. */
  const byYear = computed(() => {
    const of = plan.value
    if (!of) return []
    return yearsOf(of)
      .filter((one) => one <= year.value)
      .map((one) => {
        if (one === year.value) return { year: one, achievement: scores.value?.body.achievement ?? null }
        const past = compilePlan(of, one)
        const book = openScoreModel(past, cells.value, { ...moment.value, records: undefined })
        return { year: one, achievement: nodeIn(book, `body/${of.body.code}`)?.achievement ?? null }
      })
  })

  return { plan, year, nodes, scores, snapshots, moves, byYear }
}

/** Returns the data of the dashboards, computed on this device from what it holds. */
export const useDashboard = () => oneOf(createDashboard)
