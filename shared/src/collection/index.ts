export { type Doubt, doubtsOf, type Anomaly, anomaliesOf, type AnomalyContext } from './status'
export {
  type Earlier,
  earlierOf,
  yearBefore,
  cellValues,
  cycleRecords,
  type CycleRegister,
  confirmedOn,
  reportsOf,
  orphanedRegisters,
} from './cycle'
export {
  bodyStatus,
  type CellStatus,
  type CellState,
  type FindEntry,
  heldReview,
  type CellEntry,
  registerIndex,
  registerName,
  type UnitStatus,
  type UnitState,
  unitStatus,
} from './status'
export { KeptScores } from './kept-scores'
