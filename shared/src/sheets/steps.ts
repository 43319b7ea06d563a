import type { IsoInstant, Plan, Sheet } from '../model'
import { isController, managesUnit, type ViewingHolder, type Viewer } from '../people'
import { type Refusal, refusal } from '../refusals'

/** Steps in the life of a sheet, in their order [IS1]. */
export const SHEET_STEPS = ['assigned', 'discussed', 'accepted', 'monitored', 'closed'] as const

/** One of them. */
export type SheetStep = (typeof SHEET_STEPS)[number]

/** A step that was taken. */
export interface SheetEvent {
  readonly sheet: string
  /** Id of the holder in whose life of the sheet the step was taken; null where nobody held the position [IS5]. */
  readonly holder: string | null
  readonly step: SheetStep
  readonly person: string
  readonly at: IsoInstant
  readonly remarks: string
}

/** Characters of remarks at most. */
export const LONGEST_REMARKS = 4000

/** A sheet as one of its holders lives it in a year; `null` for the time when nobody holds the position [IS5]. */
export interface SheetLife {
  readonly sheet: string
  readonly holder: string | null
}

/** The step that a holder's sheet has reached; null before the first [IS5]. */
export const reachedStep = (events: readonly SheetEvent[], { sheet, holder }: SheetLife): SheetStep | null =>
  events.filter((event) => event.sheet === sheet && event.holder === holder).at(-1)?.step ?? null

/**
 * Steps that may follow: the next, or the first again while it is not closed [IS1].
 * @param isOver are the days of the holder over? Then it may be closed from wherever it stands [IS7]
 */
export function followingSteps(step: SheetStep | null, isOver: boolean): readonly SheetStep[] {
  if (step === 'closed') return []
  if (step === null) return ['assigned']
  const next = SHEET_STEPS[SHEET_STEPS.indexOf(step) + 1]
  const onward: readonly SheetStep[] = next ? [next, 'assigned'] : ['assigned']
  return isOver && next !== 'closed' ? ['closed', ...onward] : onward
}

/** A step that somebody wants to take in a holder's life of a sheet. */
interface StepAsked {
  readonly plan: Plan
  readonly sheet: Sheet
  readonly step: SheetStep
  readonly holder: string | null
  /** Are the days of that holder over? [IS7] */
  readonly isOver: boolean
}

/** May the viewer take this step with the sheet? Null, or the refusal [IS1, IS2, IS5, IS7]. */
export function refuseStep(
  viewer: Viewer & Pick<ViewingHolder, 'holder'>,
  { plan, sheet, step, holder, isOver }: StepAsked,
  events: readonly SheetEvent[],
): Refusal | null {
  const isOwn = sheet.person === viewer.person
  const isTheirs = isOwn && viewer.holder === holder
  const mayTake = step === 'accepted' ? isTheirs : !isOwn && (isController(viewer) || managesUnit(viewer, plan, sheet))
  if (!mayTake) return step === 'accepted' ? refusal('NOT_YOUR_SHEET', { kind: 'accept' }) : refusal('NOT_YOUR_STEP')
  return followingSteps(reachedStep(events, { sheet: sheet.code, holder }), isOver).includes(step)
    ? null
    : refusal('STEP_OUT_OF_ORDER')
}
