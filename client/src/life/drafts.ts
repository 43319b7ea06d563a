import { type Outcome, useChange } from '../answers/use-change'
import { DraftBeginDocument, DraftDiscardDocument, DraftSaveDocument, PlanAdoptDocument } from './life.generated'

/** The years of a plan. */
export interface YearSpan {
  readonly firstYear: number
  readonly lastYear: number
}

/** The years alone of something that has years. */
export const yearSpanOf = ({ firstYear, lastYear }: YearSpan): YearSpan => ({ firstYear, lastYear })

/** A draft is under the hands of its editor, who goes by what was read or saved last: its document lies in no cache. */
const ofDraft = (outcome?: Outcome) =>
  ({ stale: ['Query.planLife'], unkept: true, ...(outcome ? { outcome } : {}) }) as const

/** Begins a draft, or takes up the one that is there. */
export const useDraftBegin = (outcome?: Outcome) => useChange(DraftBeginDocument, ofDraft(outcome))
export const useDraftSave = (outcome: Outcome) => useChange(DraftSaveDocument, ofDraft(outcome))
export const useDraftDiscard = (outcome: Outcome) => useChange(DraftDiscardDocument, ofDraft(outcome))
export const usePlanAdopt = (outcome: Outcome) => useChange(PlanAdoptDocument, ofDraft(outcome))
