import type { Act, Plan } from '@traguardo/shared/model'
import { request, DONE_OR_NOT, selectOrRefusal } from '../modules/request'

/** A plan as it was from a day on. */
export interface PlanVersion {
  readonly id: string
  readonly firstYear: number
  readonly lastYear: number
  readonly version: number
  readonly inForceFrom: string | null
  readonly act: Act | null
  readonly adoptedAt: string | null
  readonly isInForce: boolean
}

/** Facts about a draft without its document. */
export interface DraftInfo {
  readonly firstYear: number
  readonly lastYear: number
  readonly hash: string
  readonly person: string
  readonly changedAt: string
  readonly isRevision: boolean
}

/** A plan that is being prepared, and what it revises. */
export interface Draft extends DraftInfo {
  readonly document: Plan
  readonly base: Plan | null
}

const INFO = 'firstYear lastYear hash person changedAt isRevision'
const DRAFT = selectOrRefusal('PlanDraft', `${INFO} document base`)
const LIFE = `query PlanLife($body: String!) { planLife(body: $body) { ${selectOrRefusal(
  'PlanLife',
  `versions { id firstYear lastYear version inForceFrom adoptedAt isInForce act { organ number date printed } } drafts { ${INFO} }`,
)} } }`
const BEGIN = `mutation DraftBegin($firstYear: Int!, $lastYear: Int!, $forNextYears: Boolean!) {
  draftBegin(firstYear: $firstYear, lastYear: $lastYear, forNextYears: $forNextYears) { ${DRAFT} } }`
const SAVE = `mutation DraftSave($document: Json!, $seen: String!) { draftSave(document: $document, seen: $seen) { ${DRAFT} } }`
const DISCARD = `mutation DraftDiscard($firstYear: Int!, $lastYear: Int!) {
  draftDiscard(firstYear: $firstYear, lastYear: $lastYear) { ${DONE_OR_NOT} } }`
const ADOPT = `mutation PlanAdopt($firstYear: Int!, $lastYear: Int!, $seen: String!, $act: ActInput!) {
  planAdopt(firstYear: $firstYear, lastYear: $lastYear, seen: $seen, act: $act) { ${DONE_OR_NOT} } }`

/** The years of a plan. */
export interface YearSpan {
  readonly firstYear: number
  readonly lastYear: number
}

export const fetchLife = (body: string) =>
  request<{ readonly versions: readonly PlanVersion[]; readonly drafts: readonly DraftInfo[] }>(LIFE, { body })
export const draftBegin = (span: YearSpan, forNextYears: boolean) => request<Draft>(BEGIN, { ...span, forNextYears })
export const draftSave = (document: Plan, seen: string) => request<Draft>(SAVE, { document, seen })
export const draftDiscard = (span: YearSpan) => request<object>(DISCARD, span)
export const adoptPlan = (
  span: YearSpan,
  seen: string,
  act: { readonly organ: string; readonly number: string; readonly date: string },
) => request<object>(ADOPT, { ...span, seen, act })
