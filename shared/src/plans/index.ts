export { checkPlan } from './check-plan'
export { checkSoundParts } from './check-sound-parts'
export type { Fault } from './fault'
export { visiblePlan } from './visible-plan'
