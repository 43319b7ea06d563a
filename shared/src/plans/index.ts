export { audiencesOf, visiblePlan } from './visible-plan'
export { checkCalendar } from './check/check-calendar'
export { checkPlan, checkSoundParts } from './check/check-plan'
export { formulaMismatch } from './check/check-formulas'
export { type PlanFault, planFault } from './check/fault'
export {
  DOUBT_CODES,
  type DoubtCode,
  readTarget,
  sayDoubt,
  type TargetDoubt,
  type TargetReading,
  type TargetSurroundings,
} from './target'
export { budgetGaps, checkReady, importDoubts } from './check/check-ready'
export type { ReadyItem } from './check/ready-item'
export { typeDoubts } from './check/check-ready'
export { nextPlan, actText, notesOf, revisedPlan } from './revise'
export { type FieldChange, type PlanChange, planDiff, type RevisedList } from './plan-diff'
export {
  addIndicator,
  addMeasure,
  addObjective,
  brothersOf,
  changeItem,
  freeCode,
  hangItem,
  itemOf,
  mayHang,
  moveItem,
  type ItemKey,
  putPolicy,
  removeItem,
  replaceIndicator,
} from './edit-plan'
export { addMeasureFor, aggregationFor, proposeFormula } from './propose-formula'
