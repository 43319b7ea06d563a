import { earlier, type FormulaInput, type FormulaTime, inputsOf, NOW } from './evaluate'
import type { FormulaNode } from './node'

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
