export { refuseAsking, refuseDeciding, sheetOf } from './judgement'
export { following, LONGEST_REMARKS, reached, refuseStep, SHEET_STEPS, type SheetEvent, type SheetStep } from './steps'
