export { achieveNumber, type Achievement } from './achieve'
export { bandOf } from './policy/marks'
export { type Moment, ScoreModel } from './score-model'
export { DEFAULT_POLICY, LEAST_COVERAGE, PAYMENT_TIMES } from './policy/default-policy'
export { checkPolicy, type PolicyFault, policyInPlan } from './policy/check-policy'
export { MASSA_CARRARA_2019, policyOf, SHIPPED_POLICIES } from './policy/shipped'
export { type ClassCount, type Distribution, distributionOf } from './policy/classes'
export { type PolicySection, policySentences } from './policy/say/policy-sentences'
export { overUnitsOf } from './compile/figure'
export { parentAddress } from './compile/groups'
export { type Brothers, brothersIn, sumsTo } from './compile/brothers'
export { compilePlan, type CompiledIndicator, type CompiledPlan } from './compile/compile-plan'
export {
  collectionsOf,
  type CycleRecords,
  type Explained,
  organisationalPlan,
  REPORT_DAYS,
  revisedShare,
} from './cycle-records'

export * from './score'
export { nodeIn, openScoreModel, scoreNodes, scorePlan, scoresIn } from './score-plan'
export { ScoreTree } from './score-tree'
export { sayAbsence, sayAbsenceKind, sayAct } from './explain/absence'
export { explainScore } from './explain/explain'
export { type Explanation, explanationOf } from './explain/explanation'
export { type RuleSaid, sayRule } from './explain/rules'
export {
  type Deviation,
  deviationOf,
  type Judged,
  missesOf,
  sayBand,
  sayCourse,
  sayVerdict,
  type ScoreVerdict,
  verdictOf,
} from './grounds/verdict'
export { type WhatIfChange, neededValue, policyImpact, type PolicyImpact, whatIf } from './what-if'
export { type MovedWeight, movedWeight } from './explain/moved'
export { targetWords } from './explain/say'
export { bandOfUnit, byUnit, type UnitScore, type Lever, leversOf, overTime, type Snapshot } from './view'
export {
  type DayAsked,
  type Trend,
  type TrendMark,
  trendOf,
  type TrendPoint,
  type TrendYear,
  type YearOverTime,
} from './trend'
