export { audiences } from './audience'
export { checkCalendar } from './check/check-calendar'
export { checkPlan } from './check/check-plan'
export { checkSoundParts } from './check/check-sound-parts'
export { type Fault, fault } from './check/fault'
export { readTarget, type TargetReading, type TargetSurroundings } from './read-target'
export { visiblePlan } from './visible-plan'
export { budgetGaps, checkReady, type ReadyItem } from './check/check-ready'
export { nextPlan } from './next-plan'
export { type FieldChange, type PlanChange, planDiff, type RevisedList } from './plan-diff'
export { actText, notesOf, revised } from './revise'
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
  type PlanItem,
  removeItem,
} from './edit-plan'
