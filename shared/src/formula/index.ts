export { type Dimension, type DimensionFault, dimensionOf, unitFault } from './dimension'
export {
  evaluate,
  isAbsent,
  isPercentage,
  type Lookup,
  type Operand,
  type Input,
  inputKey,
  inputsOf,
  measuresIn,
  NOW,
  type When,
} from './evaluate'
export { invert, numericFormula, type NumericFormula } from './numeric'
export { type FormulaNode, type Leaf, type MeasureNode, OWN_UNIT, type SystemNode } from './node'
export { parseFormula } from './parse'
export { printFormula, forUnit, scaled } from './rewrite'
export type { FormulaFault } from './fault'
export type { KnownCodes } from './token'
