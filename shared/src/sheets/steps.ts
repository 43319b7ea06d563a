import type { IsoInstant, Plan, Sheet } from '../model'
import { isController, manages, type Viewer } from '../people'
import { type Refusal, refusal } from '../refusals'

/** Steps in the life of a sheet, in their order [IS1]. */
export const SHEET_STEPS = ['assigned', 'discussed', 'accepted', 'monitored', 'closed'] as const

/** One of them. */
export type SheetStep = (typeof SHEET_STEPS)[number]

/** A step that was taken. */
export interface SheetEvent {
  readonly sheet: string
  readonly step: SheetStep
  readonly person: string
  readonly at: IsoInstant
  readonly remarks: string
}

/** Characters of remarks at most. */
export const LONGEST_REMARKS = 4000

/** The step that a sheet has reached; null before the first. */
export const reached = (events: readonly SheetEvent[], sheet: string): SheetStep | null =>
  events.filter((event) => event.sheet === sheet).at(-1)?.step ?? null

/** Steps that may follow: the next, or the first again while it is not closed [IS1]. */
export function following(step: SheetStep | null): readonly SheetStep[] {
  if (step === 'closed') return []
  const next = SHEET_STEPS[step === null ? 0 : SHEET_STEPS.indexOf(step) + 1]
  const again: readonly SheetStep[] = step === null ? [] : ['assigned']
  return next ? [next, ...again] : again
}

/** May the viewer take this step with the sheet? Null, or the refusal [IS1, IS2]. */
export function refuseStep(
  viewer: Viewer,
  { plan, sheet, step }: { readonly plan: Plan; readonly sheet: Sheet; readonly step: SheetStep },
  events: readonly SheetEvent[],
): Refusal | null {
  const isOwn = sheet.person === viewer.person
  const mayTake = step === 'accepted' ? isOwn : !isOwn && (isController(viewer) || manages(viewer, plan, sheet))
  if (!mayTake) return step === 'accepted' ? refusal('NOT_YOUR_SHEET', { kind: 'accept' }) : refusal('NOT_YOUR_STEP')
  return following(reached(events, sheet.code)).includes(step) ? null : refusal('STEP_OUT_OF_ORDER')
}
