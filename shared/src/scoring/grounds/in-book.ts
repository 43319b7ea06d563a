import { inputKey, inputsOf } from '../../formula'
import type { CompiledIndicator } from '../compile/compile-plan'
import type { CompiledGroup } from '../compile/groups'
import type { FormulaValue } from '../score'
import type { ScoreModel } from '../score-model'
import { groupGrounds, type Place } from './group-grounds'
import type { GroupGrounds } from './grounds'

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
