export { type Doubt, doubtsOf, type OddReason, oddReasons, type OddSurroundings } from './doubt'
export {
  type Earlier,
  earlierOf,
  yearBefore,
  cellValues,
  cycleRecords,
  type CycleRegister,
  confirmedOn,
  reportsOf,
  orphans,
} from './cycle'
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
