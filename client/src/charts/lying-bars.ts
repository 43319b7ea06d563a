import type { EChartsCoreOption } from 'echarts/core'
import { colours } from './colours'

/** A bar: what it is of, how long, what stands at its end, how it is filled, and what a click opens. */
export interface Bar {
  readonly title: string
  readonly value: number
  readonly text: string
  readonly fill?: object
  readonly key?: string
}

const LONGEST = 34

/** A text that fits: what is too much of it is left out, and shows as such. */
export const shorten = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text

/** Bars below one another, each with its figure at its end. `axis` says what the usual axis says otherwise. */
export const lyingBars = (bars: readonly Bar[], axis: object = {}): EChartsCoreOption => ({
  grid: { left: 8, right: 64, top: 8, bottom: 8, containLabel: true },
  xAxis: {
    type: 'value',
    splitLine: { lineStyle: { color: colours().line } },
    axisLabel: { hideOverlap: true },
    ...axis,
  },
  yAxis: {
    type: 'category',
    inverse: true,
    data: bars.map(({ title }) => shorten(title, LONGEST)),
    axisLabel: { color: colours().ink, width: 150, overflow: 'break', lineHeight: 14 },
  },
  tooltip: { trigger: 'item', confine: true },
  series: [
    {
      type: 'bar',
      barMaxWidth: 24,
      data: bars.map(({ title, value, text, fill, key }) => ({
        name: title,
        key,
        value,
        ...(fill ? { itemStyle: fill } : {}),
        label: { show: true, position: 'right', color: colours().ink, formatter: text },
      })),
    },
  ],
})
