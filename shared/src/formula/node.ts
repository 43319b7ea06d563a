/** The tree of a formula: plain readonly data, one constructor a kind. */
export type FormulaNode = NumberNode | MeasureNode | NegateNode | BinaryNode | CallNode

export interface NumberNode {
  readonly type: 'number'
  readonly number: number
}

/** The value of a measure; of one unit where `unit` is given [FO4]. */
export interface MeasureNode {
  readonly type: 'measure'
  readonly code: string
  readonly unit: string | null
}

export interface NegateNode {
  readonly type: 'negate'
  readonly operand: FormulaNode
}

/** `=` and its kin say 1 for yes and 0 for no [FO13]. */
export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>='

export type Operator = '+' | '-' | '*' | '/' | Comparison

export interface BinaryNode {
  readonly type: 'binary'
  readonly operator: Operator
  readonly left: FormulaNode
  readonly right: FormulaNode
}

/** What can be called, with the least and the most arguments it takes [FO14, FO15]. */
export const FUNCTIONS = {
  min: [1, 50],
  max: [1, 50],
  mean: [1, 50],
  if: [3, 3],
} as const satisfies Readonly<Record<string, readonly [number, number]>>

export type FunctionName = keyof typeof FUNCTIONS

export interface CallNode {
  readonly type: 'call'
  readonly name: FunctionName
  readonly args: readonly FormulaNode[]
}

export const numberNode = (number: number): NumberNode => ({ type: 'number', number })
export const measureNode = (code: string, unit: string | null): MeasureNode => ({ type: 'measure', code, unit })
export const negateNode = (operand: FormulaNode): NegateNode => ({ type: 'negate', operand })
export const callNode = (name: FunctionName, args: readonly FormulaNode[]): CallNode => ({ type: 'call', name, args })
export const binaryNode = (operator: Operator, left: FormulaNode, right: FormulaNode): BinaryNode => ({
  type: 'binary',
  operator,
  left,
  right,
})

/** What a node is made of. */
export function childrenOf(node: FormulaNode): readonly FormulaNode[] {
  switch (node.type) {
    case 'negate':
      return [node.operand]
    case 'binary':
      return [node.left, node.right]
    case 'call':
      return node.args
    default:
      return []
  }
}

/** The measures that a formula names, each once, in order of first appearance. */
export function measuresIn(node: FormulaNode): readonly MeasureNode[] {
  const found = new Map<string, MeasureNode>()
  const walk = (at: FormulaNode): void => {
    if (at.type === 'measure' && !found.has(`${at.code}@${at.unit ?? ''}`)) found.set(`${at.code}@${at.unit ?? ''}`, at)
    childrenOf(at).forEach(walk)
  }
  walk(node)
  return [...found.values()]
}
