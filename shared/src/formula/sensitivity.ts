import { earlier, evaluateFormula, type FormulaInput, type FormulaTime, inputsOf, NOW } from './evaluate'
import type { FormulaNode } from './node'

/** Numbers that a formula reads: each with the sum of the magnitudes that it was itself summed from. */
export interface Magnitudes {
  number(input: FormulaInput): number
  magnitude(input: FormulaInput): number
}

/**
 * Returns the sum of the magnitudes that a formula's value was summed from: what the arithmetic of doubles can be off by is
 * a share of it, however small the value itself comes out.
 * @example magnitudeOf(node, of) // 2000.2, where node is `A - B` of 1000.1 and 1000.1
 */
export function magnitudeOf(node: FormulaNode, of: Magnitudes, when: FormulaTime = NOW): number {
  const inside = (child: FormulaNode) => magnitudeOf(child, of, when)
  switch (node.type) {
    case 'number':
      return Math.abs(node.number)
    case 'measure':
    case 'benchmark':
    case 'system':
      return of.magnitude({ leaf: node, when })
    case 'earlier':
      return magnitudeOf(node.operand, of, earlier(when, node))
    case 'negate':
      return inside(node.operand)
    case 'call':
      return Math.max(...node.args.map(inside))
    case 'binary': {
      const [left, right] = [inside(node.left), inside(node.right)]
      if (node.operator === '*') return left * right
      if (node.operator !== '/') return left + right
      const below = evaluateFormula(node.right, (input) => ({ type: 'number', number: of.number(input) }), when)
      return below.type === 'number' ? left / Math.abs(below.number) : 0
    }
  }
}

/** Does a formula never fall while some of its inputs grow, no input being below zero [FO26]? Where that is not plain: no. */
export function growsWith(
  node: FormulaNode,
  grows: (input: FormulaInput) => boolean,
  when: FormulaTime = NOW,
): boolean {
  const still = (child: FormulaNode): boolean => !inputsOf(child, when).some(grows)
  const rises = (child: FormulaNode): boolean => growsWith(child, grows, when)
  switch (node.type) {
    case 'number':
      return node.number >= 0
    case 'measure':
    case 'benchmark':
    case 'system':
      return true
    case 'earlier':
      return growsWith(node.operand, grows, earlier(when, node))
    case 'negate':
      return still(node.operand)
    case 'call':
      return node.name === 'if' ? still(node) : node.args.every(rises)
    case 'binary': {
      const { operator, left, right } = node
      if (operator === '+' || operator === '*') return rises(left) && rises(right)
      if (operator === '-' || operator === '/') return rises(left) && still(right)
      return still(left) && still(right)
    }
  }
}
