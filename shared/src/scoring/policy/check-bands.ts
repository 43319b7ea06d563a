import type { BandRule, Policy } from '../../model'
import type { ParamsOf } from '../../refusals'
import { percent } from './most-of'

type PolicySaid = ParamsOf<'POLICY'>

/** A threshold from which on nobody means a share of one: no cap goes so far. */
const SURELY_PERCENT = 10

/** Thresholds that fall, each below the one before. */
const falls = (values: readonly number[]): boolean =>
  values.every((value, at) => at === 0 || value < (values[at - 1] ?? 0))

/** Is a threshold meant in percent points? No cap is ten, and 2 of a most of one is 200 %. */
const isPercent = (from: number, most: number): boolean => from >= SURELY_PERCENT || (from >= 2 && from > most)

/** Faults of bands, by themselves and under the most that a result can be worth [SC51.1, SC90.1, SC90.2]. */
export function bandFaults(bands: readonly BandRule[], most: number, unit?: string): readonly PolicySaid[] {
  const of = unit === undefined ? {} : { unit }
  const faults: PolicySaid[] = []
  if (!falls(bands.map(({ from }) => from))) faults.push({ kind: 'bands-order', ...of })
  const codes = new Set(bands.map(({ code }) => code))
  if (codes.size < bands.length) faults.push({ kind: 'bands-twice', ...of })
  const names = bands.map(({ name }) => name.toLowerCase())
  const same = bands.find(({ name }, at) => names.indexOf(name.toLowerCase()) !== at)
  if (same && codes.size === bands.length) faults.push({ kind: 'bands-name', name: same.name, ...of })
  const last = bands.at(-1)
  if (last?.from !== 0 || last.edge !== 'in') faults.push({ kind: 'bands-last', ...of })
  for (const { name, from, edge } of bands) {
    if (isPercent(from, most)) faults.push({ kind: 'bands-percent', name, from, percent: percent(from), ...of })
    else if (from > most || (from === most && edge === 'out'))
      faults.push({ kind: 'bands-unreached', name, percent: percent(from), most: percent(most), ...of })
  }
  return faults
}

type Step = NonNullable<Policy['steps']>[number]

/** Steps that fall to 0, of which none is worth less than one below it [SC51.1, SC51.2]. */
function orderFaults(steps: readonly Step[]): readonly PolicySaid[] {
  if (!falls(steps.map(({ from }) => from))) return [{ kind: 'steps-order' }]
  if (steps.at(-1)?.from !== 0) return [{ kind: 'steps-last' }]
  const above = (at: number) => steps[at - 1]?.worth ?? Number.POSITIVE_INFINITY
  const fits = steps.every(({ worth, to = worth }, at) => worth <= to && to <= above(at))
  return fits ? [] : [{ kind: 'steps-worth' }]
}

/** Thresholds that nobody reaches, or that are percent where a share is meant [SC90.1, SC90.2]. */
const thresholdFaults = (steps: readonly { readonly from: number }[], most: number): readonly PolicySaid[] =>
  steps.flatMap(({ from }): PolicySaid[] => {
    if (isPercent(from, most)) return [{ kind: 'steps-percent', from, percent: percent(from) }]
    return from > most ? [{ kind: 'steps-unreached', percent: percent(from), most: percent(most) }] : []
  })

/** Faults of steps under a cap: what is reached before them is at most the cap, and so is what they are worth [SC90.3]. */
export function stepFaults(steps: readonly Step[], cap: number): readonly PolicySaid[] {
  const tooMuch = steps
    .map(({ from, worth, to = worth }) => ({ from, worth: Math.max(worth, to) }))
    .filter(({ worth }) => worth > cap)
    .map(({ from, worth }): PolicySaid => {
      const said = { percent: percent(from), worth, share: percent(worth), most: percent(cap) }
      return { kind: 'steps-most', ...said }
    })
  const same = steps.flatMap(({ from, worth, to = worth }, at): PolicySaid[] => {
    const below = steps[at + 1]
    return worth === to && below?.worth === worth && (below.to ?? worth) === worth
      ? [{ kind: 'steps-same', percent: percent(from), next: percent(below.from) }]
      : []
  })
  return [...orderFaults(steps), ...thresholdFaults(steps, cap), ...tooMuch, ...same]
}

type SheetClass = NonNullable<Policy['classes']>[number]

/** Faults of classes of sheets: their order, a percent for a share, and no room for all [SC143.4]. */
export function classFaults(classes: readonly SheetClass[]): readonly PolicySaid[] {
  const wrong = classes.find(({ from }) => from >= SURELY_PERCENT)
  if (wrong) return [{ kind: 'classes-percent', name: wrong.name, from: wrong.from, percent: percent(wrong.from) }]
  if (!falls(classes.map(({ from }) => from)) || classes.at(-1)?.from !== 0) return [{ kind: 'classes-order' }]
  const room = classes.reduce((sum, { most = 1 }) => sum + most, 0)
  return room < 1 - Number.EPSILON * classes.length ? [{ kind: 'classes-room', share: percent(room) }] : []
}

type PointStep = NonNullable<Policy['points']>[number]

/** Faults of points: where the steps below give more, a worse result can have more [SC51.2, SC90.4]. */
export function pointFaults(points: readonly PointStep[], most: number): readonly PolicySaid[] {
  const turned = points.some(({ least, most: top }) => least > top)
  const overlap = points.flatMap(({ from, least }, at): PolicySaid[] => {
    const below = points[at + 1]
    return below && below.most > least
      ? [{ kind: 'points-overlap', percent: percent(from), least, most: below.most }]
      : []
  })
  return [
    ...orderFaults(points.map(({ from, most: worth }) => ({ from, worth }))),
    ...(turned ? [{ kind: 'points' } as const] : overlap),
    ...thresholdFaults(points, most),
  ]
}
