import type { EChartsCoreOption } from 'echarts/core'
import { formatPercent } from '@traguardo/shared/values'
import { colours, fillOf } from '../charts/colours'
import type { BandTone } from '@traguardo/shared/model'

/** A bar: what it is of, how long, in which band, and what a click opens. */
export interface Bar {
  readonly key: string
  readonly title: string
  readonly achievement: number | null
  readonly tone: BandTone | undefined
}

const LONGEST = 34
const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)
/** Pixels of a bar with its room. */
const BAR = 34
const FRAME = 60

export const heightOf = (bars: readonly Bar[]): number => bars.length * BAR + FRAME

/** Lying bars from 0 to 100 %, each with its figure at its end. */
export const barsOption = (bars: readonly Bar[]): EChartsCoreOption => ({
  grid: { left: 8, right: 72, top: 8, bottom: 8, containLabel: true },
  xAxis: { type: 'value', min: 0, max: 100, splitLine: { lineStyle: { color: colours().line } } },
  yAxis: {
    type: 'category',
    inverse: true,
    data: bars.map(({ title }) => short(title)),
    axisLabel: { color: colours().ink, width: 150, overflow: 'break' },
  },
  tooltip: { trigger: 'item', confine: true },
  series: [
    {
      type: 'bar',
      barMaxWidth: 22,
      data: bars.map(({ key, title, achievement, tone }) => ({
        name: title,
        key,
        value: (achievement ?? 0) * 100,
        itemStyle: fillOf(tone),
        label: {
          show: true,
          position: 'right',
          color: colours().ink,
          formatter: formatPercent(achievement),
        },
      })),
    },
  ],
})
