import { addDays, romeDay } from '../calendar'
import type { IsoDate, IsoInstant, Plan, Sheet } from '../model'
import {
  holdsRole,
  isController,
  isOfSuperior,
  isTopSheet,
  managesUnit,
  type Viewer,
  type ViewingHolder,
} from '../people'
import { type Refusal, refusal } from '../refusals'

/** Answers of a person to a sheet that was discussed: it goes on with each of them [IS9.1]. */
export const SHEET_ANSWERS = ['accepted', 'noted', 'refused'] as const

/** Steps in the life of a sheet, in the order in which they may come [IS1]. `lapsed`: nobody answered in time. */
export const SHEET_STEPS = [
  ...['assigned', 'discussed'],
  ...SHEET_ANSWERS,
  ...['lapsed', 'monitored', 'proposed', 'closed'],
] as readonly SheetStep[]

type SheetAnswer = (typeof SHEET_ANSWERS)[number]

/** One of them. */
export type SheetStep = 'assigned' | 'discussed' | SheetAnswer | 'lapsed' | 'monitored' | 'proposed' | 'closed'

/** Days after which a sheet that was discussed goes on without an answer [IS9.3]. */
export const ANSWER_DAYS = 15

/** Is a step the answer of the person? */
export const isSheetAnswer = (step: SheetStep): step is SheetAnswer =>
  (SHEET_ANSWERS as readonly string[]).includes(step)

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

const lastOf = (events: readonly SheetEvent[], { sheet, holder }: SheetLife): SheetEvent | undefined =>
  events.findLast((event) => event.sheet === sheet && event.holder === holder)

/** The step that a holder's sheet has reached; null before the first [IS5]. */
export const reachedStep = (events: readonly SheetEvent[], life: SheetLife): SheetStep | null =>
  lastOf(events, life)?.step ?? null

/** The step that follows each, of most sheets; `null` where there is none yet. */
const NEXT: Readonly<Record<SheetStep, readonly SheetStep[]>> = {
  assigned: ['discussed'],
  discussed: [...SHEET_ANSWERS, 'lapsed'],
  accepted: ['monitored'],
  noted: ['monitored'],
  refused: ['monitored'],
  lapsed: ['monitored'],
  monitored: ['closed'],
  proposed: ['closed'],
  closed: [],
}

/** State of a life of a sheet that decides on its steps, beside the last one. */
interface LifeState {
  /** Are the days of the holder over? Then it may be closed from wherever it stands [IS7]. */
  readonly isOver: boolean
  /** Is it the sheet of whoever stands at the top? Then its end is proposed first [IS8.1]. */
  readonly isTop: boolean
}

/** Steps that may follow: the next, or the first again while it is not closed [IS1]. */
export function followingSteps(step: SheetStep | null, { isOver, isTop }: LifeState): readonly SheetStep[] {
  if (step === 'closed') return []
  if (step === null) return ['assigned']
  const next: readonly SheetStep[] = isTop && step === 'monitored' ? ['proposed'] : NEXT[step]
  const onward: readonly SheetStep[] = [...next, 'assigned']
  return isOver && !next.includes('closed') ? ['closed', ...onward] : onward
}

/** A step that somebody wants to take in a holder's life of a sheet. */
interface StepAsked {
  readonly plan: Plan
  readonly sheet: Sheet
  readonly step: SheetStep
  readonly holder: string | null
  /** Are the days of that holder over? [IS7] */
  readonly isOver: boolean
  readonly remarks: string
  readonly today: IsoDate
}

/** Does the viewer take the steps of others' sheets, this one among them? Nobody does on the own, nor on a superior's [IS2, IS8]. */
function takesStep(viewer: Viewer, { plan, sheet, step }: StepAsked): boolean {
  if (sheet.person === viewer.person || isOfSuperior(viewer, plan, sheet)) return false
  if (isTopSheet(plan, sheet))
    return holdsRole(viewer, step === 'assigned' || step === 'closed' ? 'governing-body' : 'evaluator')
  return isController(viewer) || managesUnit(viewer, plan, sheet)
}

/** The last day on which the person of a sheet that was discussed may answer before it goes on without [IS9.3]; null where none is awaited. */
export function answerDue(events: readonly SheetEvent[], life: SheetLife): IsoDate | null {
  const last = lastOf(events, life)
  return last?.step === 'discussed' ? addDays(romeDay(last.at), ANSWER_DAYS) : null
}

/** Why may the viewer not take such a step at all? Null where they may. */
function refuseTaker(viewer: Viewer & Pick<ViewingHolder, 'holder'>, asked: StepAsked): Refusal | null {
  const { plan, sheet, step, holder } = asked
  if (isSheetAnswer(step)) {
    if (sheet.person !== viewer.person || viewer.holder !== holder) return refusal('NOT_YOUR_SHEET', { kind: 'accept' })
    return step === 'refused' && asked.remarks.trim() === '' ? refusal('REASON_MISSING', { kind: 'sheet' }) : null
  }
  if (takesStep(viewer, asked)) return null
  return refusal('NOT_YOUR_STEP', { kind: isTopSheet(plan, sheet) ? 'top' : 'above' })
}

/** May the viewer take this step with the sheet? Null, or the refusal [IS1, IS2, IS5, IS7-IS9]. */
export function refuseStep(
  viewer: Viewer & Pick<ViewingHolder, 'holder'>,
  asked: StepAsked,
  events: readonly SheetEvent[],
): Refusal | null {
  const { plan, sheet, step, holder, isOver, today } = asked
  const barred = refuseTaker(viewer, asked)
  if (barred) return barred
  const life = { sheet: sheet.code, holder }
  const state = { isOver, isTop: isTopSheet(plan, sheet) }
  if (!followingSteps(reachedStep(events, life), state).includes(step)) return refusal('STEP_OUT_OF_ORDER')
  const due = step === 'lapsed' ? answerDue(events, life) : null
  return due !== null && today <= due ? refusal('ANSWER_AWAITED', { day: due }) : null
}

/** Steps that the viewer may take now in a holder's life of a sheet: of an answer the reasons are asked for when it is given. */
export function openSteps(
  viewer: Viewer & Pick<ViewingHolder, 'holder'>,
  asked: Omit<StepAsked, 'step' | 'remarks'>,
  events: readonly SheetEvent[],
): readonly SheetStep[] {
  const reached = reachedStep(events, { sheet: asked.sheet.code, holder: asked.holder })
  const state = { isOver: asked.isOver, isTop: isTopSheet(asked.plan, asked.sheet) }
  return followingSteps(reached, state).filter(
    (step) => refuseStep(viewer, { ...asked, step, remarks: '-' }, events) === null,
  )
}
