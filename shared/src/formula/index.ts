export { evaluate, isAbsent, isPercentage, type Lookup, type Operand, scaled } from './evaluate'
export {
  type BinaryNode,
  type CallNode,
  type Comparison,
  type FormulaNode,
  type FunctionName,
  type MeasureNode,
  type NegateNode,
  type NumberNode,
  type Operator,
  measuresIn,
} from './node'
export { parseFormula } from './parse'
export { printFormula } from './print'
export type { FormulaFault, KnownCodes } from './token'
