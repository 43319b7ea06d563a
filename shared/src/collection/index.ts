export { type Doubt, doubtsOf } from './doubt'
export { type Earlier, earlierOf, yearBefore } from './earlier'
export { cellValues, cycleRecords, type CycleRegister } from './cycle'
export { orphans } from './orphans'
export { type OddReason, oddReasons, type OddSurroundings } from './odd'
export { confirmedOn, reportsOf } from './reports'
export {
  bodyStanding,
  type CellStanding,
  type CellState,
  type FindStanding,
  heldReview,
  type CellEntry,
  standings,
  type UnitStanding,
  type UnitState,
  unitStanding,
} from './standing'
