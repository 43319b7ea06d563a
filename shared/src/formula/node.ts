/** The tree of a formula: plain readonly data, one constructor a kind. */
export type FormulaNode = NumberNode | MeasureNode | NegateNode | BinaryNode

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

export type Operator = '+' | '-' | '*' | '/'

export interface BinaryNode {
  readonly type: 'binary'
  readonly operator: Operator
  readonly left: FormulaNode
  readonly right: FormulaNode
}

export const numberNode = (number: number): NumberNode => ({ type: 'number', number })
export const measureNode = (code: string, unit: string | null): MeasureNode => ({ type: 'measure', code, unit })
export const negateNode = (operand: FormulaNode): NegateNode => ({ type: 'negate', operand })
export const binaryNode = (operator: Operator, left: FormulaNode, right: FormulaNode): BinaryNode => ({
  type: 'binary',
  operator,
  left,
  right,
})

/** The measures that a formula names, each once, in order of first appearance. */
export function measuresIn(node: FormulaNode): readonly MeasureNode[] {
  const found = new Map<string, MeasureNode>()
  const walk = (at: FormulaNode): void => {
    if (at.type === 'measure') {
      const key = `${at.code}@${at.unit ?? ''}`
      if (!found.has(key)) found.set(key, at)
    } else if (at.type === 'negate') walk(at.operand)
    else if (at.type === 'binary') {
      walk(at.left)
      walk(at.right)
    }
  }
  walk(node)
  return [...found.values()]
}
