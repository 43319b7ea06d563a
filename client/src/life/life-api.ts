import type { Plan } from '@traguardo/shared/model'
import { request } from '../api/request'
import {
  type ActInput,
  DraftBeginDocument,
  DraftDiscardDocument,
  DraftSaveDocument,
  PlanAdoptDocument,
  PlanLifeDocument,
} from './life.generated'

/** The years of a plan. */
export interface YearSpan {
  readonly firstYear: number
  readonly lastYear: number
}

export const fetchLife = (body: string) => request(PlanLifeDocument, { body })
export const draftBegin = ({ firstYear, lastYear }: YearSpan, forNextYears: boolean) =>
  request(DraftBeginDocument, { firstYear, lastYear, forNextYears })
export const draftSave = (document: Plan, seen: string) => request(DraftSaveDocument, { document, seen })
export const draftDiscard = ({ firstYear, lastYear }: YearSpan) =>
  request(DraftDiscardDocument, { firstYear, lastYear })
export const adoptPlan = ({ firstYear, lastYear }: YearSpan, seen: string, act: ActInput) =>
  request(PlanAdoptDocument, { firstYear, lastYear, seen, act })
