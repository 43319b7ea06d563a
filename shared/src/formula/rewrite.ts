import {
  BENCHMARKS,
  EARLIER,
  type EarlierNode,
  type FormulaNode,
  type Operator,
  SYSTEM,
  binaryNode,
  callNode,
  earlierNode,
  measureNode,
  negateNode,
  numberNode,
  OWN_UNIT,
} from './node'

const STRENGTH: Readonly<Partial<Record<Operator, number>>> = { '*': 3, '/': 3, '+': 2, '-': 2 }

const strength = (node: FormulaNode): number => (node.type === 'binary' ? (STRENGTH[node.operator] ?? 1) : 4)

const wrapped = (node: FormulaNode, least: number): string =>
  strength(node) < least ? `(${printFormula(node)})` : printFormula(node)

/** Always decimal: an exponent would read as a code. */
const plain = (number: number): string =>
  number.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })

/** The word of the language for a thing of the tree. */
const wordFor = <T extends string>(words: Readonly<Record<string, T>>, what: T): string =>
  Object.keys(words).find((word) => words[word] === what) ?? what

const earlierText = ({ what, back, operand }: EarlierNode): string =>
  `${wordFor(EARLIER, what)}(${printFormula(operand)}${back === 1 ? '' : `; ${back}`})`

/** The canonical text of a tree: parsing it gives the tree back [FO11]. */
export function printFormula(node: FormulaNode): string {
  switch (node.type) {
    case 'number':
      return plain(node.number)
    case 'measure':
      return node.unit === null ? node.code : `${node.code}@${node.unit}`
    case 'negate':
      return `-${wrapped(node.operand, 4)}`
    case 'benchmark':
      return `${wordFor(BENCHMARKS, node.scope)}(${node.code})`
    case 'system':
      return `${wordFor(SYSTEM, node.what)}(${node.of ?? ''})`
    case 'earlier':
      return earlierText(node)
    case 'call':
      return `${node.name}(${node.args.map(printFormula).join('; ')})`
    case 'binary': {
      const own = strength(node)
      // A comparison has no comparison beside it.
      const left = wrapped(node.left, own === 1 ? 2 : own)
      return `${left} ${node.operator} ${wrapped(node.right, own + 1)}`
    }
  }
}

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
export function scaledFormula(node: FormulaNode, factor: number): FormulaNode {
  if (node.type === 'negate' || node.type === 'earlier')
    return withChildren(node, (child) => scaledFormula(child, factor))
  if (node.type === 'call')
    return callNode(
      node.name,
      node.args.map((arg, at) => (node.name === 'if' && at === 0 ? arg : scaledFormula(arg, factor))),
    )
  if (node.type === 'binary' && node.operator === '/')
    return binaryNode('/', binaryNode('*', node.left, numberNode(factor)), node.right)
  return binaryNode('*', node, numberNode(factor))
}
