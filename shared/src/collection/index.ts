export {
  type Earlier,
  earlierOf,
  type Anomaly,
  anomaliesOf,
  type AnomalyContext,
  type Doubt,
  doubtsOf,
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
export { silentIn } from './silent'
