export { achieveNumber, type Achievement, bandOf } from './achieve'
export { type Moment, ScoreBook } from './book'
export {
  checkPolicy,
  type PolicyFault,
  DEFAULT_POLICY,
  MASSA_CARRARA_2019,
  PAYMENT_TIMES,
  policyOf,
  SHIPPED_POLICIES,
} from './policy/policies'
export { parentAddress } from './compile/groups'
export { compilePlan, type CompiledIndicator, type CompiledPlan } from './compile/compile-plan'
export {
  collectionsOf,
  type CycleRecords,
  type Explained,
  organisational,
  REPORT_DAYS,
  revisedShare,
} from './cycle-records'

export * from './score'
export { nodeIn, openBook, scoreNodes, scorePlan, scoresIn } from './score-plan'
export { explain, type Explanation, explanationOf } from './explain/explain'
export { type WhatIfChange, needed, whatIf } from './what-if'
export { targetWords } from './explain/say'
export { byUnit, type UnitScore, type Lever, levers, overTime, type Snapshot } from './view'
