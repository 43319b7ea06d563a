import type { Trend, TrendMark, TrendPoint, TrendYear } from '@traguardo/shared/scoring'
import type { EChartsCoreOption } from 'echarts/core'
import { colours } from '../charts/colours'

/** Sentences that a picture of a trend needs, in the language of whoever reads it. */
export interface TrendSaid {
  readonly value: string
  readonly target: string
  readonly expected: string
  readonly asked: string
  readonly done: string
  readonly late: string
  /** Text beside a point. */
  point(point: TrendPoint): string
  mark(mark: TrendMark): string
  /** A number on the axis, as the indicator's values are written. */
  number(value: number): string
  month(instant: number): string
}

const LABEL = 12
const HEAD = 16

const numberOf = ({ node }: TrendPoint): number | null =>
  node?.indicator.value?.type === 'number' ? node.indicator.value.number : null

/** Beginnings and ends of what is drawn: from the earliest year, or from a known value just before it, to the end of the last. */
function spanOf({ years, marks }: Trend): readonly [string, string] {
  const first = years[0]
  const from = first?.from ?? ''
  const baseline = marks.find(({ of, year }) => of === 'baseline' && year === (first?.year ?? 0) - 1)
  return [baseline ? `${baseline.year}-12-01` : from, years.at(-1)?.to ?? from]
}

/** The frame around all: real time below, a legend that says what each line is. */
function frame(trend: Trend, said: TrendSaid, legend: readonly string[], rows: number): EChartsCoreOption {
  const { ink, line } = colours()
  const [min, max] = spanOf(trend)
  return {
    legend: { data: legend, bottom: 0, left: 0, itemWidth: 32, itemGap: HEAD, textStyle: { color: ink } },
    grid: { left: 8, right: 24, top: 28, bottom: 32 + rows * 22, containLabel: true },
    xAxis: {
      type: 'time',
      ...{ min, max },
      axisLabel: { color: ink, hideOverlap: true, formatter: said.month },
      axisLine: { lineStyle: { color: line } },
    },
    tooltip: { trigger: 'item', confine: true },
  }
}

/** A mark is told by its form, and needs no pattern in it. */
const PLAIN = { symbol: 'none' }

type Point = readonly [string, number | null]
type Cell = Point | { readonly value: Point; readonly [more: string]: unknown }

/** One line of a picture: by its place it has a colour, by its kind a dash and a mark, so that it reads in grey too. */
function lineOf(name: string, data: readonly Cell[], place: number, more: Record<string, unknown>) {
  const color = colours().series[place]
  return {
    type: 'line',
    name,
    data,
    color,
    itemStyle: { color, decal: PLAIN },
    symbol: 'none',
    connectNulls: false,
    ...more,
  }
}

const dashed = (type: unknown, width = 2) => ({ lineStyle: { type, width } })
const inYears = (years: readonly TrendYear[], of: (year: TrendYear) => readonly Cell[]): readonly Cell[] =>
  years.flatMap((year) => [...of(year), [year.to, null] as const])

/** The values: a full mark for what is whole, a hollow one for what is provisional, and the figure beside each. */
function valueLine({ years, isSum }: Trend, said: TrendSaid) {
  const { ink, ground, series } = colours()
  const pointsOf = (year: TrendYear): readonly Cell[] =>
    year.points.flatMap((point): readonly Cell[] => {
      const number = numberOf(point)
      if (number === null) return []
      const isHollow = point.node?.isProvisional ?? false
      const label = { show: true, position: 'top', color: ink, fontSize: LABEL, formatter: said.point(point) }
      const itemStyle = { color: isHollow ? ground : series[0], borderColor: series[0], borderWidth: 2, decal: PLAIN }
      return [{ value: [point.day, number], name: point.period.name, label, itemStyle }]
    })
  const data = isSum ? inYears(years, pointsOf) : years.flatMap(pointsOf)
  return lineOf(said.value, data, 0, { symbol: 'circle', symbolSize: 10, lineStyle: { width: 3 }, z: 5 })
}

