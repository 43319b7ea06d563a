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

const HUNDRED = 100

/** A number a hundred times, by its decimals: 0.57 is 57, where doubles make 56.99999999999999 of it. */
const hundredTimes = (number: number): number => {
  const [digits = '0', exponent = '0'] = number.toExponential().split('e')
  return Number(`${digits}e${Number(exponent) + 2}`)
}

const hasQuotient = (node: FormulaNode): boolean => {
  if (node.type === 'binary') return node.operator === '/' || hasQuotient(node.left) || hasQuotient(node.right)
  return node.type === 'negate' && hasQuotient(node.operand)
}

/**
 * The same formula a hundred times. A quotient takes it on its numerator: 57 of 100 is 57 % exactly, where
 * `57 / 100 * 100` in doubles is a hair less and would miss its target; so do the parts of a sum of quotients.
 */
export function scaledFormula(node: FormulaNode): FormulaNode {
  if (node.type === 'number') return numberNode(hundredTimes(node.number))
  if (node.type === 'negate' || node.type === 'earlier') return withChildren(node, scaledFormula)
  if (node.type === 'call')
    return callNode(
      node.name,
      node.args.map((arg, at) => (node.name === 'if' && at === 0 ? arg : scaledFormula(arg))),
    )
  if (node.type === 'binary' && (node.operator === '/' || (node.operator === '*' && hasQuotient(node.left))))
    return binaryNode(node.operator, scaledFormula(node.left), node.right)
  if (node.type === 'binary' && (node.operator === '+' || node.operator === '-') && hasQuotient(node))
    return binaryNode(node.operator, scaledFormula(node.left), scaledFormula(node.right))
  return binaryNode('*', node, numberNode(HUNDRED))
}

const isHundred = (node: FormulaNode): boolean => node.type === 'number' && node.number === HUNDRED

/** The same formula with every hundred that multiplies taken in as `scaledFormula` takes it: `A / B * 100` is `A * 100 / B`. */
export function inHundredths(node: FormulaNode): FormulaNode {
  if (node.type === 'binary' && node.operator === '*') {
    if (isHundred(node.right)) return scaledFormula(inHundredths(node.left))
    if (isHundred(node.left)) return scaledFormula(inHundredths(node.right))
  }
  return withChildren(node, inHundredths)
}
