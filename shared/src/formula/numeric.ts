import { earlier, type FormulaInput, isNoDivisor, NOW, type FormulaTime, inputKey } from './evaluate'
import type { BinaryNode, CallNode, FormulaNode } from './node'

/** A formula over numbers that stand in an array: `NaN` for what is absent or not a number. */
export type NumericFormula = (values: Float64Array) => number

/** Only finite numbers go on: whatever else comes up is absent, and `evaluate` says why [FO22]. */
const finite = (value: number): number => (value - value === 0 ? value : Number.NaN)

const truth = (yes: boolean, left: number, right: number): number =>
  Number.isNaN(left) || Number.isNaN(right) ? Number.NaN : Number(yes)

/** One figure over another, by their places; the one above times a factor. */
export interface Ratio {
  readonly above: number
  readonly below: number
  readonly factor: number
}

/** The commonest formula of all, one measure over another, in percent or not; null for any other. */
export function ratioIn(
  node: FormulaNode,
  placeOf: (input: FormulaInput) => number,
  when: FormulaTime = NOW,
): Ratio | null {
  if (node.type !== 'binary' || node.operator !== '/') return null
  const { left, right } = node
  const isScaled = left.type === 'binary' && left.operator === '*' && left.right.type === 'number'
  const [top, factor] = isScaled ? [left.left, left.right.number] : [left, 1]
  if (top.type !== 'measure' || right.type !== 'measure') return null
  return { above: placeOf({ leaf: top, when }), below: placeOf({ leaf: right, when }), factor }
}

/** Returns the value of a ratio of these two numbers; `NaN` where it has none. */
export const ratioOf = (above: number, factor: number, below: number): number => finite(finite(above * factor) / below)

/** A quotient; none where the divisor is nothing [SC120.2]. */
const quotient =
  (
    left: NumericFormula,
    right: NumericFormula,
    isNothing: (below: number, values: Float64Array) => boolean,
  ): NumericFormula =>
  (values) => {
    const [above, below] = [left(values), right(values)]
    return isNothing(below, values) ? Number.NaN : finite(above / below)
  }

function binary(
  operator: Exclude<BinaryNode['operator'], '/'>,
  left: NumericFormula,
  right: NumericFormula,
): NumericFormula {
  switch (operator) {
    case '+':
      return (values) => finite(left(values) + right(values))
    case '-':
      return (values) => finite(left(values) - right(values))
    case '*':
      return (values) => finite(left(values) * right(values))
    default: {
      const says = COMPARES[operator]
      return (values) => {
        const [a, b] = [left(values), right(values)]
        return truth(says(a, b), a, b)
      }
    }
  }
}

const COMPARES = {
  '=': (a: number, b: number) => a === b,
  '<>': (a: number, b: number) => a !== b,
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
} as const

function call({ name }: CallNode, args: readonly NumericFormula[]): NumericFormula {
  if (name === 'if') {
    const [condition, then, otherwise] = args as readonly [NumericFormula, NumericFormula, NumericFormula]
    return (values) => {
      const asked = condition(values)
      if (Number.isNaN(asked)) return asked
      return asked === 0 ? otherwise(values) : then(values)
    }
  }
  if (name === 'mean') return (values) => finite(args.reduce((sum, arg) => sum + arg(values), 0) / args.length)
  const fold = name === 'min' ? Math.min : Math.max
  return (values) => finite(args.reduce((best, arg) => fold(best, arg(values)), args[0]?.(values) ?? Number.NaN))
}

/**
 * Compiles a tree to closures over an array of numbers: what is scored ten thousand times is looked up once. Where the
 * answer is a number, it is to the last bit that of `evaluate`; where it is `NaN`, `evaluate` knows the reason [FO22].
 * @param placeOf where in the array an input stands
 */
export function numericFormula(
  node: FormulaNode,
  placeOf: (input: FormulaInput) => number,
  when: FormulaTime = NOW,
): NumericFormula {
  const compile = (child: FormulaNode) => numericFormula(child, placeOf, when)
  switch (node.type) {
    case 'number':
      return () => node.number
    case 'measure':
    case 'benchmark':
    case 'system': {
      const place = placeOf({ leaf: node, when })
      return (values) => values[place] ?? Number.NaN
    }
    case 'earlier':
      return numericFormula(node.operand, placeOf, earlier(when, node))
    case 'negate': {
      const operand = compile(node.operand)
      return (values) => finite(0 - operand(values))
    }
    case 'call':
      return call(node, node.args.map(compile))
    case 'binary': {
      const { operator, left, right } = node
      if (operator !== '/') return binary(operator, compile(left), compile(right))
      const ratio = ratioIn(node, placeOf, when)
      if (ratio === null)
        return quotient(compile(left), compile(right), (below, values) =>
          isNoDivisor(right, below, (input) => values[placeOf(input)] ?? Number.NaN, when),
        )
      const { above, below, factor } = ratio
      return (values) => ratioOf(values[above] as number, factor, values[below] as number)
    }
  }
}

