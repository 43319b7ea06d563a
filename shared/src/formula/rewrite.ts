import {
  binaryNode,
  callNode,
  earlierNode,
  type FormulaNode,
  measureNode,
  negateNode,
  numberNode,
  OWN_UNIT,
} from './node'

/** The same tree with every child replaced. */
function withChildren(node: FormulaNode, change: (child: FormulaNode) => FormulaNode): FormulaNode {
  switch (node.type) {
    case 'negate':
      return negateNode(change(node.operand))
    case 'earlier':
      return earlierNode(node.what, node.back, change(node.operand))
    case 'binary':
      return binaryNode(node.operator, change(node.left), change(node.right))
    case 'call':
      return callNode(node.name, node.args.map(change))
    default:
      return node
  }
}

/** The same formula for one sheet: `@OWN` becomes its unit [FO18]. */
export function forUnit(node: FormulaNode, unit: string): FormulaNode {
  if (node.type === 'measure') return node.unit === OWN_UNIT ? measureNode(node.code, unit) : node
  return withChildren(node, (child) => forUnit(child, unit))
}

/**
 * The same formula times a factor. A quotient takes it on its numerator: 57 of 100 is 57 % exactly, where
 * `57 / 100 * 100` in doubles is a hair less and would miss its target.
 */
export function scaled(node: FormulaNode, factor: number): FormulaNode {
  if (node.type === 'negate' || node.type === 'earlier') return withChildren(node, (child) => scaled(child, factor))
  if (node.type === 'call')
    return callNode(
      node.name,
      node.args.map((arg, at) => (node.name === 'if' && at === 0 ? arg : scaled(arg, factor))),
    )
  if (node.type === 'binary' && node.operator === '/')
    return binaryNode('/', binaryNode('*', node.left, numberNode(factor)), node.right)
  return binaryNode('*', node, numberNode(factor))
}
