export { achieveNumber, type Achievement } from './achieve'
export { bandOf } from './policy/band'
export { type Moment, ScoreBook } from './book'
export { checkPolicy, type PolicyFault } from './policy/check-policy'
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

export { DEFAULT_POLICY, MASSA_CARRARA_2019, PAYMENT_TIMES, policyOf, SHIPPED_POLICIES } from './policy/policies'
export type * from './score'
export { nodeIn, openBook, scoreNodes, scorePlan, scoresIn } from './score-plan'
export { explain, type Explanation, explanationOf } from './explain/explain'
export { type WhatIfChange, needed, whatIf } from './what-if'
export { targetWords } from './explain/say'
export { byUnit, type UnitScore } from './view/by-unit'
export { type Lever, levers } from './view/levers'
export { overTime, type Snapshot } from './view/over-time'
export { nodeAddress } from './node-address'
