import { BENCHMARKS, EARLIER, type EarlierNode, type FormulaNode, type Operator, SYSTEM } from './node'

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
