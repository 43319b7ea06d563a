import type { FormulaNode } from './node'

const strength = (node: FormulaNode): number =>
  node.type === 'binary' ? (node.operator === '+' || node.operator === '-' ? 1 : 2) : 3

const wrapped = (node: FormulaNode, least: number): string =>
  strength(node) < least ? `(${printFormula(node)})` : printFormula(node)

/** Always decimal: an exponent would read as a code. */
const plain = (number: number): string =>
  number.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })

/** The canonical text of a tree: parsing it gives the tree back [FO11]. */
export function printFormula(node: FormulaNode): string {
  switch (node.type) {
    case 'number':
      return plain(node.number)
    case 'measure':
      return node.unit === null ? node.code : `${node.code}@${node.unit}`
    case 'negate':
      return `-${wrapped(node.operand, 3)}`
    case 'binary': {
      const own = strength(node)
      return `${wrapped(node.left, own)} ${node.operator} ${wrapped(node.right, own + 1)}`
    }
  }
}
