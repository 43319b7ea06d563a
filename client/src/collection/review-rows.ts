import { itemAddress } from '@traguardo/shared/model'
import type { Anomaly, CellStatus, UnitStatus } from '@traguardo/shared/collection'
import type { ScoreNode } from '@traguardo/shared/scoring'
import { type Content, valueIn } from '@traguardo/shared/sync'
import { formatMeasure, formatNumber } from '@traguardo/shared/values'
import { computed } from 'vue'
import { useEvidence } from '../replica/evidence'
import { useScores } from '../scores/scores'
import { useCollection } from './use-collection'

/** Group of a review: what is looked at, what is as always, what is not there yet, what is done. */
export type ReviewGroup = 'toLook' | 'regular' | 'waiting' | 'confirmed'

/** A measure of a unit's period as its manager looks at it, beside what it is compared with. */
export interface ReviewRow {
  readonly cell: CellStatus
  readonly odd: readonly Anomaly[]
  readonly group: ReviewGroup
  readonly value: string
  readonly number: number | null
  /** The other measure of its ratio, as it is written; empty where there is none. */
  readonly half: string
  readonly target: string
  readonly score: ScoreNode | null
  readonly before: string
  readonly lastYear: string
  /** Its share of change since last year, said only where both are numbers. */
  readonly change: string
  readonly note: string
  readonly files: number
}

/** Was it answered, and not validated yet? */
export const waitsForReview = ({ state }: CellStatus): boolean => state === 'entered' || state === 'explained'

/** Without evidence alone is not yet odd enough to stop at: it is said, and the value is among the regular ones. */
function groupOf(cell: CellStatus, odd: readonly Anomaly[]): ReviewGroup {
  if (cell.state === 'confirmed') return 'confirmed'
  if (!waitsForReview(cell)) return 'waiting'
  return cell.absence !== null || odd.some((one) => one !== 'no-evidence') ? 'toLook' : 'regular'
}

const GROUPS: readonly ReviewGroup[] = ['toLook', 'regular', 'waiting', 'confirmed']
const numberIn = (content: Content | undefined): number | null => {
  const value = valueIn(content ?? null)
  return value?.type === 'number' ? value.number : null
}
/** A share of change, with its sign. */
function changeOf(now: number | null, then: number | null): string {
  if (now === null || then === null || then === 0) return ''
  const share = (100 * (now - then)) / Math.abs(then)
  return `${share > 0 ? '+' : ''}${formatNumber(share, 0)} %`
}

/** Returns the rows of a unit's review, those to look at first. */
export function useReviewRows(standing: () => UnitStatus | null) {
  const { year, find, oddOf } = useCollection()
  const { nodeAt } = useScores()
  const { evidenceOf } = useEvidence()

  function rowOf(cell: CellStatus, all: readonly CellStatus[]): ReviewRow {
    const { measure, cell: at, indicators } = cell.due
    const [indicator] = indicators
    const contentIn = (year: number, period: number) => find({ ...at, year, period, field: 'value' })?.content
    const shown = (content: Content | undefined) => (content ? formatMeasure(valueIn(content), measure) : '')
    const others = indicator
      ? all.filter((one) => one !== cell && one.due.indicators.includes(indicator) && one.due.cell.unit === at.unit)
      : []
    const [half] = others.length === 1 ? others : []
    const odd = oddOf(cell)
    const note = find({ ...at, field: 'note' })?.content
    return {
      ...{ cell, odd, group: groupOf(cell, odd) },
      value: cell.value ? formatMeasure(valueIn(cell.value.content), measure) : 'n.d.',
      number: numberIn(cell.value?.content),
      half: half?.value ? formatMeasure(valueIn(half.value.content), half.due.measure) : '',
      target: indicator?.targets.find((one) => one.year === year.value)?.printed ?? '',
      score: indicator ? nodeAt(itemAddress('indicators', indicator.code)) : null,
      before: at.period > 1 ? shown(contentIn(at.year, at.period - 1)) : '',
      lastYear: shown(contentIn(at.year - 1, at.period)),
      change: changeOf(numberIn(cell.value?.content), numberIn(contentIn(at.year - 1, at.period))),
      note: typeof note === 'string' ? note : '',
      files: evidenceOf(at).length,
    }
  }
  const rows = computed(() => {
    const all = standing()?.cells ?? []
    const made = all.map((cell) => rowOf(cell, all))
    return GROUPS.flatMap((group) => made.filter((row) => row.group === group))
  })
  return { rows, of: (...groups: readonly ReviewGroup[]) => rows.value.filter(({ group }) => groups.includes(group)) }
}