/** `(a x + b) / (c x + d)`: what a formula is as a function of one of its inputs, where it is that simple. */
interface Linear {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
}

const constant = (value: number): Linear => ({ a: 0, b: value, c: 0, d: 1 })

const isConstant = ({ a, c }: Linear): boolean => a === 0 && c === 0

const sum = (left: Linear, right: Linear, sign: 1 | -1): Linear | null => {
  if (left.c === right.c && left.d === right.d)
    return { a: left.a + sign * right.a, b: left.b + sign * right.b, c: left.c, d: left.d }
  if (left.c === 0 && right.c === 0)
    return {
      a: left.a / left.d + (sign * right.a) / right.d,
      b: left.b / left.d + (sign * right.b) / right.d,
      c: 0,
      d: 1,
    }
  if (isConstant(right)) {
    const value = (sign * right.b) / right.d
    return { a: left.a + value * left.c, b: left.b + value * left.d, c: left.c, d: left.d }
  }
  if (isConstant(left)) {
    const value = left.b / left.d
    return { a: value * right.c + sign * right.a, b: value * right.d + sign * right.b, c: right.c, d: right.d }
  }
  return null
}

const times = (left: Linear, right: Linear): Linear | null => {
  if (isConstant(right)) return { a: left.a * right.b, b: left.b * right.b, c: left.c * right.d, d: left.d * right.d }
  if (isConstant(left)) return times(right, left)
  return left.c === 0 && right.a === 0
    ? { a: left.a * right.b, b: left.b * right.b, c: right.c * left.d, d: right.d * left.d }
    : null
}

const over = (left: Linear, right: Linear): Linear | null => {
  // The same divisor below both falls out: (x / 4) / ((x + 1) / 4).
  if (left.c === right.c && left.d === right.d) return { a: left.a, b: left.b, c: right.a, d: right.b }
  return times(left, { a: right.c, b: right.d, c: right.a, d: right.b })
}

function linear(
  node: FormulaNode,
  key: string,
  valueOf: (input: FormulaInput) => number | null,
  when: FormulaTime,
): Linear | null {
  switch (node.type) {
    case 'number':
      return constant(node.number)
    case 'measure':
    case 'benchmark':
    case 'system': {
      const input = { leaf: node, when }
      if (inputKey(input) === key) return { a: 1, b: 0, c: 0, d: 1 }
      const value = valueOf(input)
      return value === null ? null : constant(value)
    }
    case 'earlier':
      return linear(node.operand, key, valueOf, earlier(when, node))
    case 'negate': {
      const operand = linear(node.operand, key, valueOf, when)
      return operand && { ...operand, a: -operand.a, b: -operand.b }
    }
    case 'call':
      return null
    case 'binary': {
      const left = linear(node.left, key, valueOf, when)
      const right = linear(node.right, key, valueOf, when)
      if (!left || !right) return null
      if (node.operator === '+' || node.operator === '-') return sum(left, right, node.operator === '+' ? 1 : -1)
      if (node.operator === '*') return times(left, right)
      return node.operator === '/' ? over(left, right) : null
    }
  }
}

/**
 * The value of one input for which a formula gives a wanted result, the others being as they are [FO24].
 * @returns null where there is none, or where the formula is not of the form (a x + b) / (c x + d) in that input:
 * functions, comparisons, squares
 */
export function invertFormula(
  node: FormulaNode,
  input: FormulaInput,
  valueOf: (input: FormulaInput) => number | null,
  wanted: number,
): number | null {
  const found = linear(node, inputKey(input), valueOf, NOW)
  if (!found) return null
  const { a, b, c, d } = found
  const below = a - wanted * c
  const value = (wanted * d - b) / below
  // A divisor that vanishes there leaves the formula without a value there.
  return below !== 0 && Number.isFinite(value) && c * value + d !== 0 ? value : null
}
