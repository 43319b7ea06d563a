import { inputKey, inputsOf } from '../../formula'
import type { CellValue, ParentRule, Policy } from '../../model'
import { bandOf, bandsFor } from '../policy/marks'
import type { NodeState } from '../cell-store'
import type { CompiledIndicator } from '../compile/compile-plan'
import type { CompiledGroup, GroupPart } from '../compile/groups'
import type { FormulaValue, Reading } from '../score'
import type { ScoreModel } from '../score-model'
import type { GroupGrounds, PartGrounds } from './grounds'

/**
 * The weight of those children that count; of all of them where nothing is shared out again, but for money that nobody can
 * earn [SC67.3]; 0 where none counts, or what counts weighs nothing.
 */
export function weightOf(
  { children, weights }: GroupPart,
  combine: CompiledGroup['combine'],
  { achieved, out }: NodeState,
): number {
  const sumOf = (counts: (child: number) => boolean) =>
    weights.reduce((sum, weight, at) => (counts(children[at] as number) ? sum + weight : sum), 0)
  const isScored = (child: number) => !Number.isNaN(achieved[child])
  if (sumOf(isScored) === 0) return 0
  if (combine === 'sum') return sumOf(() => true)
  return sumOf(combine === 'money' ? (child) => !out.has(child) : isScored)
}

/** Share of its weight that an achievement earns: its own at most where none makes up for another's [SC67.2, SC140.1]. */
export const earnedOf = (
  achievement: number,
  { combine, beyond }: Pick<CompiledGroup, 'combine' | 'beyond'>,
): number => (combine === 'money' || beyond === 'child' ? Math.min(1, achievement) : achievement)

/** Returns the joint weight of the parts that count [SC21, SC24]; 0 where none does. */
function wholeOf({ parts, combine }: CompiledGroup, state: NodeState): number {
  let whole = 0
  for (const part of parts) if (weightOf(part, combine, state) > 0) whole += part.whole
  return whole
}

/**
 * Returns for each part the share of a weight of 1 in the group: the share of a child is its weight times this [SC24,
 * SC27].
 */
function scalesOf(group: CompiledGroup, state: NodeState): readonly number[] {
  const whole = wholeOf(group, state)
  return group.parts.map((part) => {
    const sum = weightOf(part, group.combine, state)
    return sum === 0 || whole === 0 ? 0 : part.whole / whole / sum
  })
}

/** The same as `scalesOf` if nothing were left out. */
function nominalScales({ parts }: CompiledGroup): readonly number[] {
  const sums = parts.map(({ weights }) => weights.reduce((sum, weight) => sum + weight, 0))
  const whole = parts.reduce((all, part, at) => (sums[at] === 0 ? all : all + part.whole), 0)
  return parts.map((part, at) => (sums[at] === 0 || whole === 0 ? 0 : part.whole / whole / (sums[at] ?? 1)))
}

/** Place of a child in what stands above: its share, what it contributes (null where it is left out), and the rule there. */
export interface Place {
  readonly share: number | null
  readonly contribution: number | null
  /** Share that it would have if nothing were left out. */
  readonly nominal: number | null
  /** It has no weight of its own, and weighs the mean of its brothers. */
  readonly ofBrothers: boolean
  readonly under: ParentRule['combine'] | null
}

const scored = ({ achieved }: NodeState, child: number): number => achieved[child] ?? Number.NaN

/** The child that decides where the worst counts: the first of the least that weighs anything. */
function worstOf({ parts }: CompiledGroup, state: NodeState): number | null {
  const weighing = parts.flatMap(({ children, weights }) => children.filter((_, at) => weights[at] !== 0))
  const counted = weighing.filter((child) => !Number.isNaN(scored(state, child)))
  const least = Math.min(...counted.map((child) => scored(state, child)))
  return counted.find((child) => scored(state, child) === least) ?? null
}

type Places = readonly (readonly Place[])[]

/** Sums what the children contribute. */
const madeOf = (places: Places): number =>
  places.reduce((sum, part) => sum + part.reduce((own, { contribution }) => own + (contribution ?? 0), 0), 0)

/** Returns what each child weighs and contributes in the end: where the whole is cut, each its part of what is left [SC140.3]. */
export function placesOf(group: CompiledGroup, places: Places): Places {
  const made = group.beyond === null ? 0 : madeOf(places)
  if (made <= 1) return places
  return places.map((part) =>
    part.map((one) => (one.contribution === null ? one : { ...one, contribution: one.contribution / made })),
  )
}

