import type { IsoDate } from '@traguardo/shared/model'
import type { SheetEvent, SheetStep, YearPart } from '@traguardo/shared/sheets'
import { shallowRef } from 'vue'
import { request, selectOrRefusal } from '../modules/request'
import { oneOf } from '../modules/given'
import { useRequest } from '../modules/use-request'
import { useReplica } from '../replica/replica'

/** A score by hand that was asked for. */
export interface AskedJudgement {
  readonly id: string
  /** Id of the holder whose score it is. */
  readonly holder: string | null
  readonly year: number
  readonly about: string
  readonly score: number
  readonly reason: string
  readonly askedBy: string
  readonly decidedBy: string | null
  readonly decision: 'approved' | 'refused' | null
  readonly answer: string | null
}

/** Somebody who holds the position of a sheet on days of its year. */
export interface SheetHolder {
  readonly sheet: string
  readonly holder: string
  readonly from: IsoDate | null
  readonly to: IsoDate | null
  /** Is the year theirs today? */
  readonly isNow: boolean
  readonly isOver: boolean
  /** Part of the year that counts for them; null where nothing is shared out. */
  readonly part: YearPart | null
}

interface Lives {
  readonly events: readonly SheetEvent[]
  readonly judgements: readonly AskedJudgement[]
  readonly holders: readonly SheetHolder[]
}

const LIVES = selectOrRefusal(
  'SheetLives',
  'events { sheet holder step person at remarks } holders { sheet holder from to isNow isOver part { held of } } judgements { id holder year about score reason askedBy decidedBy decision answer }',
)
const FETCH = `query SheetLives($body: String!, $year: Int!) { sheetLives(body: $body, year: $year) { ${LIVES} } }`
const STEP = `mutation SheetStep($year: Int!, $sheet: String!, $step: String!, $remarks: String!, $holder: String) {
  sheetStep(year: $year, sheet: $sheet, step: $step, remarks: $remarks, holder: $holder) { ${LIVES} } }`
const ASK = `mutation JudgementAsk($year: Int!, $about: String!, $score: Float!, $reason: String!, $holder: String) {
  judgementAsk(year: $year, about: $about, score: $score, reason: $reason, holder: $holder) { ${LIVES} } }`
const DECIDE = `mutation JudgementDecide($id: String!, $approve: Boolean!, $answer: String!) {
  judgementDecide(id: $id, approve: $approve, answer: $answer) { ${LIVES} } }`

/** The holders of a sheet in its year, the one of now first, then back in time; one null where nobody holds the position. */
export function holdersOf(lives: Lives | null, sheet: string): readonly (SheetHolder | null)[] {
  const holders = lives?.holders.filter((one) => one.sheet === sheet) ?? []
  const latest = holders.sort((a, b) => (b.from ?? '').localeCompare(a.from ?? ''))
  const others = latest.filter(({ isNow }) => !isNow)
  return holders.length === 0 ? [null] : [...latest.filter(({ isNow }) => isNow), ...others]
}

/** Request about the life of a sheet of a holder; null for the one whose the year is. */
interface OfHolder {
  readonly year: number
  readonly holder: string | null
}
interface StepAsked extends OfHolder {
  readonly sheet: string
  readonly step: SheetStep
  readonly remarks: string
}
interface JudgementAsked extends OfHolder {
  readonly about: string
  readonly score: number
  readonly reason: string
}

function createLives() {
  const lives = shallowRef<Lives | null>(null)
  useReplica().onClosed(() => (lives.value = null))
  return lives
}

/** Steps of the sheets that this person may see, and scores by hand; they need the line. */
export function useLives() {
  const asking = useRequest()
  const lives = oneOf(createLives)
  async function take(asked: Promise<Awaited<ReturnType<typeof request<Lives>>>>, well: string | null = null) {
    const now = await asking.run(asked, well)
    if (now) lives.value = now
    return now !== null
  }
  return {
    ...asking,
    lives,
    load: (body: string, year: number) => take(request<Lives>(FETCH, { body, year })),
    step: (asked: StepAsked, well: string) => take(request<Lives>(STEP, asked), well),
    askFor: (asked: JudgementAsked, well: string) => take(request<Lives>(ASK, asked), well),
    decide: (id: string, approve: boolean, answer: string, well: string) =>
      take(request<Lives>(DECIDE, { id, approve, answer }), well),
  }
}
