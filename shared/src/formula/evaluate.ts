import type { Absence, MeasureValue } from '../model'
import { binaryNode, type FormulaNode, numberNode, type Operator } from './node'

/** A number or a date, or the reason why there is neither. */
export type Operand = Exclude<MeasureValue, { type: 'not-applicable' }> | Absence

/** Gives the value of a measure over the year, of the body or of one unit. */
export type Lookup = (code: string, unit: string | null) => Operand

/** Is there a reason instead of a value? */
export const isAbsent = (operand: Operand): operand is Absence => operand.type !== 'number' && operand.type !== 'date'

const GRAVITY: Readonly<Record<Absence['type'], number>> = {
  undefined: 5,
  'not-applicable': 4,
  missing: 3,
  'not-due': 2,
  'no-target': 1,
  'no-values': 0,
  empty: 0,
}

/** Two reasons become one: the graver; missing measures are gathered [FO8]. */
function joined(left: Absence, right: Absence): Absence {
  if (left.type === right.type && (left.type === 'missing' || left.type === 'not-due') && 'measures' in right)
    return { type: left.type, measures: [...new Set([...left.measures, ...right.measures])] }
  return GRAVITY[right.type] > GRAVITY[left.type] ? right : left
}

function calculate(operator: Operator, left: number, right: number): Operand {
  if (operator === '/' && right === 0)
    return left === 0
      ? { type: 'not-applicable', why: 'zero-over-zero' }
      : { type: 'undefined', why: 'division-by-zero' }
  const results = { '+': left + right, '-': left - right, '*': left * right, '/': left / right }
  return { type: 'number', number: results[operator] }
}

function combine(operator: Operator, left: Operand, right: Operand): Operand {
  if (isAbsent(left)) return isAbsent(right) ? joined(left, right) : left
  if (isAbsent(right)) return right
  if (left.type === 'date' || right.type === 'date') return { type: 'undefined', why: 'wrong-type' }
  return calculate(operator, left.number, right.number)
}

/** The value of a formula: total, it never throws [FO8-FO10]. */
export function evaluate(node: FormulaNode, lookup: Lookup): Operand {
  switch (node.type) {
    case 'number':
      return node
    case 'measure':
      return lookup(node.code, node.unit)
    case 'negate':
      return combine('-', { type: 'number', number: 0 }, evaluate(node.operand, lookup))
    case 'binary':
      return combine(node.operator, evaluate(node.left, lookup), evaluate(node.right, lookup))
  }
}

/** Is the value in percent points already? [FO12] */
export function isPercentage(node: FormulaNode, isPercentageMeasure: (code: string) => boolean): boolean {
  if (node.type === 'measure') return isPercentageMeasure(node.code)
  if (node.type === 'negate') return isPercentage(node.operand, isPercentageMeasure)
  if (node.type === 'number' || node.operator === '/') return false
  return isPercentage(node.left, isPercentageMeasure) || isPercentage(node.right, isPercentageMeasure)
}

/**
 * The same formula times a factor. A quotient takes it on its numerator: 57 of 100 is 57 % exactly, where
 * `57 / 100 * 100` in doubles is a hair less and would miss its target.
 */
export function scaled(node: FormulaNode, factor: number): FormulaNode {
  if (node.type === 'binary' && node.operator === '/')
    return binaryNode('/', binaryNode('*', node.left, numberNode(factor)), node.right)
  return binaryNode('*', node, numberNode(factor))
}