/** Returns what each child of each part weighs and contributes, before the whole is cut: the contributions sum to the score, whatever the rule [SC82.6]. */
export function uncutPlaces(group: CompiledGroup, state: NodeState, policy: Policy): Places {
  const scales = scalesOf(group, state)
  const counts = scales.some((scale) => scale > 0)
  const worst = group.combine === 'worst' && counts ? worstOf(group, state) : null
  const bands = bandsFor(policy, group.units)
  const nominals = nominalScales(group)
  const under = group.combine === 'money' ? 'sum' : group.combine
  return group.parts.map(({ children, weights, ofBrothers }, part) =>
    children.map((child, at): Place => {
      const achievement = scored(state, child)
      const weight = weights[at] ?? 0
      const nominal = weight * (nominals[part] ?? 0)
      const placed = (share: number | null, contribution: number | null): Place => ({
        share,
        contribution,
        nominal,
        ofBrothers: ofBrothers[at] ?? false,
        under,
      })
      if (Number.isNaN(achievement) || (group.combine === 'worst' && weight === 0)) return placed(null, null)
      if (group.combine === 'worst') return child === worst ? placed(1, achievement) : placed(0, 0)
      const share = weight * (scales[part] ?? 0)
      if (group.combine === 'share-met') return placed(share, bandOf(achievement, bands) === bands[0] ? share : 0)
      return placed(share, share * earnedOf(achievement, group))
    }),
  )
}

/** The weights that the policy wants in a part of a group. */
function weightsOf({ kind }: CompiledGroup, at: number, policy: Policy): ParentRule['weights'] {
  if (kind === 'strategic' && at === 1) return policy.objectives.weights
  if (kind === 'area') return policy.areas.weights
  if (kind === 'body') return policy.body.weights
  return kind === 'sheet' ? policy.sheets.weights : policy.indicatorWeights
}

/** Do these weights say something: does one differ from another? */
const differ = (weights: readonly number[]): boolean => weights.some((weight) => weight !== weights[0])

function partGrounds(group: CompiledGroup, at: number, places: readonly Place[], policy: Policy): PartGrounds {
  const { children, weights, name, isTimed } = group.parts[at] as GroupPart
  const share = places.reduce((sum, one) => sum + (one.share ?? 0), 0)
  const made = places.reduce((sum, one) => sum + (one.contribution ?? 0), 0)
  const counted = places.filter((one) => one.share !== null).length
  return {
    of: group.kind === 'strategic' ? (at === 0 ? 'indicators' : 'objectives') : 'parts',
    weights: differ(weights) ? (isTimed ? 'time' : weightsOf(group, at, policy)) : 'equal',
    share,
    score: counted > 0 && share > 0 ? made / share : null,
    parts: children.length,
    ...(name === undefined ? {} : { name }),
    counted,
  }
}

/**
 * Tells by which rule a group was scored, out of what [SC82].
 * @param places before the whole is cut
 */
export function groupGrounds(
  group: CompiledGroup,
  state: NodeState,
  places: Places,
  { policy, titleOf }: { readonly policy: Policy; readonly titleOf: (node: number) => string },
): GroupGrounds {
  const worst = group.combine === 'worst' ? worstOf(group, state) : null
  const made = group.beyond === null ? 0 : madeOf(places)
  return {
    combine: group.combine,
    ...(group.beyond === null ? {} : { beyond: { at: group.beyond, before: made > 1 ? made : null } }),
    parts: group.parts.map((_, at) => partGrounds(group, at, places[at] ?? [], policy)),
    worst: worst === null ? null : titleOf(worst),
    best: group.combine === 'share-met' ? (bandsFor(policy, group.units)[0] ?? null) : null,
  }
}

/** The values that the formula of an indicator was computed from. */
export function inputsIn({ formula, inputs }: CompiledIndicator, book: ScoreModel): readonly FormulaValue[] {
  if (formula === null) return []
  return inputsOf(formula).map((input, at): FormulaValue => {
    const place = inputs[at] ?? -1
    const value = book.state.values[place] ?? Number.NaN
    const figure = book.compiled.figures[place]
    const measure = figure === undefined || figure.type === 'fixed' ? null : figure.measure
    return { key: inputKey(input), measure, number: Number.isNaN(value) ? null : value }
  })
}

/** Tells what scored a group; null where nothing stands in it. */
export function groundsOf(
  group: CompiledGroup,
  places: readonly (readonly Place[])[],
  book: ScoreModel,
): GroupGrounds | null {
  if (group.parts.every(({ children }) => children.length === 0)) return null
  const { policy } = book.compiled
  return groupGrounds(group, book.state, places, { policy, titleOf: (child) => titleOf(child, book) })
}

/** The title of an indicator or a group. */
function titleOf(node: number, { compiled: { figures, indicators, groups } }: ScoreModel): string {
  const at = node - figures.length
  return indicators[at]?.indicator.title ?? groups[at - indicators.length]?.title ?? ''
}

function readingOf({ measure, unit, year, period, value, by, at, brought }: CellValue): Reading {
  const entered = { measure, unit, year, period, value }
  if (by === undefined && at === undefined && !brought) return entered
  return {
    ...entered,
    ...(by === undefined ? {} : { by }),
    ...(at === undefined ? {} : { at }),
    ...(brought ? { brought } : {}),
  }
}

/** The cells behind a figure, every unit and period that was entered, in order. */
export function readingsOf(place: number, book: ScoreModel): readonly Reading[] {
  const figure = book.compiled.figures[place]
  if (figure?.type !== 'measure') return []
  const readings: Reading[] = []
  for (const slot of figure.slots)
    for (let at = 0; at < book.compiled.periods.length; at++) {
      const cell = book.cellIn(slot, at)
      if (cell) readings.push(readingOf(cell))
    }
  return readings
}
