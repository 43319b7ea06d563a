export {
  type DueCell,
  dueCells,
  type DueWhen,
  existsIn,
  isAnswered,
  isDueIn,
  knownCodes,
  type MeasureUse,
  type MeasureUsers,
  measureUsers,
  ownUnits,
  usesOf,
} from './due'
export {
  editNumber,
  editText,
  plainNumber,
  formatDate,
  formatMeasure,
  formatNumber,
  formatPercent,
  formatValue,
  type EntryRule,
  fitsMeasure,
  parseEntry,
  isTwoWay,
  type NumberRule,
  type NumberSign,
  parseNumber,
  PRINTED_NUMBER,
} from './format'
export { AGGREGATIONS, LARGEST_NUMBER, MEASURE_KINDS } from '../model'
export { stepsShare } from './steps'
