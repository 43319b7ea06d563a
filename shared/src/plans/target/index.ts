export { DOUBT_CODES, type DoubtCode, sayDoubt, type TargetDoubt } from './doubts'
export type { TargetSurroundings } from './found'
export { readTarget, type TargetReading } from './read-target'
