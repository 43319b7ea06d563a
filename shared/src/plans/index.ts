export { audiences } from './audience'
export { checkCalendar } from './check-calendar'
export { checkPlan } from './check-plan'
export { checkSoundParts } from './check-sound-parts'
export type { Fault } from './fault'
export { readTarget, type TargetReading, type TargetSurroundings } from './read-target'
export { visiblePlan } from './visible-plan'
export { budgetGaps, checkReady, type ReadyItem } from './check-ready'
export { nextPlan } from './next-plan'
export { type FieldChange, type PlanChange, planDiff, type RevisedList } from './plan-diff'
export { actText, notesOf, revised } from './revise'
export {
  addIndicator,
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
