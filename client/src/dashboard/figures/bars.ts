import type { BandTone } from '@traguardo/shared/model'
import { formatPercent } from '@traguardo/shared/values'
import type { EChartsCoreOption } from 'echarts/core'
import { fillOf } from '../../charts/colours'
import { lyingBars } from '../../charts/lying-bars'

/** A score as a bar. */
export interface ScoreRow {
  readonly key: string
  readonly title: string
  readonly achievement: number | null
  readonly tone: BandTone | undefined
}

/** Pixels of a bar with its room. */
const BAR = 34
const FRAME = 60

export const heightOf = (rows: readonly ScoreRow[]): number => rows.length * BAR + FRAME

/** Scores as lying bars from 0 to 100 %. */
export const barsOption = (rows: readonly ScoreRow[]): EChartsCoreOption =>
  lyingBars(
    rows.map(({ key, title, achievement, tone }) => ({
      key,
      title,
      value: (achievement ?? 0) * 100,
      text: formatPercent(achievement),
      fill: fillOf(tone),
    })),
    { min: 0, max: 100, interval: 50 },
  )
