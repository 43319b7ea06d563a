import type { MeasureKind } from '../model'
import type { ParamsOf, Word } from '../refusals'
import type { BinaryNode, FormulaNode } from './node'

/**
 * Dimension of a number. `plain` fits everywhere: literals, measures of kind number, what cannot be told. `ratio` is
 * one thing over another of its kind.
 */
export type Dimension = 'plain' | 'count' | 'ratio' | 'money' | 'days' | 'percentage' | 'date'

/** Reason why the parts of a formula do not go together [FO23]. */
export type DimensionFault = Extract<ParamsOf<'UNIT_MISMATCH'>, { readonly kind: string }>

const OF_KIND: Readonly<Record<MeasureKind, Dimension>> = {
  number: 'plain',
  count: 'count',
  money: 'money',
  percentage: 'percentage',
  days: 'days',
  date: 'date',
  boolean: 'plain',
  level: 'plain',
  'project-plan': 'percentage',
}

const NAMES = {
  plain: 'number',
  count: 'count',
  ratio: 'ratio',
  money: 'money',
  days: 'days',
  percentage: 'percentage',
  date: 'date',
} as const satisfies Readonly<Record<Dimension, Word>>

const mixed = (operation: Word, left: Dimension, right: Dimension): DimensionFault => ({
  ...{ kind: 'mixed', operation, left: NAMES[left], right: NAMES[right] },
})

const isFault = (found: Dimension | DimensionFault): found is DimensionFault => typeof found !== 'string'

/** Of things put side by side: the one that they share. */
function shared(what: Word, left: Dimension, right: Dimension): Dimension | DimensionFault {
  if (left === right || right === 'plain') return left
  return left === 'plain' ? right : mixed(what, left, right)
}

function product(left: Dimension, right: Dimension): Dimension {
  if (left === 'plain' || left === 'ratio') return right
  if (right === 'plain' || right === 'ratio') return left
  if (left === 'count' || left === 'percentage') return right
  return right === 'count' || right === 'percentage' ? left : 'plain'
}

function quotient(left: Dimension, right: Dimension): Dimension {
  if (left === right && left !== 'plain') return 'ratio'
  return right === 'plain' || right === 'ratio' || right === 'count' ? left : 'plain'
}

function ofBinary({ operator }: BinaryNode, left: Dimension, right: Dimension): Dimension | DimensionFault {
  if (operator === '+' || operator === '-') return shared(operator === '+' ? 'add' : 'subtract', left, right)
  if (operator === '*' || operator === '/') {
    if (left === 'date' || right === 'date') return mixed('calculate', left, right)
    return operator === '*' ? product(left, right) : quotient(left, right)
  }
  const compared = shared('compare', left, right)
  return isFault(compared) ? compared : 'ratio'
}

/**
 * Returns the dimension of a formula's value, or the reason why its parts do not go together [FO23].
 * @example dimensionOf(node, () => 'count') // 'ratio', where node is `A / B`
 */
export function dimensionOf(
  node: FormulaNode,
  kindOf: (code: string) => MeasureKind | undefined,
): Dimension | DimensionFault {
  switch (node.type) {
    case 'number':
    case 'benchmark':
      return 'plain'
    case 'system':
      return 'percentage'
    case 'measure':
      return OF_KIND[kindOf(node.code) ?? 'number']
    case 'negate':
    case 'earlier':
      return dimensionOf(node.operand, kindOf)
    case 'call': {
      const parts = (node.name === 'if' ? node.args.slice(1) : node.args).map((arg) => dimensionOf(arg, kindOf))
      return parts.reduce((all, one) => (isFault(all) ? all : isFault(one) ? one : shared('combine', all, one)))
    }
    case 'binary': {
      const left = dimensionOf(node.left, kindOf)
      if (isFault(left)) return left
      const right = dimensionOf(node.right, kindOf)
      return isFault(right) ? right : ofBinary(node, left, right)
    }
  }
}

const FITTING: readonly { readonly unit: RegExp; readonly takes: readonly Dimension[] }[] = [
  { unit: /^%$/, takes: ['ratio', 'percentage', 'plain'] },
  { unit: /^(gg|g|giorni)\.?$/i, takes: ['days', 'plain'] },
  { unit: /^(€|euro)$/i, takes: ['money', 'plain'] },
  { unit: /^n\.?$/i, takes: ['count', 'ratio', 'plain'] },
  { unit: /^date$/, takes: ['date'] },
]

/**
 * Returns the reason why a formula cannot be shown in a unit ("a ratio of counts is no number of days"); null where it
 * can [FO23].
 * @example unitFault(node, 'giorni', () => 'count') // { kind: 'unit', ... }, where node is `A / B`; null for '%'
 */
export function unitFault(
  node: FormulaNode,
  unit: string,
  kindOf: (code: string) => MeasureKind | undefined,
): DimensionFault | null {
  const found = dimensionOf(node, kindOf)
  if (isFault(found)) return found
  const rule = FITTING.find((one) => one.unit.test(unit))
  if (!rule || rule.takes.includes(found)) return null
  return { kind: 'unit', found: NAMES[found], unit }
}
