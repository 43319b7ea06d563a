export {
  type Dimension,
  type DimensionFault,
  type FormulaType,
  isDimensionFault,
  type KnownKinds,
  nameOf,
  typeOf,
  wordOf,
} from './dimension'
export {
  evaluateFormula,
  isAbsent,
  type Lookup,
  type Operand,
  earlier,
  type FormulaInput,
  inputKey,
  inputsOf,
  magnitudeOf,
  measuresIn,
  NOISE,
  SMALLEST,
  NOW,
  type FormulaTime,
} from './evaluate'
export { growsWith } from './sensitivity'
export { invertFormula, numericFormula, type NumericFormula, ratioIn, ratioOf } from './numeric'
export {
  type FormulaComparison,
  type FormulaNode,
  type LeafNode,
  type MeasureNode,
  OWN_UNIT,
  type SystemNode,
} from './node'
export { parseFormula } from './parse'
export { formulaInUnit, type FormulaInUnit } from './in-unit'
export { isPercent, UNIT_SPELLINGS, type UnitKind, unitKindOf } from './unit-kind'
export { printFormula, forUnit, scaledFormula } from './rewrite'
export type { FormulaFault } from './fault'
export type { KnownCodes } from './token'
