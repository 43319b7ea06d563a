import { yearsOf } from '@traguardo/shared/calendar'
import {
  compilePlan,
  nodeIn,
  openBook,
  overTime,
  scoreNodes,
  type ScoreNode,
  scoresIn,
  type Snapshot,
} from '@traguardo/shared/scoring'
import { computed } from 'vue'
import { useValues } from '../values/use-values'

const { plan, compiled, cells, moment, nodes, scores, year } = useValues()

/** A score then and now. */
export interface Move {
  readonly node: ScoreNode
  readonly before: number | null
}

/** Up to the period that is being collected, or was last: of a later one nothing can be known yet. */
const snapshots = computed((): readonly Snapshot[] => {
  if (!compiled.value) return []
  const { today } = moment.value
  const all = overTime(compiled.value, cells.value, moment.value)
  const collected = all.filter(({ period }) => period.opens <= today)
  return collected.length > 0 ? collected : all.slice(0, 1)
})
/** The year as it stood one period ago; null in the first. */
const before = computed(() => {
  const book = snapshots.value.at(-2)?.book
  return book ? scoreNodes(scoresIn(book)) : null
})
/** Indicators whose score is another than one period ago, the largest change first. */
const moves = computed((): readonly Move[] =>
  [...nodes.value.values()]
    .filter(({ kind }) => kind === 'indicator')
    .map((node) => ({ node, before: before.value?.get(`indicator/${node.code}`)?.achievement ?? null }))
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
      const book = openBook(past, cells.value, { ...moment.value, records: undefined, judgements: [] })
      return { year: one, achievement: nodeIn(book, `body/${of.body.code}`)?.achievement ?? null }
    })
})

/** What the dashboards show, computed on this device from what it holds. */
export const useDashboard = () => ({ plan, year, nodes, scores, snapshots, moves, byYear })
