import { earlier, type Input, NOW, type When } from './inputs'
import type { BinaryNode, CallNode, FormulaNode } from './node'

/** A formula over numbers that stand in an array: `NaN` for what is absent or not a number. */
export type NumericFormula = (values: Float64Array) => number

/** Only finite numbers go on: whatever else comes up is absent, and `evaluate` says why [FO22]. */
const finite = (value: number): number => (value - value === 0 ? value : Number.NaN)

const truth = (yes: boolean, left: number, right: number): number =>
  Number.isNaN(left) || Number.isNaN(right) ? Number.NaN : Number(yes)

/** The commonest formula of all in one step: one figure over another, in percent or not. */
function ratio(left: FormulaNode, right: FormulaNode, at: (node: FormulaNode) => number | null): NumericFormula | null {
  const factor = left.type === 'binary' && left.operator === '*' && left.right.type === 'number' ? left.right.number : 1
  const above = at(left.type === 'binary' && factor !== 1 ? left.left : left)
  const below = at(right)
  if (above === null || below === null) return null
  return (values) => finite(finite((values[above] as number) * factor) / (values[below] as number))
}

function binary({ operator }: BinaryNode, left: NumericFormula, right: NumericFormula): NumericFormula {
  switch (operator) {
    case '+':
      return (values) => finite(left(values) + right(values))
    case '-':
      return (values) => finite(left(values) - right(values))
    case '*':
      return (values) => finite(left(values) * right(values))
    case '/':
      return (values) => finite(left(values) / right(values))
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
    const [condition, then, otherwise] = args
    if (!condition || !then || !otherwise) return () => Number.NaN
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
export function numericFormula(node: FormulaNode, placeOf: (input: Input) => number, when: When = NOW): NumericFormula {
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
      const at = (child: FormulaNode): number | null =>
        child.type === 'measure' ? placeOf({ leaf: child, when }) : null
      const quotient = node.operator === '/' ? ratio(node.left, node.right, at) : null
      return quotient ?? binary(node, compile(node.left), compile(node.right))
    }
  }
}