function targetLines({ years }: Trend, said: TrendSaid) {
  const edges = Math.max(0, ...years.map(({ wanted }) => wanted.length))
  return Array.from({ length: edges }, (_, at) =>
    lineOf(
      said.target,
      inYears(years, ({ wanted, from, to }) => {
        const number = wanted[at] ?? null
        return [
          [from, number],
          [to, number],
        ]
      }),
      2,
      dashed('solid'),
    ),
  )
}

/** The expected course, where that is not all the time what the target says. */
function expectedLine({ years, isSum }: Trend, said: TrendSaid) {
  const tells = years.some(({ points, wanted }) =>
    points.some(({ expected }) => expected !== null && expected !== wanted[0]),
  )
  if (!tells) return []
  const data = inYears(years, ({ from, points }) => {
    const known = points.flatMap(({ period, expected }): Cell[] => (expected === null ? [] : [[period.to, expected]]))
    return isSum && known.length > 0 ? [[from, 0], ...known] : known
  })
  return [lineOf(said.expected, data, 4, { ...dashed('dashed'), symbol: 'emptyRect', symbolSize: 6 })]
}

/** Figures from outside: the known earlier value as a mark on its day, means of others as dotted lines all along. */
function markLines(trend: Trend, said: TrendSaid) {
  const [from, to] = spanOf(trend)
  return trend.marks.flatMap((mark, at) => {
    if (typeof mark.value !== 'number') return []
    const day = `${mark.year}-12-31`
    const isPoint = mark.of === 'baseline' && day >= from
    const data: readonly Point[] = isPoint ? [[day, mark.value]] : [from, to].map((one) => [one, mark.value as number])
    const symbol = isPoint ? { symbol: 'diamond', symbolSize: 14 } : {}
    return [lineOf(said.mark(mark), data, isPoint ? 3 : 1, { ...dashed([2, 3 + at]), ...symbol })]
  })
}

/** Values over time, beside target, expected course and what is known from outside. */
export function numbersOption(trend: Trend, said: TrendSaid): EChartsCoreOption {
  const series = [
    valueLine(trend, said),
    ...targetLines(trend, said),
    ...expectedLine(trend, said),
    ...markLines(trend, said),
  ]
  const legend = [...new Set(series.map(({ name }) => name))]
  const { ink, line } = colours()
  return {
    ...frame(trend, said, legend, Math.ceil(legend.length / 2)),
    yAxis: {
      type: 'value',
      scale: !trend.isSum,
      axisLabel: { color: ink, formatter: said.number },
      splitLine: { lineStyle: { color: line } },
    },
    series,
  }
}

/** Days that were asked for, and those on which it was done: a row for each year, late where the line goes to the right. */
export function daysOption(trend: Trend, said: TrendSaid): EChartsCoreOption {
  const { years } = trend
  const { ink, line } = colours()
  const rows = years.filter(({ days }) => days.length > 0).map(({ year }) => String(year))
  const marks = (of: (day: TrendYear['days'][number]) => string | null) =>
    years.flatMap(({ year, days }) =>
      days.flatMap((day) => {
        const at = of(day)
        return at === null ? [] : [[at, String(year)] as const]
      }),
    )
  const mark = (name: string, data: ReturnType<typeof marks>, place: number, symbol: string) => ({
    ...lineOf(name, [], place, { symbol, symbolSize: HEAD, lineStyle: { opacity: 0 } }),
    data,
  })
  const series = [
    mark(
      said.asked,
      marks(({ day }) => day),
      4,
      'emptyDiamond',
    ),
    mark(
      said.done,
      marks(({ done, isMet }) => (isMet ? done : null)),
      2,
      'circle',
    ),
    mark(
      said.late,
      marks(({ done, isMet }) => (isMet === false ? done : null)),
      1,
      'triangle',
    ),
  ]
  return {
    ...frame(
      trend,
      said,
      series.map(({ name }) => name),
      1,
    ),
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows,
      axisLabel: { color: ink },
      splitLine: { show: true, lineStyle: { color: line } },
    },
    series,
  }
}
