export { checkPlan } from './check-plan'
export type { Fault } from './fault'
export { visiblePlan } from './visible-plan'
