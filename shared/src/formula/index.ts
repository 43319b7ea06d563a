export { type Dimension, type DimensionFault, dimensionOf, unitFault } from './dimension'
export {
  evaluateFormula,
  isAbsent,
  isPercentage,
  type Lookup,
  type Operand,
  type FormulaInput,
  inputKey,
  inputsOf,
  measuresIn,
  NOW,
  type FormulaTime,
} from './evaluate'
export { growsWith } from './grows'
export { invertFormula, numericFormula, type NumericFormula } from './numeric'
export { type FormulaNode, type LeafNode, type MeasureNode, OWN_UNIT, type SystemNode } from './node'
export { parseFormula } from './parse'
export { printFormula, forUnit, scaledFormula } from './rewrite'
export type { FormulaFault } from './fault'
export type { KnownCodes } from './token'
