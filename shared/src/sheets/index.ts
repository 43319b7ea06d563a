export {
  type NeutralisationAsked,
  refuseAsking,
  refuseDeciding,
  refuseNeutralising,
  refuseRestoring,
} from './judgement'
export { countedPart, proRata, type YearPart } from './part-of-year'
export {
  ANSWER_DAYS,
  answerDue,
  followingSteps,
  isSheetAnswer,
  LONGEST_REMARKS,
  openSteps,
  reachedStep,
  refuseStep,
  SHEET_ANSWERS,
  SHEET_STEPS,
  type SheetEvent,
  type SheetLife,
  type SheetStep,
} from './steps'
